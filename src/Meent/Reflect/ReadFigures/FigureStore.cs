using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Meent.Reflect.Areas;
using Meent.Reflect.Federate;
using Meent.Reflect.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.ReadFigures;

/// <summary>Finds published figures for somebody: of each place, instrument and school year the newest edition, with what partners published of it, and nothing else.</summary>
internal sealed class FigureStore(HubDb db, PlaceDirectory places, InstrumentLibrary library, PartnerFigures partners, KeptUnion kept, TimeProvider clock)
{
    /// <summary>What stands on top where nothing is asked for.</summary>
    private const string Usual = "school";

    private const int MostBelow = 500;

    private static readonly string[] Public = [PlaceKind.Union, PlaceKind.Country, PlaceKind.Region];

    private readonly UnionFigures unions = new(db, partners, kept, clock);

    /// <summary>The place, where <paramref name="me"/> may read its figures: areas are everybody's, a board's are for its people and those of its schools.</summary>
    public async Task<Place?> Place(Me me, Guid id, CancellationToken cancel)
    {
        if (await places.Find(id, cancel) is not { } place) return null;
        return Public.Contains(place.Kind) || (place.Kind == PlaceKind.Board && (await Boards(me, cancel)).Contains(id)) ? place : null;
    }

    /// <summary>The newest edition, of all schools or of a sector; null where there is none.</summary>
    public async Task<ReadFigure?> Read(Place place, string? instrument, string? period, string? sector, CancellationToken cancel)
    {
        var all = await SubjectsOf(place, cancel);
        if (Chosen(all, instrument, period) is not { } subject) return null;
        var content = await db.Read<StoredEdition>().Where(e => e.PlaceId == place.PlaceId && e.Instrument == subject.Instrument && e.Period == subject.Period).OrderByDescending(e => e.Number).Select(e => e.Content).FirstOrDefaultAsync(cancel);
        if (await partners.Join(place.PlaceId, subject.Instrument, subject.Period, content is null ? null : Edition.FromJson(content), cancel) is not { } joint) return null;
        var asked = InstrumentOf(joint.Edition);
        var edition = joint.Edition with { Coverage = FigureReach.OnlyMeant(joint.Edition.Coverage, asked) };
        if (place.Kind == PlaceKind.Union) edition = await unions.Shown(place.PlaceId, edition, cancel);
        return edition.Of(sector) is { } part ? new(place, edition, part, asked, [.. all.Select(Named)]) { Partners = joint.Sources } : null;
    }

    /// <summary>What there is of a place, where what was asked for is not there.</summary>
    public async Task<IReadOnlyList<FigureSubject>> Subjects(Place place, CancellationToken cancel) => [.. (await SubjectsOf(place, cancel)).Select(Named)];

    private async Task<List<FigureSubject>> SubjectsOf(Place place, CancellationToken cancel)
    {
        var all = Ordered(
            await db.Read<StoredEdition>().Where(e => e.PlaceId == place.PlaceId).Select(e => new FigureSubject(e.Instrument, e.Period)).Distinct().ToListAsync(cancel),
            await partners.Rows.Where(f => f.PlaceId == place.PlaceId).Select(f => new FigureSubject(f.Instrument, f.Period)).Distinct().ToListAsync(cancel));
        return place.Kind == PlaceKind.Union && all.Count > 0 ? [.. all.Where((await unions.Subjects(place.PlaceId, cancel)).Contains)] : all;
    }

    /// <summary>Countries of the Union that have figures, by name, where the Union itself has none.</summary>
    public async Task<IReadOnlyList<Place>> With(Place union, CancellationToken cancel) =>
        [.. (await places.Some([.. await unions.With(union.PlaceId, cancel)], cancel)).Values.OrderBy(p => p.Name, StringComparer.CurrentCulture)];

