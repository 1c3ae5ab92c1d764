using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.Places;
using Meent.Reflect.Areas;
using Meent.Reflect.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.Federate;

/// <summary><c>meent export counters</c>, <c>meent export key</c> and <c>meent import counters</c>.</summary>
internal static class FederationCommands
{
    private static readonly Argument<string> ToFile = new("FILE") { Description = "Where the file goes." };
    private static readonly Argument<string> FromFile = new("FILE") { Description = "The file of a partner." };
    private static readonly Option<string> Area = new("--area") { Description = "Code of the area: NL, NL22.", Required = true };
    private static readonly Option<string> Instrument = new("--instrument") { Description = "The questionnaire. Default: school.", DefaultValueFactory = _ => "school" };
    private static readonly Option<string?> Period = new("--period") { Description = "The school year: 2025-2026. Default: the newest of which there are figures." };
    private static readonly Option<bool> Json = new("--json") { Description = "The result as JSON, and nothing else." };

    public static IEnumerable<Command> All(CommandHost host)
    {
        var counters = new Command("counters", "Writes the newest published figures of an area into a signed file for other hubs. It holds no school and no answer.") { ToFile, Area, Instrument, Period, Json };
        counters.SetAction((call, cancel) => Export(host, call, cancel));
        var key = new Command("key", "Prints this hub's public key, for the settings of its partners.");
        key.SetAction((_, cancel) => Key(host, cancel));
        yield return new Command("export", "Hands out what the hub publishes.") { counters, key };
        var import = new Command("counters", "Takes the figures of a partner: verified, and added to those of the areas above.") { FromFile, Json };
        import.SetAction((call, cancel) => Import(host, call, cancel));
        yield return new Command("import", "Takes registers and other files into the hub.") { import };
    }

    private static async Task<int> Export(CommandHost host, ParseResult call, CancellationToken cancel)
    {
        await using var scope = await host.Open();
        var (db, clock) = (scope.ServiceProvider.GetRequiredService<HubDb>(), scope.ServiceProvider.GetRequiredService<TimeProvider>());
        var (code, instrument, period) = (call.GetValue(Area)!, call.GetValue(Instrument)!, call.GetValue(Period));
        if (await AreaCodes.Find(scope.ServiceProvider.GetRequiredService<PlaceDirectory>(), code, cancel) is not { } area) return Refuse(new NoSuchArea(code), call);
        var stored = await db.Read<StoredEdition>().Where(e => e.PlaceId == area.PlaceId && e.Instrument == instrument && (period == null || e.Period == period))
            .OrderByDescending(e => e.Period).ThenByDescending(e => e.Number).FirstOrDefaultAsync(cancel);
        if (stored is null) return Refuse(await Missing(scope.ServiceProvider, area, code, instrument, period, cancel), call);
        var file = CounterFile.Of(Edition.FromJson(stored.Content), host.Settings.HubName, code, clock.Today());
        using var key = await SigningKey.Get(db, clock, cancel);
        if (await Write(call.GetValue(ToFile)!, file.Write(key), cancel) is { } why) return Refuse(why, call);
        return Tell(call, new { file.Area, file.Instrument, file.Period, file.Number, Schools = file.Edition.Of(null)?.Schools, Key = PublicKey.IdOf(key) },
            $"Edition {file.Number} of {code}, {file.Instrument}, {file.Period} is in {call.GetValue(ToFile)}, signed with the key {PublicKey.IdOf(key)}.");
    }

    /// <summary>Why there is no edition: no such questionnaire, none of that school year, or none at all.</summary>
    private static async Task<Refusal> Missing(IServiceProvider services, Place area, string code, string instrument, string? period, CancellationToken cancel)
    {
        var periods = await services.GetRequiredService<HubDb>().Read<StoredEdition>().Where(e => e.PlaceId == area.PlaceId && e.Instrument == instrument)
            .Select(e => e.Period).Distinct().OrderBy(p => p).ToListAsync(cancel);
        if (periods.Count > 0 && period is not null) return new NothingPublishedThen(code, instrument, period, string.Join(", ", periods));
        var library = services.GetRequiredService<InstrumentLibrary>();
        return library.Latest(instrument) is null ? new NoSuchQuestionnaire(instrument, string.Join(", ", library.Newest.Select(i => i.Id))) : new NothingPublished(code, instrument);
    }

    /// <returns>why it cannot be written; null where it was</returns>
    private static async Task<Refusal?> Write(string path, byte[] bytes, CancellationToken cancel)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder)) return new FolderNotThere(path, folder);
        try
        {
            await File.WriteAllBytesAsync(path, bytes, cancel);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new FileNotWritten(path, e.Message);
        }
    }

    private static async Task<int> Key(CommandHost host, CancellationToken cancel)
    {
        await using var scope = await host.Open();
        using var key = await SigningKey.Get(scope.ServiceProvider.GetRequiredService<HubDb>(), scope.ServiceProvider.GetRequiredService<TimeProvider>(), cancel);
        Console.WriteLine(PublicKey.Of(key));
        return 0;
    }

    private static async Task<int> Import(CommandHost host, ParseResult call, CancellationToken cancel)
    {
        var path = call.GetValue(FromFile)!;
        if (!File.Exists(path)) return Refuse(new FileNotFound(path), call);
        if (new FileInfo(path).Length > CounterFile.Longest) return Refuse(new NoCounterFile(), call);
        var bytes = await File.ReadAllBytesAsync(path, cancel);
        await using var scope = await host.Open();
        return await scope.ServiceProvider.GetRequiredService<TakePartner>().Take(bytes, cancel) switch
        {
            Taken t => Tell(call, t, $"Edition {t.Number} of {t.Area} from {t.Hub}: {t.Instrument}, {t.Period}, {t.Schools} schools. It is added to the figures of {t.Area} and of the areas above."),
            NotTaken(var why) => Refuse(why, call),
            _ => throw new InvalidOperationException("A file is taken or refused."),
        };
    }

    private static int Tell(ParseResult call, object result, string words)
    {
        Console.WriteLine(call.GetValue(Json) ? JsonSerializer.Serialize(result, LocalizedText.Json) : words);
        return 0;
    }

    private static int Refuse(Refusal why, ParseResult call)
    {
        var sentence = string.Format(CultureInfo.InvariantCulture, why.English, [.. why.Args]);
        if (call.GetValue(Json)) Console.WriteLine(JsonSerializer.Serialize(new { refused = why.GetType().Name, sentence }, LocalizedText.Json));
        else Console.Error.WriteLine(sentence);
        return 1;
    }
}
