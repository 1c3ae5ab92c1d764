using System.Runtime.CompilerServices;
using System.Text.Json;
using Meent.Foundation.Data;
using Meent.Reflect.Areas;
using Meent.Reflect.Results;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect;

/// <summary>What another module does when the report of a round comes out; it registers this as a service.</summary>
/// <param name="Follow">called inside the transaction that closes the round, after all else is saved; saves what it writes</param>
public sealed record ReleaseFollower(Func<HubDb, ShownRound, CancellationToken, Task> Follow);

/// <summary>What another module does when figures of areas and boards are published; it registers this as a service.</summary>
/// <param name="Follow">called inside the transaction that stores the editions, once per publication; saves what it writes</param>
public sealed record EditionFollower(Func<HubDb, IReadOnlyList<ShownEdition>, CancellationToken, Task> Follow);

/// <summary>What the report of a round shows as means of groups: made of the release, and so of nothing that it holds back.</summary>
/// <param name="Period">the school year in which it closed: "2025-2026"</param>
/// <param name="IsPulse">asks again a few statements that the school chose: says nothing of an area, and never counts for one</param>
/// <param name="Demonstration">made-up answers</param>
public sealed record ShownRound(
    Guid SchoolId, Guid RoundId, string Instrument, int Version, string Period, DateOnly ClosedOn, bool IsPulse, bool Demonstration, IReadOnlyList<ShownMean> Means)
{
    public static ShownRound Of(Release release)
    {
        var about = release.Round;
        var groups = release.Audiences.Where(a => a is { State: CellState.Shown, Kind: AudienceKind.Group or AudienceKind.Staff }).Select(a => a.Id).ToHashSet();
        List<ShownMean> items =
        [
            .. from item in release.Items
               where item.Area is not null
               from c in item.Cells
               where groups.Contains(c.Audience) && c is { State: CellState.Shown, Mean: not null, AtLeast: > 0 }
               select new ShownMean(c.Audience, item.Area!, item.Id, item.Version, c.AtLeast!.Value, Mean.Hundredths(c.Mean!.Value, c.Bound, release.Scale), Mean.Mark(c.Bound)) { Shown = (decimal)c.Mean!.Value },
        ];
        var areas = from area in release.Areas
                    from c in area.Cells
                    where groups.Contains(c.Audience) && c is { State: CellState.Shown, Mean: not null, AtLeast: > 0 }
                    select new ShownMean(c.Audience, area.Id, null, 0, c.AtLeast!.Value, OfArea(area.Id, c), Mean.Mark(c.Bound)) { Shown = (decimal)c.Mean!.Value };
        return new(about.PlaceId, about.Id, about.Instrument, about.InstrumentVersion, SchoolYear.Of(about.Closed), about.Closed, about.IsPulse, about.Demonstration, [.. areas, .. items]);

        // One statement near the end of the scale makes the area "4.0 or higher", and the middle between that and the end would be far off: its statements say more.
        int OfArea(string area, AreaCell cell) => Mean.Mark(cell.Bound) is not null && items.FindAll(i => i.Area == area && i.Audience == cell.Audience) is { Count: > 0 } statements
            ? (int)Math.Round(statements.Average(i => i.Hundredths)) : Mean.Hundredths(cell.Mean!.Value, cell.Bound, release.Scale);
    }
}

/// <param name="Item">a statement; null for the area as a whole</param>
/// <param name="Version">of the statement; 0 for an area</param>
/// <param name="N">people as the report shows them: a multiple of 5, at least 5</param>
/// <param name="Hundredths">for sums over schools, in hundredths of a step of the scale: the mean as shown; of a statement with "4.5 or higher" the middle between that and the end of the scale, of such an area the mean of its statements</param>
/// <param name="Bound"><c>&gt;=</c> or <c>&lt;=</c> where the report gives no exact mean; else null</param>
public sealed record ShownMean(string Audience, string Area, string? Item, int Version, int N, int Hundredths, string? Bound)
{
    /// <summary>The mean as the report shows it, in steps of the scale: with a bound, the number before "or higher".</summary>
    public decimal Shown { get; init; } = Hundredths / 100m;
}

/// <summary>What an edition shows of an area or a board.</summary>
/// <param name="IsBoard">read by the people of the board and of its schools only; everybody else's editions are public</param>
/// <param name="Number">of the edition, within place, instrument and period</param>
/// <param name="Until">the day on which the last of its rounds closed</param>
public sealed record ShownEdition(
    Guid PlaceId, bool IsBoard, string Instrument, string Period, int Number, DateOnly Until, bool Demonstration, IReadOnlyList<ShownFigure> Figures);

