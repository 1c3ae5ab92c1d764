using Meent.Foundation.Localisation;
using Meent.Reflect.Instruments;
using Meent.Reflect.Results;

namespace Meent.Reflect.ReadAppraisal;

/// <summary>Turns what stands out into sentences that a team can read aloud.</summary>
public static class AppraisalFindingText
{
    public static FindingSentence Of(AppraisalFinding finding, Ladder ladder, Texts T) => finding switch
    {
        AppraisalFinding.LagBehind f => new(
            T.N(f.Lowest.Count, "{1} lags behind.", "{1} lag behind.", List([.. f.Lowest.Select(a => Name(a, T))], T)),
            T["At {0} of {1}, while {2} stands at {3}.", Level(f.Lowest[0].Now, T), ladder.Steps, Name(f.Highest, T), Level(f.Highest.Now, T)]),
        AppraisalFinding.KeepPace f => new(
            T["The {0} areas keep pace with each other.", f.Areas], T["They lie between {0} and {1} of {2}.", Level(f.Low, T), Level(f.High, T), ladder.Steps]),
        AppraisalFinding.OneArea f => new(T["{0} stands at {1} of {2}.", Name(f.Area, T), Level(f.Area.Now, T), ladder.Steps], T["The other areas were not judged."]),
        AppraisalFinding.LongestWay f => new(
            T["The longest way to go is in {0}.", Name(f.Area, T)], T["From {0} to {1} of {2} in two years.", Level(f.Area.Now, T), Level(f.Area.Wanted, T), ladder.Steps]),
        AppraisalFinding.LowestTopics f => new(
            T.N(f.Items.Count, "Of all topics {1} stands lowest.", "Of all topics {1} stand lowest.", Topics(f.Items.Select(i => i.Item), T)),
            T["Level {0}, “{1}”.", f.Level, ladder.Level(f.Level)!.Name.In(T.Language)]),
        AppraisalFinding.NoFurther => new(T["In two years it should be as it is now."], T["Nowhere a higher level was chosen."]),
        AppraisalFinding.Shown f => f.With == f.Of
            ? new(T["For every level it is written down what shows it."], "")
            : new(T["Evidence is written down for {0} of {1} topics.", f.With, f.Of], T["For the rest, others have to take your word."]),
        AppraisalFinding.Moved f => Moved(f.Since, T),
        AppraisalFinding.LeftOpen f => new(T.N(f.Items, "One topic of {1} was left open.", "{0} topics of {1} were left open.", f.Of), T["They count in no figure."]),
        _ => throw new ArgumentOutOfRangeException(nameof(finding)),
    };

    /// <summary>"2.3"</summary>
    public static string Level(double? mean, Texts T) => mean is { } level ? T.Number(level, 1) : "";

    /// <summary>"a, b and c"</summary>
    public static string List(IReadOnlyList<string> parts, Texts T) => parts switch
    {
        [] => "",
        [var only] => only,
        _ => T["{0} and {1}", string.Join(", ", parts.SkipLast(1)), parts[^1]],
    };

    private static FindingSentence Moved(Since since, Texts T)
    {
        var (up, down, day) = (since.Up, since.Down, T.Date(since.Before.On));
        var news = (up.Count, down.Count) switch
        {
            (0, 0) when since.Moves.Count == 0 => T["What changed since {0} cannot be said.", day],
            (0, 0) => T["Nothing moved since {0}.", day],
            ( > 0, 0) => T.N(up.Count, "One topic rose since {1}.", "{0} topics rose since {1}.", day),
            (0, > 0) => T.N(down.Count, "One topic fell since {1}.", "{0} topics fell since {1}.", day),
            _ => T["Since {0}, {1} and {2}.", day, T.N(up.Count, "one topic rose", "{0} topics rose"), T.N(down.Count, "one fell", "{0} fell")],
        };
        var names = new[] { (Words: T["Higher: {0}.", Names(up, T)], up.Count), (Words: T["Lower: {0}.", Names(down, T)], down.Count) };
        var reworded = since.Reworded == 0 ? "" : T.N(since.Reworded, "One topic has other words now and is not compared.", "{0} topics have other words now and are not compared.");
        return new(news, string.Join(' ', names.Where(n => n.Count > 0).Select(n => n.Words).Append(reworded).Where(w => w.Length > 0)));
    }

    private static string Names(IReadOnlyList<ItemMove> moves, Texts T) => Topics(moves.Select(m => m.Item), T);

    private static string Topics(IEnumerable<LadderItem> items, Texts T) => List([.. items.Select(i => T["“{0}”", i.Name.In(T.Language)])], T);

    private static string Name(AreaStanding area, Texts T) => T["“{0}”", area.Area.Name.In(T.Language)];
}
