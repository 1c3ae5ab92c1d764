using System.Text;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.Monitor;
using Meent.People;
using Meent.Places;
using Meent.Plan.LinkObjective;
using Meent.Reflect;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Meent.Plan.TakeAlong;

/// <summary>A plan that was taken along comes into a hub: as a draft of the place, whole or not at all.</summary>
internal static class ImportPlan
{
    /// <summary>Megabytes of a file; a form of the hub is no larger either.</summary>
    private const int Most = 1;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/places/{placeId:guid}/plans/import", Show).RequireAuthorization();
        routes.MapPost("/places/{placeId:guid}/plans/import", Take).RequireAuthorization();
    }

    private static async Task<IResult> Show(Guid placeId, PlaceDirectory places, PlanDoor door, Me me, TimeProvider clock, CancellationToken cancel) =>
        await Chosen(placeId, places, door, me, clock, cancel) is { } place ? Shown(place, FormErrors.None, [], 200) : Page.NotFound();

    private static async Task<IResult> Take(Guid placeId, Posted posted, PlaceDirectory places, PlanDoor door, PlanStore store, LinkFinder finder, ReportsBehind reports, IndicatorLibrary library, Settings settings, HubDb db, Me me, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await Chosen(placeId, places, door, me, clock, cancel) is not { } place) return Page.NotFound();
        var errors = posted.Errors(T);
        if (posted.File("file") is not { Length: > 0 } file)
        {
            errors.Add("file", posted.File("file") is { FileName.Length: > 0 } ? T["The file is empty. Choose the one with the plan."] : T["Choose the file to read."]);
            return Shown(place, errors, [], 422);
        }
        if (errors.Any) return Shown(place, errors, [], 422);
        var read = file.Length > Most << 20 ? new(null, [new(null, new PlanFileIsTooLarge(Most))]) : Read(await Bytes(file, cancel), (await library.All(cancel)).ToDictionary(i => i.Id, StringComparer.Ordinal).GetValueOrDefault);
        if (read.Plan?.History?.IsPast(clock.Now()) == false) read = new(null, [new(null, new HistoryIsAhead())]);
        if (read.Plan is not { } plan)
        {
            errors.Add("file", T.N(read.Problems.Count, "The file was not taken. One thing in it is wrong.", "The file was not taken. {0} things in it are wrong."));
            return Shown(place, errors, read.Problems, 422);
        }
        // On a hub of demonstration all is made up, and says so without the mark.
        if (settings.Demonstration) plan = plan with { Content = plan.Content with { Demonstration = false } };
        var before = await store.Open(placeId, me, cancel);
        // A file does not put a plan into a thread in which the form would not.
        var linked = (await finder.For(place, null, me, cancel)).Only(plan.Content);
        var content = await OfThisPlace(linked, placeId, reports, db, me, clock.Today(), cancel);
        var made = await store.MakeOnce(db, posted[MakingOnce.Field], placeId, me, content, [.. People(plan, T)], plan.History, cancel);
        var isTwin = before.Any(p => p.Content.Title == content.Title && p.Id != made);
        string?[] told = [isTwin ? Saved.Twin : null, PlanJson.Same(linked, plan.Content) ? null : Saved.Unlinked, PlanJson.Same(content, linked) ? null : Saved.WithoutReports];
        var query = string.Join('&', told.OfType<string>().Select(t => $"{Saved.Field}={t}"));
        return Redirect.To($"/plans/{made}{(query.Length == 0 ? "" : "?")}{query}");
    }

    /// <summary>An objective stays joined with a report of this place, or of what went into it, that the reader may read; with no other.</summary>
    private static async Task<PlanContent> OfThisPlace(PlanContent content, Guid placeId, ReportsBehind reports, HubDb db, Me me, DateOnly today, CancellationToken cancel)
    {
        if (content.Rounds.Count == 0) return content;
        var (parts, readable) = ((await PlacesModule.WithMerged(db, [placeId], today, cancel)).Keys.ToHashSet(), await reports.PlacesOf(me, content.Rounds, cancel));
        bool IsHere(Guid round) => readable.TryGetValue(round, out var place) && parts.Contains(place);
        return content with { Objectives = [.. content.Objectives.Select(o => o.From is { } from && !IsHere(from.Round) ? o with { From = null } : o)] };
    }

    /// <summary>Every slot that the plan uses gets somebody, so that nobody else slips into it later.</summary>
    private static IEnumerable<SlotPerson> People(PlanExchange plan, Texts T) => plan.People.Select(p => new SlotPerson(p.Slot, null, p.Name))
        .Concat(plan.Content.Measures.Select(m => m.Owner).Distinct().Where(o => plan.People.All(p => p.Slot != o)).Select(o => new SlotPerson(o, null, T["not named"])));

    private static ExchangeRead Read(byte[] bytes, Func<string, Indicator?> indicators) => Text(bytes) switch
    {
        null => new(null, [new(null, bytes.Contains((byte)0) || bytes.AsSpan().StartsWith("%PDF"u8) ? (Refusal)new NoPlanFile() : new PlanFileIsNotUtf8())]),
        var text when text.TrimStart('\ufeff').TrimStart().StartsWith('{') => PlanJsonFile.Read(text.TrimStart('\ufeff'), indicators),
        var text => PlanCsvFile.Read(text, indicators),
    };

    /// <returns>null where the bytes are no UTF-8</returns>
    private static string? Text(byte[] bytes) => System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;

    private static async Task<byte[]> Bytes(IFormFile file, CancellationToken cancel)
    {
        var bytes = new byte[(int)file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, cancel);
        return bytes;
    }

    private static async Task<Place?> Chosen(Guid placeId, PlaceDirectory places, PlanDoor door, Me me, TimeProvider clock, CancellationToken cancel) =>
        await places.Find(placeId, cancel) is { } place && place.IsOpenOn(clock.Today()) && await door.MayMake(place, me, cancel) ? place : null;

    private static RazorComponentResult<ImportPlanPage> Shown(Place place, FormErrors errors, IReadOnlyList<FileProblem> problems, int status) =>
        Page.Of<ImportPlanPage>(new ImportPlanPage.Shown(place, errors, problems), status);
}