/// <summary>A mean over schools as an edition shows it, or the reason why it does not.</summary>
/// <param name="Sector">level of education; null for all schools of the place</param>
/// <param name="Item">a statement; null for the area as a whole</param>
/// <param name="Held">null where it is shown; else why not</param>
/// <param name="Mean">steps of the scale; with <paramref name="Low"/> and <paramref name="High"/>, its 95 % interval, null where it is held back</param>
/// <param name="N">answers, at least</param>
public sealed record ShownFigure(
    string? Sector, string Audience, string Area, string? Item, int Version, HeldBack? Held, decimal? Mean, decimal? Low, decimal? High, int? N, int? Schools)
{
    internal static IEnumerable<ShownFigure> Of(Edition edition) =>
        from part in edition.Parts
        from figure in part.Areas.Select(a => Of(part.Sector, a)).Concat(part.Items.Select(i => Of(part.Sector, i)))
        select figure;

    private static ShownFigure Of(string? sector, AreaFigure a) =>
        new(sector, a.Audience, a.Area, null, 0, Why(a.State), (decimal?)a.Mean, (decimal?)a.Low, (decimal?)a.High, a.N, a.Schools);

    private static ShownFigure Of(string? sector, ItemFigure i) =>
        new(sector, i.Audience, i.Area, i.Item, i.Version, Why(i.State), (decimal?)i.Mean, (decimal?)i.Low, (decimal?)i.High, i.N, i.Schools);

    internal static HeldBack? Why(FigureState state) => state switch
    {
        FigureState.Shown => null,
        FigureState.TooFew => HeldBack.TooFew,
        FigureState.OneSchool => HeldBack.OneSchool,
        _ => HeldBack.Withheld,
    };
}

/// <summary>Why a figure over schools is not shown.</summary>
public enum HeldBack
{
    /// <summary>fewer than 3 schools or 10 answers</summary>
    TooFew,

    /// <summary>one school has more than 80 % of the answers, or of what is left when another school or a board takes its own away; or a board knows all but one of the schools</summary>
    OneSchool,

    /// <summary>with other figures that are shown, the figure of one or two schools could be worked out; or it is so near an end that it tells of each</summary>
    Withheld,
}

/// <summary>Every report that ever came out, for a module that begins to follow them later or looks whether it missed one.</summary>
public static class ShownRounds
{
    /// <summary>School and round of every report, those that closed first first. What a group with a code says together is of no school, and not among them.</summary>
    public static async Task<IReadOnlyList<(Guid SchoolId, Guid RoundId)>> Keys(HubDb db, CancellationToken cancel = default)
    {
        var reports = from release in db.Read<StoredRelease>()
                      join round in db.Read<Round>() on new { release.PlaceId, release.RoundId } equals new { round.PlaceId, RoundId = round.Id }
                      orderby release.ReleasedAt, release.RoundId
                      select new { release.PlaceId, release.RoundId };
        return [.. (await reports.ToListAsync(cancel)).Select(r => (r.PlaceId, r.RoundId))];
    }

    /// <summary>What some of these reports show. One of a format that this version cannot read is left out.</summary>
    public static async IAsyncEnumerable<ShownRound> Some(HubDb db, IEnumerable<(Guid SchoolId, Guid RoundId)> keys, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        // Each report is found by both keys: many at a time would look up every school with every round.
        foreach (var some in keys.Chunk(20))
        {
            Guid[] places = [.. some.Select(k => k.SchoolId).Distinct()], rounds = [.. some.Select(k => k.RoundId)];
            var stored = (await db.Read<StoredRelease>().Where(r => places.Contains(r.PlaceId) && rounds.Contains(r.RoundId)).ToListAsync(cancel)).ToDictionary(r => r.RoundId);
            foreach (var key in some)
                if (stored.TryGetValue(key.RoundId, out var release) && Read(release) is { } shown) yield return shown;
        }
    }

    /// <summary>The newest edition of every area and board, instrument and school year.</summary>
    public static async IAsyncEnumerable<ShownEdition> NewestEditions(HubDb db, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var newest = db.Read<StoredEdition>().GroupBy(e => new { e.PlaceId, e.Instrument, e.Period }).Select(g => new { g.Key.PlaceId, g.Key.Instrument, g.Key.Period, Number = g.Max(e => e.Number) });
        var boards = (await db.Read<CountedIn>().Where(c => c.Role == Places.LinkRole.Board).Select(c => c.PlaceId).Distinct().ToListAsync(cancel)).ToHashSet();
        // One by one: whoever goes through them asks for more of each, and PostgreSQL answers one question at a time.
        foreach (var n in await newest.ToListAsync(cancel))
        {
            var content = await db.Read<StoredEdition>().Where(e => e.PlaceId == n.PlaceId && e.Instrument == n.Instrument && e.Period == n.Period && e.Number == n.Number).Select(e => e.Content).SingleAsync(cancel);
            yield return Shown(Edition.FromJson(content), boards.Contains(n.PlaceId));
        }
    }

    internal static ShownEdition Shown(Edition edition, bool isBoard)
    {
        var about = edition.About;
        return new(about.PlaceId, isBoard, about.Instrument, about.Period, about.Number, about.Until, about.Demonstration, [.. ShownFigure.Of(edition)]);
    }

    private static ShownRound? Read(StoredRelease stored)
    {
        try
        {
            return ShownRound.Of(Release.FromJson(stored.Content));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

file static class Mean
{
    public static int Hundredths(double mean, Bound? bound, int steps)
    {
        var shown = (int)Math.Round(mean * 100);
        return bound switch { Results.Bound.AtLeast => (shown + (100 * steps)) / 2, Results.Bound.AtMost => (shown + 100) / 2, _ => shown };
    }

    public static string? Mark(Bound? bound) => bound switch { Results.Bound.AtLeast => ">=", Results.Bound.AtMost => "<=", _ => null };
}
