using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;

namespace Meent.Places.ImportRegions;

/// <summary><c>meent import regions [FILE]</c></summary>
internal static class RegionsCommand
{
    private static readonly Argument<string?> File = new("FILE") { Description = "A CSV file with the columns code and name, or NUTS_ID and NAME_LATN as Eurostat publishes it. Default: the NUTS list that came with Meent.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<bool> Json = new("--json") { Description = "The summary as JSON, and nothing else." };

    public static Command Of(CommandHost host)
    {
        var regions = new Command("regions", "Takes the regions of Europe into the tree of places, between countries and boards; may be run again.") { File, Json };
        regions.SetAction(async (call, cancel) =>
        {
            var path = call.GetValue(File) ?? RegionFile.Shipped;
            var file = RegionFile.Read(path);
            if (file.Problems.Count > 0) return Refuse(file.Problems, call.GetValue(Json));
            await using var scope = await host.Open();
            var db = scope.ServiceProvider.GetRequiredService<HubDb>();
            var today = scope.ServiceProvider.GetRequiredService<TimeProvider>().Today();
            var loaded = await db.InTransaction(() => new RegionImport(db).Load(file, today, cancel), cancel);
            Tell(loaded, Path.GetFileName(path), call.GetValue(Json));
            return 0;
        });
        return regions;
    }

    private static int Refuse(IReadOnlyList<string> problems, bool json)
    {
        if (json) Console.WriteLine(JsonSerializer.Serialize(new { problems }, LocalizedText.Json));
        else foreach (var problem in problems.Append("Nothing was written.")) Console.Error.WriteLine(problem);
        return 1;
    }

    private static void Tell(RegionsLoaded loaded, string file, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(loaded, LocalizedText.Json));
            return;
        }
        foreach (var refused in loaded.Refused) Console.Error.WriteLine(refused);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{loaded.Regions} regions of {file}: {loaded.Created} created, {loaded.Moved} moved, {loaded.Unchanged} unchanged, {loaded.Refused.Count} refused."));
    }
}
