using Meent.Design.Charts;
using Meent.Foundation.Localisation;
using Meent.Places;
using Meent.Reflect.Areas;
using Meent.Reflect.Results;

namespace Meent.Reflect.ReadFigures;

/// <summary>What a page of figures says, and its pictures; from the edition alone.</summary>
public sealed class FigureWords(Texts T, ReadFigure read)
{
    /// <summary>A distance between means that is worth a word, in points of the scale.</summary>
    private const double Matters = 0.2;

    private readonly ReportNames names = new(T, read.Instrument);

    private string[]? audiences;

    /// <summary>Groups that are asked, in the order of the questionnaire.</summary>
    public IReadOnlyList<string> Audiences => audiences ??= [.. read.Part.Items.Select(i => i.Audience).Distinct().OrderBy(Position)];

    public string Title => read.Place.Kind == PlaceKind.Board ? T["What the schools of {0} say", read.Place.Name] : T["What schools say: {0}", read.Place.Name];

    public string? Kicker => names.Title;

    public string Lead => T.N(read.Part.Schools, "One school took part in the school year {1}.", "{0} schools took part in the school year {1}.", read.Subject.Years)
        + (Existing == read.Part.Schools ? "" : " " + T["Schools choose to take part; those that did not may see things differently."]);

    public string Area(string id) => names.Area(id);

    public string Audience(string id) => names.Audience(id);

    /// <summary>"published on 3 June 2026 from rounds that closed between …"</summary>
    public string Source => read.Edition.About is var about && about.From == about.Until
        ? T["Published on {0}, edition {1}; rounds closed on {2}.", T.Date(about.MadeOn), about.Number, T.Date(about.From)]
        : T["Published on {0}, edition {1}; rounds closed between {2} and {3}.", T.Date(about.MadeOn), about.Number, T.Date(about.From), T.Date(about.Until)];

    public static string Sector(Texts T, string? sector) => PlaceWordsFor.Sector(T, sector) ?? T["not known"];

    public string Size(string? size) => size switch
    {
        SchoolSize.Small => T["under {0} learners", SchoolSize.MiddleFrom],
        SchoolSize.Middle => T["{0} to {1} learners", SchoolSize.MiddleFrom, SchoolSize.LargeFrom - 1],
        SchoolSize.Large => T["{0} learners or more", SchoolSize.LargeFrom],
        _ => T["not known"],
    };

    public static string Why(Texts T, FigureState state) => state switch
    {
        FigureState.TooFew => T["fewer than {0} schools show it", AreaDisclosure.Schools],
        FigureState.OneSchool => T["it would nearly be the figure of one school"],
        FigureState.OneCountry => T["fewer than {0} countries show it", UnionOfCountries.Fewest],
        FigureState.Withheld => T["by itself or with other figures it would give away what one or two schools say"],
        _ => "",
    };

    /// <summary>What stands out, the most important first.</summary>
    public IReadOnlyList<FindingSentence> Findings() => [.. Standing(), .. Gap(), Took(), .. Reach()];

    /// <summary>Areas by group, the strongest on top.</summary>
    public DotPlotModel AreasPlot() => new(
        T["How each group sees it, area by area"],
        Series(),
        [.. ByStanding().Select(a => new DotRow(Area(a.Area), Values(Audiences, x => Figure(a.Area, x)), read.Path(a.Area, read.Part.Sector)))],
        names.ScaleWords,
        $"{T["Mean of the statements that are shown, every school counting with its answers; sorted by mean. Bands: 95 %, from how much schools differ."]} {Source}",
        T["Area"]);

    /// <summary>The statements of one area.</summary>
    public DotPlotModel ItemsPlot(string area)
    {
        var items = read.Part.Items.Where(i => i.Area == area).GroupBy(i => (i.Item, i.Version)).OrderBy(g => Position(g.Key.Item, g.Key.Version)).ToList();
        return new(
            T["How each group answers on “{0}”", Area(area)],
            Series(),
            [.. items.Select(g => new DotRow(Item(g.Key.Item), Values(Audiences, x => g.FirstOrDefault(i => i.Audience == x) is { } i ? (i.State, i.Mean, i.Low, i.High) : null)))],
            names.ScaleWords,
            $"{T["Mean per statement, every school counting with its answers. Bands: 95 %, from how much schools differ."]} {Source}",
            T["Statement"]);
    }

    public string Item(string id) => read.Instrument?.Items.FirstOrDefault(i => i.Id == id)?.ShortName.In(T.Language) ?? id;

    /// <summary>Statements that are not shown, by group and reason: "Learners: 4 statements, because …".</summary>
    public IReadOnlyList<string> Hidden() =>
    [
        .. from hidden in read.Part.Items.Where(i => i.State != FigureState.Shown).GroupBy(i => (i.Audience, i.State))
           orderby Position(hidden.Key.Audience), hidden.Key.State
           select T.N(hidden.Count(), "{1}: one statement, because {2}.", "{1}: {0} statements, because {2}.", Audience(hidden.Key.Audience), Why(T, hidden.Key.State)),
    ];

    /// <summary>The earliest edition of which a figure was taken over; null where all are of this one.</summary>
    public int? TakenOverFrom => read.Part.Items.Select(i => i.Edition).Min();

    private (FigureState, double?, double?, double?)? Figure(string area, string audience) =>
        read.Part.Areas.FirstOrDefault(a => a.Area == area && a.Audience == audience) is { } a ? (a.State, a.Mean, a.Low, a.High) : null;

