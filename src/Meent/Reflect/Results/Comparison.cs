namespace Meent.Reflect.Results;

/// <summary>What may be said of a difference between two rounds.</summary>
public enum Verdict
{
    /// <summary>the interval of the difference has zero below it, the difference matters, and it is more than chance among so many</summary>
    Higher,

    Lower,

    /// <summary>the interval alone would call it a change, but among so many figures some look so by chance</summary>
    MayBeChance,

    /// <summary>about as before, and enough answers to have seen a change of half a point</summary>
    NoClearChange,

    /// <summary>a change of half a point could hide in the interval</summary>
    TooFew,

    /// <summary>no item that was asked in the same version and wording both times: the numbers do not measure the same</summary>
    AskedDifferently,

    /// <summary>one of the two is not shown, or was not asked</summary>
    NotShown,
}

/// <summary>One figure of two rounds.</summary>
/// <param name="Subject">id of the area or item</param>
/// <param name="Difference">now less before, in scale points; null where nothing is compared</param>
public sealed record Compared(
    string Subject, string Audience, Verdict Verdict, double? Before = null, double? After = null, Estimate? Difference = null)
{
    public Bound BeforeBound { get; init; }

    public Bound AfterBound { get; init; }

    /// <summary>Name of the round in which nobody of the audience answered this; null where somebody did in both, or where something is compared.</summary>
    public string? NobodyIn { get; init; }

    /// <summary>How often chance alone gives such a difference, 0..1; 1 where nothing is compared.</summary>
    public double Chance { get; init; } = 1;

    /// <summary>Items that both figures are made of.</summary>
    public int Over { get; init; }

    /// <summary>Items that this audience was asked here in one of the rounds or in both, each counted once; a reworded one as two.</summary>
    public int Asked { get; init; }

    /// <summary>Made of the items that both rounds share, which are not all.</summary>
    public bool IsPartial => Difference is not null && Over < Asked;

    /// <summary>A clear change of a group of people. What a team said twice under its name is no such thing: it has no interval.</summary>
    public bool IsClear => Verdict is Verdict.Higher or Verdict.Lower && IsOfGroup;

    /// <summary>Of people who answered each for themselves.</summary>
    public bool IsOfGroup => Difference is { } d && d.High > d.Low;
}

/// <summary>Compares what two releases show, and nothing else: a figure that one of them holds back is not compared.</summary>
/// <remarks>Two rounds are compared over the items that both asked in the same version, whatever their questionnaire's version and length.
/// The two are taken as independent: where the same people answered both, the interval of the difference is too wide rather than too narrow.</remarks>
public static class Comparison
{
    /// <summary>A difference that is smaller than this is not worth a word, however sure it is.</summary>
    public const double Matters = 0.2;

    /// <summary>An interval of a difference that reaches further than this to either side tells too little.</summary>
    private const double TellsEnough = 0.5;

    /// <summary>Every area of every audience that has results now, in the order of the report.</summary>
    public static IReadOnlyList<Compared> Areas(Release now, Release before) => FalseDiscoveries.Weigh(
    [
        .. from area in now.Areas
           from cell in area.Cells
           where cell.State != CellState.NotAsked
           select Area(now, before, area.Id, cell.Audience).WithNobody(now, before, cell.State, before.Areas.FirstOrDefault(a => a.Id == area.Id)?.Find(cell.Audience)?.State),
    ]);

    /// <summary>Every item of every audience that has results now.</summary>
    public static IReadOnlyList<Compared> Items(Release now, Release before) => FalseDiscoveries.Weigh(
    [
        .. from item in now.Items
           let then = before.Items.FirstOrDefault(i => i.Key == item.Key)
           from cell in item.Cells
           where cell.State != CellState.NotAsked
           select then is null || now.Scale != before.Scale || !SameAudience(now, before, cell.Audience) || then.Find(cell.Audience) is null or { State: CellState.NotAsked }
               ? new(item.Id, cell.Audience, Verdict.AskedDifferently) { Asked = 1 }
               : (Of(item.Id, cell.Audience, Measured.Of(cell, now.Scale), Measured.Of(then.Find(cell.Audience), before.Scale)) with { Over = 1, Asked = 1 })
                   .WithNobody(now, before, cell.State, then.Find(cell.Audience)?.State),
    ]);

    /// <summary>What two estimates of the same thing say about each other.</summary>
    public static Verdict Judge(Estimate difference) =>
        difference.ExcludesZero && Math.Abs(difference.Value) >= Matters ? difference.Value > 0 ? Verdict.Higher : Verdict.Lower
        : Math.Max(difference.High - difference.Value, difference.Value - difference.Low) > TellsEnough ? Verdict.TooFew
        : Verdict.NoClearChange;

    /// <summary>Two figures that measure the same.</summary>
    public static Compared Of(string subject, string audience, Measured? now, Measured? before)
    {
        if (now is not { } after || before is not { } then) return new(subject, audience, Verdict.NotShown);
        var difference = Estimates.Difference(after.Value, then.Value);
        return new(subject, audience, Judge(difference), then.Value.Value, after.Value.Value, difference)
        {
            BeforeBound = then.Bound, AfterBound = after.Bound, Chance = Estimates.Chance(difference, Math.Max(2, Math.Min(after.N, then.N))),
        };
    }

    /// <summary>The same people, asked in the same words and counted in the same way.</summary>
    internal static bool SameAudience(Release now, Release before, string audience) =>
        now.Audiences.FirstOrDefault(a => a.Id == audience) is { } a && before.Audiences.FirstOrDefault(b => b.Id == audience) is { } b
        && a.Variant == b.Variant && a.Kind == b.Kind;

    /// <summary>An area over the items that are shown in both: the area's own figure where these are all of them.</summary>
    private static Compared Area(Release now, Release before, string area, string audience)
    {
        var (asked, then) = (now.AskedIn(area, audience), before.AskedIn(area, audience));
        var shared = asked.Keys.Intersect(then.Keys).ToList();
        var all = asked.Keys.Union(then.Keys).Count();
        if (shared.Count == 0 || now.Scale != before.Scale || !SameAudience(now, before, audience)) return new(area, audience, Verdict.AskedDifferently) { Asked = all };
        var pairs = shared.Select(k => (Now: Measured.Of(asked[k], now.Scale), Before: Measured.Of(then[k], before.Scale))).Where(p => p.Now is not null && p.Before is not null).ToList();
        if (pairs.Count == all && now.Area(area, audience) is { } after && before.Area(area, audience) is { } first)
            return Of(area, audience, after, first) with { Over = all, Asked = all };
        // Less than half of what both asked would be a chance choice of it.
        if (pairs.Count * 2 < shared.Count || pairs.Count == 0) return new(area, audience, Verdict.NotShown) { Asked = all };
        return Of(area, audience,
            Measured.Over([.. pairs.Select(p => p.Now!.Value)], Measured.Together(now, area, audience), now.Scale),
            Measured.Over([.. pairs.Select(p => p.Before!.Value)], Measured.Together(before, area, audience), before.Scale)) with { Over = pairs.Count, Asked = all };
    }

    /// <summary>That nobody answered is something else than that it is held back.</summary>
    private static Compared WithNobody(this Compared c, Release now, Release before, CellState after, CellState? then) =>
        c.Verdict != Verdict.NotShown ? c : c with { NobodyIn = after == CellState.NobodyAnswered ? now.Round.Name : then == CellState.NobodyAnswered ? before.Round.Name : null };

    private static Measured? Area(this Release release, string area, string audience) => Measured.Of(release.Areas.FirstOrDefault(a => a.Id == area)?.Find(audience));
}
