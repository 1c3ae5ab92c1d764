using Meent.Foundation.Audit;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Meent.Foundation.Data;

/// <summary>The model of all modules together, made once per hub.</summary>
public sealed record HubModel(IReadOnlyList<HubModule> Modules);

/// <summary>The hub's database, on SQLite or PostgreSQL. Writers pass the <see cref="WriteGate"/>.</summary>
public sealed class HubDb(DbContextOptions<HubDb> options, HubModel model, WriteGate gate) : DbContext(options)
{
    public bool IsPostgres => Database.ProviderName!.Contains("Npgsql", StringComparison.Ordinal);

    internal IEnumerable<string> ModuleNames => model.Modules.Select(m => m.Name);

    /// <summary>Reads that are not written back: no tracking.</summary>
    public IQueryable<T> Read<T>() where T : class => Set<T>().AsNoTracking();

    /// <summary>Runs <paramref name="work"/> in one transaction: all is saved or nothing. SaveChanges inside it does not end it.</summary>
    public async Task<T> InTransaction<T>(Func<Task<T>> work, CancellationToken cancel = default)
    {
        using var pass = await gate.Enter(cancel);
        await using var transaction = await Database.BeginTransactionAsync(cancel);
        var result = await work();
        await transaction.CommitAsync(cancel);
        return result;
    }

    public Task InTransaction(Func<Task> work, CancellationToken cancel = default) =>
        InTransaction(async () => { await work(); return true; }, cancel);

    /// <summary>Notes who did what to which place; saved together with the change itself.</summary>
    /// <param name="act">a past participle: "opened"</param>
    public void Record(Guid person, string act, Guid place, Guid? subject, DateTime at) =>
        Add(new AuditEntry { PlaceId = place, Id = Ids.New(), At = at, PersonId = person, Act = act, SubjectId = subject });

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (Database.CurrentTransaction is not null) return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        using var pass = await gate.Enter(cancellationToken);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<LocalizedText>().HaveConversion<LocalizedTextToJson, LocalizedTextComparer>()
            .HaveColumnType(IsPostgres ? "jsonb" : "TEXT");
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        AuditEntry.Map(modelBuilder);
        StoredKey.Map(modelBuilder);
        foreach (var module in model.Modules) module.Model(modelBuilder);
        foreach (var property in modelBuilder.Model.GetEntityTypes().Where(e => !e.IsMappedToJson()).SelectMany(e => e.GetProperties()))
            property.SetColumnName(Naming.Snake(property.Name));
    }

    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(t => Clock.Cut(t), t => DateTime.SpecifyKind(t, DateTimeKind.Utc));

    private sealed class LocalizedTextToJson() : ValueConverter<LocalizedText, string>(t => t.ToJson(), s => LocalizedText.FromJson(s));

    private sealed class LocalizedTextComparer() : ValueComparer<LocalizedText>((a, b) => object.Equals(a, b), t => t.GetHashCode(), t => t);
}

/// <summary>PascalCase to snake_case: <c>PlaceId</c> is column <c>place_id</c>.</summary>
public static class Naming
{
    public static string Snake(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
