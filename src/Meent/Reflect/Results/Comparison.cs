namespace Meent.Reflect.Results;

/// <summary>What may be said of a difference between two rounds.</summary>
public enum Verdict
{
    /// <summary>the interval of the difference has zero below it, and the difference matters</summary>
    Higher,

    Lower,

    /// <summary>about as before, and enough answers to have seen a change of half a point</summary>
    NoClearChange,

    /// <summary>a change of half a point could hide in the interval</summary>
    TooFew,

    /// <summary>other items, other versions or another wording: the numbers do not measure the same</summary>
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
    /// <summary>A clear change of a group of people. What a team said twice under its name is no such thing: it has no interval.</summary>
    public bool IsClear => Verdict is Verdict.Higher or Verdict.Lower && IsOfGroup;

    /// <summary>Of people who answered each for themselves.</summary>
    public bool IsOfGroup => Difference is { } d && d.High > d.Low;
}

/// <summary>Compares what two releases show, and nothing else: a figure that one of them holds back is not compared.</summary>
public static class Comparison
{
    /// <summary>A difference that is smaller than this is not worth a word, however sure it is.</summary>
    public const double Matters = 0.2;

    /// <summary>An interval of a difference that reaches further than this to either side tells too little.</summary>
    private const double TellsEnough = 0.5;

    /// <summary>Every area of every audience that has results now, in the order of the report.</summary>
    public static IReadOnlyList<Compared> Areas(Release now, Release before) =>
    [
        .. from area in now.Areas
           from cell in area.Cells
           where cell.State != CellState.NotAsked
           select Compare(area.Id, cell.Audience,
               SameAudience(now, before, cell.Audience) && Asked(now, area.Id, cell.Audience).SetEquals(Asked(before, area.Id, cell.Audience)),
               Value(cell), Value(before.Areas.FirstOrDefault(a => a.Id == area.Id)?.Find(cell.Audience))),
    ];

    /// <summary>Every item of every audience that has results now.</summary>
    public static IReadOnlyList<Compared> Items(Release now, Release before) =>
    [
        .. from item in now.Items
           let then = before.Items.FirstOrDefault(i => i.Id == item.Id && i.Version == item.Version && i.Text == item.Text)
           from cell in item.Cells
           where cell.State != CellState.NotAsked
           select Compare(item.Id, cell.Audience,
               then is not null && SameAudience(now, before, cell.Audience) && then.Find(cell.Audience) is { State: not CellState.NotAsked },
               Value(cell), Value(then?.Find(cell.Audience))),
    ];

    /// <summary>What two estimates of the same thing say about each other.</summary>
    public static Verdict Judge(Estimate difference) =>
        difference.ExcludesZero && Math.Abs(difference.Value) >= Matters ? difference.Value > 0 ? Verdict.Higher : Verdict.Lower
        : Math.Max(difference.High - difference.Value, difference.Value - difference.Low) > TellsEnough ? Verdict.TooFew
        : Verdict.NoClearChange;

    private static Compared Compare(string subject, string audience, bool same, Estimate? now, Estimate? before)
    {
        if (!same) return new(subject, audience, Verdict.AskedDifferently);
        if (now is not { } after || before is not { } then) return new(subject, audience, Verdict.NotShown);
        var difference = Estimates.Difference(after, then);
        return new(subject, audience, Judge(difference), then.Value, after.Value, difference);
    }

    private static bool SameAudience(Release now, Release before, string audience) =>
        now.Audiences.First(a => a.Id == audience) is var a && before.Audiences.FirstOrDefault(b => b.Id == audience) is { } b
        && a.Variant == b.Variant && a.Kind == b.Kind;

    private static HashSet<(string Id, int Version)> Asked(Release release, string area, string audience) =>
        [.. release.Items.Where(i => i.Area == area && i.Find(audience) is { State: not CellState.NotAsked }).Select(i => (i.Id, i.Version))];

    /// <summary>A team has said what it has said: its value has no interval, and counts as exact.</summary>
    private static Estimate? Value(AreaCell? cell) =>
        cell?.Estimate ?? (cell is { State: CellState.Shown, Mean: { } m } ? new Estimate(m, m, m) : null);

    private static Estimate? Value(ItemCell? cell) =>
        cell is { State: CellState.Shown, Bound: Bound.Exact, Mean: { } m } ? cell.Estimate ?? new Estimate(m, m, m) : null;
}
