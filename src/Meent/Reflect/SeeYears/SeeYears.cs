using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Places;
using Meent.Reflect.Instruments;
using Meent.Reflect.ReadResults;
using Meent.Reflect.Results;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.SeeYears;

/// <summary>How it went on: all rounds of a school with one instrument, compared where they can be compared.</summary>
internal static class SeeYears
{
    /// <summary>The newest rounds that are drawn; more than these no picture holds.</summary>
    private const int Most = 16;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/school/{placeId:guid}/years/{instrument}", Show).RequireAuthorization();
        routes.MapGet("/school/{placeId:guid}/years/{instrument}/table.csv", Csv).RequireAuthorization();
        routes.MapGet("/school/{placeId:guid}/years/{instrument}/{area}", ShowArea).RequireAuthorization();
    }

    public static string Path(Guid placeId, string instrument) => $"/school/{placeId}/years/{instrument}";

    private static async Task<IResult> Show(Guid placeId, string instrument, HubDb db, Me me, InstrumentLibrary library, Texts T, CancellationToken cancel) =>
        await Find(db, me, placeId, instrument, library, T, cancel) is { } years ? Page.Of<YearsPage>(years) : Page.NotFound();

    private static async Task<IResult> ShowArea(
        Guid placeId, string instrument, string area, HubDb db, Me me, InstrumentLibrary library, Texts T, CancellationToken cancel) =>
        await Find(db, me, placeId, instrument, library, T, cancel) is { } years && years.Parts.Contains(area)
            ? Page.Of<YearsAreaPage>(new YearsAreaPage.Shown(years, area))
            : Page.NotFound();

    private static async Task<IResult> Csv(Guid placeId, string instrument, HubDb db, Me me, InstrumentLibrary library, Texts T, CancellationToken cancel) =>
        await Find(db, me, placeId, instrument, library, T, cancel) is { } years
            ? ReportFiles.Table($"{instrument}-{years.Place.Name}-years", YearsTable.Columns, YearsTable.Of(years.Series))
            : Page.NotFound();

    /// <returns>null where one may not read the place's reports, and where there are none of this instrument</returns>
    private static async Task<Years?> Find(HubDb db, Me me, Guid placeId, string instrument, InstrumentLibrary library, Texts T, CancellationToken cancel)
    {
        if (!me.Is(Role.Reader, placeId) || await PlacesModule.Find(db, placeId, T.Language, cancel) is not { } place) return null;
        var stored = await Reports.Of(db, placeId, instrument).OrderByDescending(r => r.ReleasedAt).Take(Most).Select(r => r.Content).ToListAsync(cancel);
        var releases = stored.Select(Release.FromJson).Where(r => r.Round.Instrument == instrument).ToList();
        return releases.Count == 0 ? null : new(place, new Series(releases), library, T);
    }
}

/// <summary>The history of one instrument at one place, as its pages show it.</summary>
public sealed class Years
{
    private readonly InstrumentLibrary library;

    internal Years(Place place, Series series, InstrumentLibrary library, Texts T)
    {
        (Place, Series, this.library) = (place, series, library);
        Names = new ReportNames(T, InstrumentOf(series.Rounds[^1]));
        // What is no longer asked has its names in the version that asked it.
        Older = [.. series.Rounds.Reverse().Select(InstrumentOf).OfType<Instrument>().DistinctBy(i => i.Version).Select(i => new ReportNames(T, i))];
    }

    public Place Place { get; }

    public Series Series { get; }

    public ReportNames Names { get; }

    public string Path => SeeYears.Path(Place.PlaceId, Newest.Round.Instrument);

    public Release Newest => Series.Rounds[^1];

    /// <summary>Areas of which anything is shown in any round, and at the end the school's own statements.</summary>
    public IReadOnlyList<string> Parts =>
    [
        .. Series.Areas.Select(a => a.Subject).Distinct(),
        .. Series.Items.Any(i => IsOwn(i.Subject)) ? new[] { ReadResults.ReadResults.Own } : [],
    ];

    private IReadOnlyList<ReportNames> Older { get; }

    public string Area(string id) => Older.Select(n => n.Area(id)).FirstOrDefault(name => name != id) ?? id;

    public string Audience(string id) => Older.Select(n => n.Audience(id)).FirstOrDefault(name => name != id) ?? id;

    public string Item(string id) => Series.Newest().FirstOrDefault(i => i.Id == id && i.Area is not null) is { } item
        ? Older.Select(n => n.Item(item)).FirstOrDefault(name => name != id) ?? id
        : id;

    /// <summary>The statements of a part: of an area, or the school's own.</summary>
    public IEnumerable<Trend> ItemsOf(string part) => Series.Newest().Where(i => (i.Area ?? ReadResults.ReadResults.Own) == part)
        .SelectMany(i => Series.Items.Where(t => t.Subject == (i.Area is null ? i.Text : i.Id)));

    /// <summary>What each round asked otherwise than the one before; rounds that asked the same are left out.</summary>
    public IEnumerable<(Release Before, Release Now, Revision Revision)> Revisions() =>
        Series.Rounds.Zip(Series.Rounds.Skip(1), (before, now) => (before, now, Revision.Between(before, now, InstrumentOf(before), InstrumentOf(now))))
            .Where(r => !r.Item3.IsNone);

    private bool IsOwn(string subject) => Series.Newest().Any(i => i.Area is null && i.Text == subject);

    private Instrument? InstrumentOf(Release release) => library.Get(release.Round.Instrument, release.Round.InstrumentVersion);
}
