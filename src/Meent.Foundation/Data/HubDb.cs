using System.Data;
using Meent.Foundation.Audit;
using Meent.Foundation.Localisation;
using Meent.Foundation.Mail;
using Meent.Foundation.Time;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Meent.Foundation.Data;

/// <summary>The model of all modules together, made once per hub.</summary>
public sealed record HubModel(IReadOnlyList<HubModule> Modules);

/// <summary>The hub's database, on SQLite or PostgreSQL. Writers pass the <see cref="WriteGate"/>.</summary>
public sealed class HubDb(DbContextOptions<HubDb> options, HubModel model, WriteGate gate) : DbContext(options)
{
    // Entries of the audit trail wait here for the end of the transaction; null while there is none. See AuditChain.
    private List<AuditEntry>? noted;

    private readonly List<Action> afterwards = [];

    private long recorded;

    public bool IsPostgres => Database.ProviderName!.Contains("Npgsql", StringComparison.Ordinal);

    internal IEnumerable<string> ModuleNames => model.Modules.Select(m => m.Name);

    /// <summary>Reads that are not written back: no tracking.</summary>
    public IQueryable<T> Read<T>() where T : class => Set<T>().AsNoTracking();

    /// <summary>Runs <paramref name="work"/> in one transaction: all is saved or nothing. SaveChanges inside it does not end it.</summary>
    public async Task<T> InTransaction<T>(Func<Task<T>> work, CancellationToken cancel = default)
    {
        using var pass = await gate.Enter(cancel);
        await using var transaction = await Database.BeginTransactionAsync(cancel);
        try
        {
            noted = [];
            var result = await work();
            await AuditChain.Append(this, noted, cancel);
            await transaction.CommitAsync(cancel);
            foreach (var act in afterwards) act();
            return result;
        }
        finally
        {
            noted = null;
            afterwards.Clear();
        }
    }

    public Task InTransaction(Func<Task> work, CancellationToken cancel = default) =>
        InTransaction(async () => { await work(); return true; }, cancel);

    /// <summary>Runs one statement within the transaction that is open, else by itself.</summary>
    public void Execute(FormattableString sql)
    {
        using var pass = Database.CurrentTransaction is null ? gate.Enter(CancellationToken.None).AsTask().GetAwaiter().GetResult() : null;
        Database.ExecuteSql(sql);
    }

    /// <summary>Runs <paramref name="act"/> when the transaction that is open has been committed, and not where it fails; at once where none is open.</summary>
    public void AfterCommit(Action act)
    {
        if (Database.CurrentTransaction is null) act();
        else afterwards.Add(act);
    }

    /// <summary>Until it is disposed of, all that is read shows one state of the database, whatever others write meanwhile; nobody is held up.</summary>
    public async Task<IAsyncDisposable> OneState(CancellationToken cancel = default)
    {
        if (IsPostgres) return await Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        await Database.OpenConnectionAsync(cancel);
        // Deferred: it never asks for the pen.
        var transaction = ((SqliteConnection)Database.GetDbConnection()).BeginTransaction(deferred: true);
        await Database.UseTransactionAsync(transaction, cancel);
        return new Deferred(this, transaction);
    }

    /// <summary>Notes who did what to which place; saved together with the change itself, and chained to the entry before it.</summary>
    /// <param name="act">a past participle: "opened"</param>
    public void Record(Guid person, string act, Guid place, Guid? subject, DateTime at) =>
        Add(new AuditEntry { PlaceId = place, Id = Ids.New(), At = at, PersonId = person, Act = act, SubjectId = subject, Number = ++recorded });

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (Database.CurrentTransaction is not null)
        {
            HoldBackAudit();
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        if (AddedAudit().Any()) return await InTransaction(() => SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken), cancellationToken);
        using var pass = await gate.Enter(cancellationToken);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) => AddedAudit().Any()
        ? throw new InvalidOperationException("What is recorded is saved with SaveChangesAsync.")
        : base.SaveChanges(acceptAllChangesOnSuccess);

    private IEnumerable<EntityEntry<AuditEntry>> AddedAudit() => ChangeTracker.Entries<AuditEntry>().Where(e => e.State == EntityState.Added);

    private void HoldBackAudit()
    {
        // Until it is written, the number is the order in which it was recorded.
        foreach (var entry in AddedAudit().OrderBy(e => e.Entity.Number).ToList())
        {
            (noted ?? throw new InvalidOperationException("What is recorded is saved by HubDb.InTransaction, or outside of any transaction.")).Add(entry.Entity);
            entry.State = EntityState.Detached;
        }
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
        StoredMail.Map(modelBuilder);
        foreach (var module in model.Modules) module.Model(modelBuilder);
        foreach (var property in modelBuilder.Model.GetEntityTypes().Where(e => !e.IsMappedToJson()).SelectMany(e => e.GetProperties()))
            property.SetColumnName(Naming.Snake(property.Name));
    }

    private sealed class Deferred(HubDb db, SqliteTransaction transaction) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await db.Database.UseTransactionAsync(null);
            await transaction.DisposeAsync();
            await db.Database.CloseConnectionAsync();
        }
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
