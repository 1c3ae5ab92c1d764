using System.CommandLine;
using System.Text.Json;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Monitor.RollUp;
using Meent.Monitor.Statements;

namespace Meent.Monitor.VerifyRollups;

/// <summary><c>meent rebuild rollups</c>: takes up reports, statements and editions once more, for indicators that came later.</summary>
internal static class RebuildCommand
{
    private static readonly Option<bool> Json = new("--json") { Description = "The result as JSON, and nothing else." };

    public static Command Of(CommandHost host)
    {
        var rollups = new Command("rollups", "Takes up all reports and statements of schools and the newest editions once more, for indicators that were added later. What counts already stays as it is.") { Json };
        rollups.SetAction(async (call, cancel) =>
        {
            await using var scope = await host.Open();
            var (services, db) = (scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<HubDb>());
            var reports = await services.GetRequiredService<EarlierReports>().All(db, again: true, cancel);
            var statements = await EarlierStatements.All(db, services.GetRequiredService<IndicatorContent>(), cancel);
            var figures = await services.GetRequiredService<TakeUpEditions>().Later(db, cancel);
            Console.WriteLine(call.GetValue(Json) ? JsonSerializer.Serialize(new { reports, statements, figures }, LocalizedText.Json)
                : $"{reports} reports taken up; {statements} statements and {figures} figures of areas and boards that were missing.");
            return 0;
        });
        return new Command("rebuild", "Makes figures anew.") { rollups };
    }
}