    /// <summary>All areas that have figures, and the boards of <paramref name="me"/>.</summary>
    public async Task<FiguresPage.Shown> Overview(Me me, string? instrument, string? period, CancellationToken cancel)
    {
        var all = Ordered(
            await db.Read<StoredEdition>().Select(e => new FigureSubject(e.Instrument, e.Period)).Distinct().ToListAsync(cancel),
            await partners.Rows.Select(f => new FigureSubject(f.Instrument, f.Period)).Distinct().ToListAsync(cancel));
        var boards = await Boards(me, cancel);
        if (Chosen(all, instrument, period) is not { } subject) return new(null, [.. all.Select(Named)], [], []);
        var with = db.Read<StoredEdition>().Where(e => e.Instrument == subject.Instrument && e.Period == subject.Period);
        var theirs = partners.Rows.Where(f => f.Instrument == subject.Instrument && f.Period == subject.Period);
        // Found by their ids, so that the places of a whole country are not looked through for their kind.
        var either = with.Select(e => e.PlaceId).Union(theirs.Select(f => f.PlaceId));
        var ids = new List<Guid>();
        foreach (var kind in Public)
            ids.AddRange(await PlacesModule.OpenOn(db, kind, clock.Today()).Where(p => either.Contains(p.PlaceId)).Select(p => p.PlaceId).ToListAsync(cancel));
        var mine = await with.Where(e => boards.Contains(e.PlaceId)).Select(e => e.PlaceId).Distinct().ToListAsync(cancel);
        var named = (await places.Some([.. ids, .. mine], cancel)).Values.OrderBy(p => p.Name, StringComparer.CurrentCulture).ToList();
        var areas = new List<Place>();
        foreach (var area in named.Where(p => p.Kind != PlaceKind.Board))
            if (area.Kind != PlaceKind.Union || (await unions.Subjects(area.PlaceId, cancel)).Contains(subject)) areas.Add(area);
        return new(Named(subject), [.. all.Select(Named)], areas, named.FindAll(p => p.Kind == PlaceKind.Board))
        {
            Top = await Top(areas, subject, cancel),
        };
    }

    /// <summary>The largest area with figures.</summary>
    private async Task<ReadFigure?> Top(IReadOnlyList<Place> areas, FigureSubject subject, CancellationToken cancel) =>
        areas.MinBy(p => Array.IndexOf(Public, p.Kind)) is { } area && await Read(area, subject.Instrument, subject.Period, null, cancel) is { } read ? read with { Reach = await Reach(read, cancel) } : null;

    /// <summary>What there is, for programs; boards are not listed.</summary>
    public async Task<IReadOnlyList<FigureFile.Listed>> All(CancellationToken cancel)
    {
        var listed = new List<FigureFile.Listed>();
        foreach (var kind in Public)
        {
            var newest = await (from e in db.Read<StoredEdition>()
                                join p in PlacesModule.OpenOn(db, kind, clock.Today()) on e.PlaceId equals p.PlaceId
                                group e by new { e.PlaceId, p.Name, e.Instrument, e.Period } into g
                                select new { g.Key, Number = g.Max(e => e.Number), MadeAt = g.Max(e => e.MadeAt) }).ToListAsync(cancel);
            if (kind == PlaceKind.Union)
            {
                foreach (var union in newest.Select(n => n.Key.PlaceId).Distinct().ToList())
                {
                    var shown = await unions.Subjects(union, cancel);
                    newest.RemoveAll(n => n.Key.PlaceId == union && !shown.Contains(new(n.Key.Instrument, n.Key.Period)));
                }
            }
            listed.AddRange(newest.OrderBy(n => n.Key.Name, StringComparer.Ordinal).ThenBy(n => n.Key.PlaceId).ThenBy(n => n.Key.Instrument, StringComparer.Ordinal).ThenBy(n => n.Key.Period, StringComparer.Ordinal)
                .Select(n => new FigureFile.Listed(n.Key.PlaceId, n.Key.Name, kind, n.Key.Instrument, n.Key.Period, n.Number, n.MadeAt)));
        }
        return listed;
    }

    /// <summary>Areas above, highest first.</summary>
    public async Task<IReadOnlyList<Place>> Above(Place place, CancellationToken cancel) => [.. (await places.Above(place.PlaceId, cancel: cancel)).Reverse()];

