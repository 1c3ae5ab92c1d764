using Meent.Foundation;
using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.Operate.Examine;

/// <summary>Looks at everything that a hub stands on and changes nothing.</summary>
public static class Doctor
{
    public static async Task<IReadOnlyList<Finding>> Examine(Settings settings, IReadOnlyList<HubModule> modules, TimeProvider clock, CancellationToken cancel = default)
    {
        var model = new HubModel(modules);
        var options = new DbContextOptionsBuilder<HubDb>();
        Storage.Configure(options, settings);
        using var gate = new WriteGate(oneAtATime: false);
        await using var db = new HubDb(options.Options, model, gate);
        return
        [
            .. SettingsCheck.Examine(settings, Environment.GetEnvironmentVariables().Keys.Cast<string>()),
            .. await DatabaseCheck.Examine(settings, db, model, cancel),
            await MailCheck.Examine(settings, cancel),
            .. DiskCheck.Examine(settings),
            .. await ClockCheck.Examine(settings, db, clock, cancel),
        ];
    }
}
