using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Meent.Foundation;
using Meent.Foundation.Time;
using Meent.Monitor.ImportObservations;

namespace Meent.Monitor.FetchEurostat;

/// <summary><c>meent fetch eurostat RECIPE</c></summary>
internal static class FetchCommand
{
    private static readonly Argument<string> Name = new("RECIPE") { Description = "The id of a recipe: digital-skills. Recipes stand in content/recipes." };
    private static readonly Option<string?> Note = new("--note") { Description = "A sentence on what changed, for the list of releases." };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Asks, reads and reports, and writes nothing into the database." };
    private static readonly Option<bool> Json = new("--json") { Description = "The summary as JSON, and nothing else." };

    public static Command Of(CommandHost host)
    {
        var eurostat = new Command("eurostat", "Asks Eurostat a question and takes the answer in as a version of its own. Needs MEENT_EUROSTAT.") { Name, Note, DryRun, Json };
        eurostat.SetAction((call, cancel) => Run(host, call, cancel));
        return new Command("fetch", "Fetches official figures from the service that publishes them.") { eurostat };
    }

    private static async Task<int> Run(CommandHost host, ParseResult call, CancellationToken cancel)
    {
        await using var scope = await host.Open();
        var services = scope.ServiceProvider;
        var result = await services.GetRequiredService<FetchFigures>().Run(call.GetValue(Name)!, call.GetValue(Note), call.GetValue(DryRun), cancel);
        ImportObservationsCommand.Tell(result, call.GetValue(Json));
        if (result is { Vintage: not null, Problem: null, Known: false }) await services.GetRequiredService<ReadReleases.ReleaseSummary>().CatchUp(cancel);
        return result.Problem is null ? 0 : 1;
    }
}

/// <summary>Asks Eurostat what a recipe says, and imports the answer.</summary>
public sealed class FetchFigures(Settings settings, StatisticsService service, ObservationImport import, TimeProvider clock)
{
    public async Task<ImportResult> Run(string id, string? note, bool dryRun, CancellationToken cancel)
    {
        ImportResult Refused(string why) => new(id, null, new NotFetched(why));
        if (settings.Eurostat.Length == 0) return Refused("This hub asks nobody: MEENT_EUROSTAT is not set. docs/operate/indicators.md has the address of the service.");
        if (!Uri.TryCreate(settings.Eurostat, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http")) return Refused("MEENT_EUROSTAT is not an address.");
        var recipes = Recipe.Load(Hub.Shipped("content"), Path.Combine(settings.DataFolder, "content"));
        if (!recipes.TryGetValue(id, out var recipe)) return Refused($"There is no recipe \"{id}\". There are: {string.Join(", ", recipes.Keys)}.");
        var folder = Directory.CreateDirectory(Path.Combine(settings.DataFolder, "reports")).FullName;
        var stamp = clock.Now().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        var file = Path.Combine(folder, $"eurostat-{recipe.Dataset}-{stamp}.json");
        if (await service.Fetch(recipe.At(settings.Eurostat), file, cancel) is { } problem) return Refused(problem);
        var order = new ImportOrder(file, Path.Combine(folder, $"eurostat-{recipe.Dataset}-{stamp}.csv")) { Source = ObservationSource.Eurostat, Note = note, DryRun = dryRun };
        return await import.Run(order, new Progress<(string, double)>(), cancel);
    }
}
