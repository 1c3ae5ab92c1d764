using Meent.Foundation;
using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.Operate.Examine;

/// <summary>Looks at everything that a hub stands on and changes nothing.</summary>
public static class Doctor
{
    public static async Task<IReadOnlyList<Finding>> Examine(Settings settings, IReadOnlyList<HubModule> modules, TimeProvider clock, CancellationToken cancel = default)
    {
        return
        [
            .. SettingsCheck.Examine(settings, Environment.GetEnvironmentVariables().Keys.Cast<string>()),
            .. await OfDatabase(settings, new HubModel(modules), clock, cancel),
            await MailCheck.Examine(settings, cancel),
            .. DiskCheck.Examine(settings),
        ];
    }

    private static async Task<IReadOnlyList<Finding>> OfDatabase(Settings settings, HubModel model, TimeProvider clock, CancellationToken cancel)
    {
        // Opening a SQLite file that is not there would make one.
        if (!settings.IsPostgres && settings.Database.Length == 0 && !File.Exists(settings.SqliteFile))
            return [DatabaseCheck.NotYet(settings), ClockCheck.Alone(clock)];
        var options = new DbContextOptionsBuilder<HubDb>();
        Storage.Configure(options, settings);
        using var gate = new WriteGate(oneAtATime: false);
        await using var db = new HubDb(options.Options, model, gate);
        return [.. await DatabaseCheck.Examine(db, model, cancel), await ClockCheck.Examine(db, clock, cancel)];
    }
}