    private static IReadOnlyList<DotValue> Values(IReadOnlyList<string> audiences, Func<string, (FigureState State, double? Mean, double? Low, double? High)?> figure) =>
    [
        .. audiences.Select(x => figure(x) switch
        {
            null => new DotValue(x, ValueState.NotAsked),
            { State: FigureState.Shown } f => new DotValue(x, ValueState.Shown, f.Mean, f.Low, f.High),
            _ => new DotValue(x, ValueState.Suppressed),
        }),
    ];

    private List<DotSeries> Series() => [.. Audiences.Select(a => new DotSeries(a, Audience(a), Behind(a)))];

    /// <summary>"at least 412 answers of 14 schools"</summary>
    private string? Behind(string audience)
    {
        var shown = read.Part.Areas.Where(a => a.Audience == audience && a.State == FigureState.Shown).ToList();
        return shown.Count == 0 ? null : T["at least {0} answers of {1}", T.Number(shown.Max(a => a.N!.Value)), T.N(shown.Max(a => a.Schools!.Value), "one school", "{0} schools")];
    }

    /// <summary>Areas with their mean over the groups, the highest first.</summary>
    private List<(string Area, double Mean)> ByStanding() =>
        [.. read.Part.Areas.GroupBy(a => a.Area).Select(g => (g.Key, g.Where(a => a.Mean is not null).Select(a => a.Mean!.Value).DefaultIfEmpty().Average())).OrderByDescending(a => a.Item2).ThenBy(a => a.Key, StringComparer.Ordinal)];

    private IEnumerable<FindingSentence> Standing()
    {
        // Only what every group was asked: else an area would stand high because the contented were asked.
        var groups = read.Part.Areas.Where(a => a.State == FigureState.Shown).Select(a => a.Audience).Distinct().Count();
        var known = ByStanding().FindAll(a => a.Mean > 0 && read.Part.Areas.Count(x => x.Area == a.Area && x.State == FigureState.Shown) == groups);
        if (known.Count < 2) yield break;
        var (high, low) = (known[0], known[^1]);
        if (high.Mean - low.Mean < Matters)
        {
            yield return new(T["All areas are rated about the same."], T["Every mean lies between {0} and {1} on the scale from 1 to 5.", T.Number(low.Mean, 1), T.Number(high.Mean, 1)]);
            yield break;
        }
        yield return new(T["“{0}” is rated highest.", Area(high.Area)], Means(high.Area));
        yield return new(T["“{0}” has the most room to grow.", Area(low.Area)], Means(low.Area));
    }

    private string Means(string area) => T["{0}, on a scale from 1 to 5.", names.List([.. from a in Audiences
        let figure = read.Part.Areas.FirstOrDefault(f => f.Area == area && f.Audience == a)
        where figure?.Mean is not null
        select T["{0} {1}", a == Audiences[0] ? Audience(a) : names.Within(a), T.Number(figure.Mean!.Value, 1)]])];

    private IEnumerable<FindingSentence> Gap()
    {
        var pairs = from a in read.Part.Areas
                    from b in read.Part.Areas
                    where a.Area == b.Area && a.State == FigureState.Shown && b.State == FigureState.Shown && a.Mean < b.Mean
                    let difference = Estimates.Difference(new(b.Mean!.Value, b.Low!.Value, b.High!.Value), new(a.Mean!.Value, a.Low!.Value, a.High!.Value))
                    where difference.ExcludesZero && difference.Value >= Matters
                    orderby difference.Value descending, a.Area
                    select (Lower: a, Higher: b);
        foreach (var (lower, higher) in pairs.Take(1))
            yield return new(
                T["{0} are less positive about “{1}” than {2}.", Audience(lower.Audience), Area(lower.Area), names.Within(higher.Audience)],
                T["{0} against {1}: here two groups differ most.", T.Number(lower.Mean!.Value, 1), T.Number(higher.Mean!.Value, 1)]);
    }

    /// <summary>Schools that could have taken part, of the sector that is shown; null where it is not known of all.</summary>
    private int? Existing => read.Edition.Coverage.Where(c => c.By == "sector" && (read.Part.Sector is null || c.Value == read.Part.Sector)).ToList() is { Count: > 0 } all
        && all.TrueForAll(c => c.Of is not null) ? all.Sum(c => c.Of!.Value) : null;

    private IEnumerable<FindingSentence> Reach()
    {
        if (read.Reach.Sentence(T, read.Place.Name) is { } reach) yield return reach;
        if (read.Reach.Same is { } same) yield return new(T["These are the same schools as those of {0}.", same.Name], T["So the figures are the same."]);
    }

    private FindingSentence Took()
    {
        if (Existing is not { } of) return new(T.N(read.Part.Schools, "One school took part.", "{0} schools took part."), T["How many schools there are is not known here."]);
        return new(T["{0} of {1} schools took part.", read.Part.Schools, T.Number(of)], read.Part.Schools == of
            ? T["That is all of them."]
            : read.Part.Schools * 10 >= of * 6 && !read.Reach.Misses ? T["That is most of them: a good picture."]
            : read.Part.Schools * 10 >= of * 3 ? T["The others may see things differently."]
            : T["That is a small part: take it as what these schools say, not as what all say."]);
    }

    private int Position(string audience) => Index(read.Instrument?.Audiences.Select(a => a.Id), audience);

    private (int, string, int) Position(string item, int version) => (Index(read.Instrument?.Items.Select(i => i.Id), item), item, version);

    private static int Index(IEnumerable<string>? ids, string id) => (ids ?? []).Index().Where(i => i.Item == id).Select(i => i.Index).DefaultIfEmpty(int.MaxValue).First();
}
