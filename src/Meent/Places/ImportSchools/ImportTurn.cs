using Meent.Foundation;
using Meent.Foundation.Data;
using Npgsql;

namespace Meent.Places.ImportSchools;

/// <summary>One import at a time, whoever started it; the others wait. The end of the process, however it comes, lets the next one in.</summary>
internal sealed class ImportTurn : IAsyncDisposable
{
    private const long Lock = 7305513;

    private readonly NpgsqlConnection? connection;
    private readonly FileStream? file;

    private ImportTurn(NpgsqlConnection? connection, FileStream? file) => (this.connection, this.file) = (connection, file);

    public static async Task<ImportTurn> Take(Settings settings, CancellationToken cancel) =>
        settings.IsPostgres ? new(await Hold(settings.Database, cancel), null) : new(null, await Hold(settings, cancel));

    public async ValueTask DisposeAsync()
    {
        if (connection is not null) await connection.DisposeAsync();
        if (file is not null) await file.DisposeAsync();
    }

    // A connection of its own: the lock ends with it.
    private static async Task<NpgsqlConnection> Hold(string database, CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ToString());
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand($"select pg_advisory_lock({Lock})", connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancel);
        return connection;
    }

    private static async Task<FileStream> Hold(Settings settings, CancellationToken cancel)
    {
        PrivateFolder.Make(settings.DataFolder);
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(settings.DataFolder, "import.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(100, cancel);
            }
        }
    }
}