    /// <summary>Regions and countries directly below, and which have figures on the same subject.</summary>
    public async Task<FigureReach> Reach(ReadFigure read, CancellationToken cancel)
    {
        if (read.Place.Kind == PlaceKind.Board) return FigureReach.Whole;
        var below = new List<Place>();
        // By kind, so that the thousands of schools of a region are not read.
        foreach (var kind in new[] { PlaceKind.Country, PlaceKind.Region }) below.AddRange(await places.Below(read.Place.PlaceId, LinkRole.Admin, kind, clock.Today(), 0, MostBelow, cancel));
        var ids = below.Select(p => p.PlaceId).ToList();
        var (instrument, period) = (read.Edition.About.Instrument, read.Edition.About.Period);
        var with = await db.Read<StoredEdition>().Where(e => ids.Contains(e.PlaceId) && e.Instrument == instrument && e.Period == period).Select(e => e.PlaceId).Distinct().ToListAsync(cancel);
        var theirs = await partners.Rows.Where(f => ids.Contains(f.PlaceId) && f.Instrument == instrument && f.Period == period).Select(f => f.PlaceId).Distinct().ToListAsync(cancel);
        var found = below.FindAll(p => with.Contains(p.PlaceId) || theirs.Contains(p.PlaceId));
        var same = found is [var only] && read.Partners.Count == 0 && await Read(only, instrument, period, null, cancel) is { Partners.Count: 0 } part && FigureReach.AreSame(read.Edition, part.Edition);
        return new(read.Place.Kind, found, below.Count, same ? found[0] : null);
    }

    /// <summary>Boards where somebody has a role, or which run a school where somebody has one.</summary>
    private async Task<IReadOnlySet<Guid>> Boards(Me me, CancellationToken cancel)
    {
        var mine = me.Roles.SelectMany(r => r.Through is { } board ? new[] { r.PlaceId, board } : [r.PlaceId]).Distinct().ToList();
        if (mine.Count == 0) return new HashSet<Guid>();
        var above = await PlacesModule.LinksOn(db, LinkRole.Board, clock.Today()).Where(l => mine.Contains(l.PlaceId)).Select(l => l.ParentId).Distinct().ToListAsync(cancel);
        return mine.Concat(above).ToHashSet();
    }

    private FigureSubject Named(FigureSubject subject) => subject with { Title = library.Latest(subject.Instrument)?.Title };

    private Instrument? InstrumentOf(Edition edition) =>
        (edition.About.Versions is [.., var newest] ? library.Get(edition.About.Instrument, newest) : null) ?? library.Latest(edition.About.Instrument);

    private static FigureSubject? Chosen(List<FigureSubject> all, string? instrument, string? period) =>
        all.Find(s => (instrument is null || s.Instrument == instrument) && (period is null || s.Period == period));

    private static List<FigureSubject> Ordered(IEnumerable<FigureSubject> own, IEnumerable<FigureSubject> theirs) =>
        [.. own.Union(theirs).OrderByDescending(s => s.Instrument == Usual).ThenBy(s => s.Instrument, StringComparer.Ordinal).ThenByDescending(s => s.Period, StringComparer.Ordinal)];
}

/// <summary>A questionnaire and a school year of which there are figures.</summary>
public sealed record FigureSubject(string Instrument, string Period)
{
    /// <summary>Of the questionnaire; null where this hub no longer has it.</summary>
    public Foundation.Localisation.LocalizedText? Title { get; init; }

    public string Query => $"instrument={Uri.EscapeDataString(Instrument)}&period={Uri.EscapeDataString(Period)}";

    /// <summary>"2025–2026", as people write it.</summary>
    public string Years => Period.Replace('-', '–');
}

/// <summary>The newest edition of a place as somebody reads it.</summary>
/// <param name="Part">all schools, or those of a sector</param>
/// <param name="Subjects">what else there is of this place</param>
public sealed record ReadFigure(Place Place, Edition Edition, EditionPart Part, Instrument? Instrument, IReadOnlyList<FigureSubject> Subjects)
{
    /// <summary>Other hubs whose figures are added; empty where they are this hub's own.</summary>
    public IReadOnlyList<PartnerSource> Partners { get; init; } = [];

    /// <summary>Of which smaller areas it is; <see cref="FigureReach.Whole"/> where only its own figures are read.</summary>
    public FigureReach Reach { get; init; } = FigureReach.Whole;

    public FigureSubject Subject => Subjects.First(s => s.Instrument == Edition.About.Instrument && s.Period == Edition.About.Period);

    public string Path(string? area = null, string? sector = null) =>
        $"/figures/{Place.PlaceId}{(area is null ? "" : "/" + area)}?{Subject.Query}{(sector is null ? "" : "&sector=" + Uri.EscapeDataString(sector))}";

    public string File(string extension) => $"/api/figures/{Place.PlaceId}{extension}?{Subject.Query}";
}
