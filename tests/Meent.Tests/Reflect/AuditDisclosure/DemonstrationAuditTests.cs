using Meent.Reflect.AuditDisclosure;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Reflect.AuditDisclosure;

public sealed class DemonstrationAuditTests
{
    /// <summary>Every report, edition, pool and text that the demonstration publishes.</summary>
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task The_demonstration_gives_nothing_away(Engine engine)
    {
        await using var hub = await TestHub.Start(engine, s => s with { Demonstration = true });
        await using (var scope = hub.Services.CreateAsyncScope())
        {
            foreach (var module in TestHub.Modules) await module.Demonstrate(scope.ServiceProvider, TestContext.Current.CancellationToken);
        }
        var result = await hub.Look(db => AuditCommand.Run(db, new Progress<double>(), default));
        Assert.Empty(result.Weaknesses);
        Assert.True(result.Rounds > 10 && result.Figures > 50, $"{result.Rounds} reports, {result.Figures} figures");
    }
}
