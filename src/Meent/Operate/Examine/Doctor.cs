using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Mail;
using Meent.Foundation.Time;
using Microsoft.EntityFrameworkCore;

namespace Meent.Operate.Examine;

/// <summary>Looks at everything that a hub stands on and changes nothing.</summary>
public static class Doctor
{
    public static async Task<IReadOnlyList<Finding>> Examine(Settings settings, IReadOnlyList<HubModule> modules, TimeProvider clock, CancellationToken cancel = default)
    {
        var (database, stuck) = await OfDatabase(settings, new HubModel(modules), clock, cancel);
        return
        [
            .. SettingsCheck.Examine(settings, Environment.GetEnvironmentVariables().Keys.Cast<string>()),
            .. database,
            await MailCheck.Examine(settings, stuck, cancel),
            .. DiskCheck.Examine(settings),
        ];
    }

    /// <returns>what was found, and how many letters need an operator</returns>
    private static async Task<(IReadOnlyList<Finding> Findings, int StuckLetters)> OfDatabase(Settings settings, HubModel model, TimeProvider clock, CancellationToken cancel)
    {
        // Opening a SQLite file that is not there would make one.
        if (!settings.IsPostgres && settings.Database.Length == 0 && !File.Exists(settings.SqliteFile))
            return ([DatabaseCheck.NotYet(settings), ClockCheck.Alone(clock)], 0);
        var options = new DbContextOptionsBuilder<HubDb>();
        Storage.Configure(options, settings);
        using var gate = new WriteGate(oneAtATime: false);
        await using var db = new HubDb(options.Options, model, gate);
        IReadOnlyList<Finding> findings = [.. await DatabaseCheck.Examine(db, model, cancel), await ClockCheck.Examine(db, clock, cancel)];
        // Asked only of a database that has its tables.
        if (findings.Any(f => f is { Check: DatabaseCheck.Check, State: Health.Fail }) || await SchemaState.Of(db, model, cancel) is { Waiting.Count: > 0 }) return (findings, 0);
        var mail = await MailLists.Counts(db, clock.Now(), cancel);
        return (findings, mail.Failed + mail.Uncertain);
    }
}
