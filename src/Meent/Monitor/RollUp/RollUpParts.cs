using System.CommandLine;
using Meent.Foundation;
using Meent.Monitor.VerifyRollups;
using Meent.Reflect;

namespace Meent.Monitor.RollUp;

/// <summary>What takes up reports and editions, and looks after the sums.</summary>
internal static class RollUpParts
{
    public static IEnumerable<Command> Commands(CommandHost host) => [VerifyCommand.Of(host), RebuildCommand.Of(host)];

    public static void Services(IServiceCollection services)
    {
        services.AddSingleton<TakeUp>().AddSingleton<TakeUpEditions>().AddSingleton<EarlierReports>().AddSingleton<Verification>();
        services.AddSingleton(s => new ReleaseFollower(s.GetRequiredService<TakeUp>().Follow));
        services.AddSingleton(s => new EditionFollower(s.GetRequiredService<TakeUpEditions>().Follow));
        services.AddHostedService(s => s.GetRequiredService<EarlierReports>());
    }
}
