using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Meent.Foundation.Data;

/// <summary>Where the data lives: the engine, chosen by the connection string, and how its connections are set up.</summary>
public static class Storage
{
    /// <summary>
    /// WAL, every commit on disk, foreign keys on; larger checkpoints keep the 99th percentile low under load (measured in bench). What is
    /// deleted is overwritten: answers of a round that was called off must not stay readable in free pages of the file.
    /// </summary>
    public const string SqlitePragmas = "pragma journal_mode=wal; pragma synchronous=full; pragma wal_autocheckpoint=4000; pragma temp_store=memory; pragma secure_delete=on;";

    public static IServiceCollection AddStorage(this IServiceCollection services, Settings settings, HubModel model)
    {
        services.AddSingleton(settings);
        services.AddSingleton(model);
        services.AddSingleton(new WriteGate(oneAtATime: !settings.IsPostgres));
        services.AddDbContext<HubDb>(o => Configure(o, settings));
        return services;
    }

    public static void Configure(DbContextOptionsBuilder options, Settings settings)
    {
        options.ReplaceService<IModelCacheKeyFactory, ModelPerModuleList>();
        if (settings.IsPostgres) options.UseNpgsql(PostgresConnectionString(settings));
        else options.UseSqlite(SqliteConnectionString(settings)).AddInterceptors(new Pragmas());
    }

    /// <summary>
    /// How many connections a process opens at most where the connection string does not say: PostgreSQL as it comes takes 100 in all, and refuses the
    /// next with an error. Requests beyond these wait for one that is free, which is milliseconds.
    /// </summary>
    public const int MostConnections = 40;

    public static string PostgresConnectionString(Settings settings)
    {
        var parts = new NpgsqlConnectionStringBuilder(settings.Database);
        if (parts.ContainsKey("Maximum Pool Size") && parts.ShouldSerialize("Maximum Pool Size")) return settings.Database;
        parts.MaxPoolSize = Math.Max(MostConnections, parts.MinPoolSize);
        return parts.ConnectionString;
    }

    public static string SqliteConnectionString(Settings settings)
    {
        if (settings.Database.Length > 0) return settings.Database;
        PrivateFolder.Make(settings.DataFolder);
        return new SqliteConnectionStringBuilder { DataSource = settings.SqliteFile, ForeignKeys = true, DefaultTimeout = 30 }.ToString();
    }

    // Tests build hubs with planted modules: the model then depends on the list, not on the context type alone.
    private sealed class ModelPerModuleList : IModelCacheKeyFactory
    {
        public object Create(DbContext context, bool designTime) =>
            (context.GetType(), designTime, context.Database.ProviderName, string.Join(',', ((HubDb)context).ModuleNames));
    }

    private sealed class Pragmas : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Set(connection);
            return Task.CompletedTask;
        }

        private static void Set(DbConnection connection)
        {
            using var command = connection.CreateCommand();
            command.CommandText = SqlitePragmas;
            command.ExecuteNonQuery();
        }
    }
}
