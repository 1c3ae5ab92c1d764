using System.Globalization;
using Meent.Design.Charts;
using Meent.Foundation;
using Meent.Foundation.Localisation;
using Meent.Places;

namespace Meent.Monitor.ReadIndicators;

/// <summary>A finding: the news first, the numbers behind it after.</summary>
public sealed record Told(string News, string Numbers);

/// <summary>What a page says about an indicator, in words.</summary>
/// <param name="group">the group that the figures are of; null for what the indicator opens with</param>
public sealed partial class IndicatorWords(Texts T, Indicator indicator, Group? group = null)
{
    public MovementWords Words { get; } = new(T, indicator.Unit);

    public string Name => group is null ? indicator.Name.In(T.Language) : T["{0}: {1}", indicator.Name.In(T.Language), group.Name];

    /// <summary>BCP 47, where the name came with a file in another language than the page; a name of which a part is ours is left alone.</summary>
    public string? NameLanguage => group is null ? indicator.Name.Foreign(T.Language) : null;

    /// <summary>A sentence on figures, with whose they are before it where they are of a group.</summary>
    public string OfGroup(string sentence) => group is null ? sentence : T["{0}: {1}", group.Name, sentence];

    /// <summary>The period before the newest that has a value, which the newest is compared with.</summary>
    public static string? Before(PlaceLine line) => line.Known is [.., var before, _] ? before : null;

    /// <summary>What stands out, the most important first.</summary>
    /// <param name="countries">lines of the countries, where they are looked at together; else empty</param>
    public IReadOnlyList<Told> Tell(IndicatorLine line, IReadOnlyList<PlaceLine> countries) => [.. Standing(line), .. Aim(line), .. Together(line, countries)];

    /// <summary>Where it stands and what became of it since the figure before.</summary>
    public IEnumerable<Told> Standing(IndicatorLine line)
    {
        if (line.Official.Newest is not { } newest) yield break;
        var news = OfGroup(T["{0} in {1}.", Words.Value(newest.Value!.Value), newest.About]);
        yield return new(news, Since(line.Official));
    }

    /// <summary>The pace needed and the pace made, where there is a target.</summary>
    public IEnumerable<Told> Aim(IndicatorLine line)
    {
        if (line.Target is not { } target || line.Official.Newest is null) yield break;
        var pace = Words.Pace(line.Official.Figures, target.Value, target.DuePeriod, Terms.Better(indicator, target), Terms.Precision(indicator, line.Place));
        yield return new(pace, line.TargetIsOwn ? "" : T["The target is that of the Union as a whole."]);
    }

    /// <summary>"+4.8 points since 2023: it rose clearly."; "" where there is no figure before.</summary>
    public string Since(PlaceLine line) => Before(line) is { } before && line.Newest is { } newest
        ? Words.Sentence(line.Between(before, newest.About, Terms.Precision(indicator, line.Place)))
        : T["There is no earlier figure."];

    /// <summary>How many countries moved clearly between the two newest figures of the place on top.</summary>
    private IEnumerable<Told> Together(IndicatorLine line, IReadOnlyList<PlaceLine> countries)
    {
        if (line.Place.Kind != PlaceKind.Union || Changes(line.Official, countries) is not { } changes || changes.Count == 0) yield break;
        var count = MovementCount.Count(changes.Values);
        if (count.CannotCompare == count.Of) yield break;
        yield return new(Words.Count(count, Before(line.Official)!), Words.Rest(count));
    }

    /// <summary>What became of each country between the two newest figures of the place on top; null where there are not two.</summary>
    public IReadOnlyDictionary<Guid, Change>? Changes(PlaceLine top, IReadOnlyList<PlaceLine> countries) => Before(top) is { } before && top.Newest is { } newest
        ? countries.ToDictionary(c => c.Place.PlaceId, c => c.Between(before, newest.About, Terms.Precision(indicator, c.Place)))
        : null;

    /// <summary>How sure the figures are, and where that comes from.</summary>
    public string Sureness => indicator.Error switch
    {
        _ when IsOfSchools => T["Schools take part because they choose to. They are no sample, so we show differences, and do not call them a rise or a fall."],
        { Kind: IndicatorError.Ceiling, Points: { } points } => T["The source states that no figure of a country has a standard error over {0} points. So only a difference of more than {1} points is called clear; smaller true changes may go unseen.",
            T.Number((double)points, points % 1 == 0 ? 0 : 1), T.Number(Normal.Point975 * Math.Sqrt(2) * (double)points, 1)],
        { Kind: IndicatorError.StandardError } => T["The source gives a standard error with each figure. A difference is called clear where its 95 % interval leaves out zero."],
        _ => T["The source does not say how sure these figures are. So we show differences, and do not call them a rise or a fall."],
    };

    /// <summary>The same of a page that sets regions side by side: what a source states for countries says nothing of their parts.</summary>
    public string SurenessOfRegions => indicator.Error.Kind == IndicatorError.Ceiling ? $"{Sureness} {T["That is stated for countries; how sure the figures of their regions are, nobody published."]}" : Sureness;

    /// <summary>The line under a picture of official figures, on a page, in a frame and in a file: what they count, their source, its licence, and when they came in.</summary>
    /// <param name="versions">those that the figures are from, newest first</param>
    /// <param name="shown">the figures in it</param>
    public string Note(IReadOnlyList<Vintage> versions, IEnumerable<Observed> shown) =>
        Sentences($"{Name}.", $"{T["Source:"]} {indicator.Source?.In(T.Language) ?? versions.FirstOrDefault(v => v.Source != ObservationSource.Schools)?.Source ?? Name}.", Licence, Provenance.TakenIn(T, versions, shown), indicator.Demonstration ? T["From a demonstration hub."] : "");

    /// <summary>The line under a picture of figures from schools: what they count, whose they are, and when the newest was published or reported. On how much each rests stands beside it.</summary>
    /// <param name="newest">of the figures that are shown</param>
    public string NoteOfSchools(IReadOnlyList<Vintage> versions, Observed newest) => Sentences(MadeUp, $"{Name}.", SchoolsSource, CameOut(versions, newest));

    /// <summary>That figures from schools are made up, on a demonstration hub: files and frames leave it without the line on top of every page. "" elsewhere.</summary>
    private string MadeUp => indicator.Demonstration ? T["Demonstration: these figures are made up."] : "";

    /// <summary>What the bars of a picture over the years mean; "" where it has none.</summary>
    public string Bars => indicator switch
    {
        { Error.Kind: IndicatorError.Ceiling } => T["The bars show how far chance may have moved a figure (95 %); they are drawn as wide as they can be."],
        { Error.Kind: IndicatorError.StandardError, From: null } => T["The bars show how far chance may have moved a figure (95 %)."],
        { Error.Kind: IndicatorError.StandardError } => T["The bars show how far a figure may be off, if other schools like these had taken part (95 %)."],
        _ => "",
    };

    private string Licence => indicator.Source?.LicenceIn(T.Language) is { } licence ? T["Licence: {0}.", licence] : "";

    /// <summary>Areas have editions, under a licence; what a school reads of itself has a day, and is for its own people.</summary>
    private string CameOut(IReadOnlyList<Vintage> versions, Observed newest) =>
        versions.FirstOrDefault(v => v.Number == newest.Vintage) is { } edition ? Sentences(Licence, T["Published on {0}, version {1}.", T.Date(edition.MadeAt), edition.Number])
        : DateOnly.TryParseExact(newest.Period, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? T["The newest is of {0}.", T.Date(day)] : SumOfBoard.AsOf(newest, T);

    internal static string Sentences(params string[] parts) => string.Join(' ', parts.Where(p => p.Length > 0));

    /// <summary>A figure from schools: "83 %", "3.00"; its decimals hang on the unit alone.</summary>
    public string FromSchools(decimal value) => Words.Value(value, SchoolsDecimals);

    /// <summary>The same, with "or higher" where the report of the school says so; as the report writes it, with one decimal.</summary>
    /// <param name="observed">with a value</param>
    public string FromSchools(Observed observed) => observed.Status switch
    {
        Observed.OrHigher => T["{0} or higher", Words.Value(observed.Value!.Value, Math.Min(1, SchoolsDecimals))],
        Observed.OrLower => T["{0} or lower", Words.Value(observed.Value!.Value, Math.Min(1, SchoolsDecimals))],
        _ => FromSchools(observed.Value!.Value),
    };

    /// <summary>A cell of a table: a figure from schools with its margin, or why there is none.</summary>
    public string SchoolsCell(Observed? observed) => observed is { Value: not null } ? With(FromSchools(observed), Margin(observed), SchoolsDecimals) : Cell(observed, 0);

    /// <summary>Whether its figures come from what schools say or state, and from nowhere else.</summary>
    public bool IsOfSchools => indicator.IsOfSchools;

    /// <summary>What the list of indicators is called on the way to this one: what schools say is no official figure.</summary>
    public string Shelf => IsOfSchools ? T["Indicators"] : T["Official figures"];

    public int SchoolsDecimals => indicator.Unit == IndicatorUnit.Percent ? Statements.StatedIndicator.All.Contains(indicator.Id) ? 0 : 1 : 2;

    /// <summary>What a figure from schools rests on, in a few words; "" where that is not told.</summary>
    public string Basis(Observed observed, Place place) => (observed.N, indicator.From) switch
    {
        (null, _) => "",
        ({ } n, null) when place.Kind == PlaceKind.School && indicator.Id == Statements.StatedIndicator.OldDevices => T["{0} of its devices", T.Number(n)],
        ({ } n, null) when place.Kind == PlaceKind.School => T["{0} of its learners", T.Number(n)],
        ({ } n, null) when place.Kind == PlaceKind.Board => T.N((int)n, "one school", "{0} schools"),
        ({ } n, null) => T["at least {0} schools", T.Number(n)],
        ({ } n, _) => T["at least {0} answers", T.Number(n)],
    };

    /// <summary>The same as a sentence.</summary>
    public string RestsOn(Observed observed, Place place) => Basis(observed, place) is { Length: > 0 } basis ? T["Rests on {0}.", basis] : "";

    /// <summary>How figures of places make that of an area, and those of short periods that of a long one; null where the definition is the import's, which does not say.</summary>
    public string? AddedUp => !indicator.Shipped ? null : string.Join(' ', indicator.OverPlace switch
    {
        "sum" => T["The figure of an area is the sum of those of its places."],
        "weighted-mean" => T["The figure of an area is the mean over its places, and those with more people, homes or schools behind them weigh more."],
        _ => T["The figure of an area cannot be worked out from those of its places."],
    }, indicator.OverTime switch
    {
        "sum" => T["Of a longer period the sum counts."],
        "mean" => T["Of a longer period the mean counts."],
        _ => T["Of a longer period the last figure counts."],
    });

    /// <summary>That no new figures come; null where it goes on.</summary>
    public string? Ended => indicator switch
    {
        { HasEnded: false } => null,
        { EndedIn: { } year } => T["This series ended in {0}. No new figures come.", year],
        _ => T["This series has ended. No new figures come."],
    };

    /// <summary>"+0.12 points since 2023/2024". Schools that take part are no sample, so it is called neither a rise nor a fall.</summary>
    public string SinceOfSchools(PlaceLine line) => Before(line) is { } before && line.Newest is { } newest
        ? newest.IsBound || line.At(before)!.IsBound ? T["At least one of the two newest figures is not exact, so no difference is made."] : T["{0} since {1}", Words.Difference(newest.Value!.Value - line.At(before)!.Value!.Value, SchoolsDecimals), before]
        : T["There is no earlier figure."];

    /// <summary>From end to end for a score: on a part of it, a small step looks like a leap. Null for what has a unit.</summary>
    public ChartScale? WholeScale => indicator.Unit == IndicatorUnit.Score ? new(1, 5, 1) : null;

    /// <summary>What <see cref="Basis"/> counts, as a heading.</summary>
    public string BasisName(Place place) => indicator.From is not null ? T["Number of answers"]
        : place.Kind != PlaceKind.School ? T["Schools"]
        : indicator.Id == Statements.StatedIndicator.OldDevices ? T["Devices"] : T["Learners"];

    /// <summary>The scale of a score; "" for what has a unit.</summary>
    public string Scale => indicator.Unit == IndicatorUnit.Score ? T["On a scale from 1 to 5."] : "";

    /// <summary>Where figures from schools come from and on which scale they stand.</summary>
    public string SchoolsSource => indicator switch
    {
        { From: null } => T["From what schools state about themselves."],
        { Unit: IndicatorUnit.Score } => T["From reports of schools, on a scale from 1 to 5."],
        _ => T["From reports of schools."],
    };

    public string Unit => indicator.Unit switch
    {
        IndicatorUnit.Percent => T["per cent"],
        IndicatorUnit.Score => T["score"],
        IndicatorUnit.PerLearner => T["per learner"],
        IndicatorUnit.Mbps => T["Mbit/s"],
        IndicatorUnit.Euro => T["euros"],
        _ => T["number"],
    };

    /// <summary>How often figures come; null where the indicator does not say.</summary>
    public string? Cadence => indicator.Cadence switch
    {
        "yearly" => T["yearly"],
        "every two years" => T["every two years"],
        "every three years" => T["every three years"],
        "every four years" => T["every four years"],
        "every five years" => T["every five years"],
        "every school year" => T["every school year"],
        { } ended when ended.StartsWith("ended in ", StringComparison.Ordinal) => T["ended in {0}", ended["ended in ".Length..]],
        var other => other,
    };

    /// <summary>How charts write official figures: with one decimal, and whole counts with none.</summary>
    public ChartUnit ChartUnit(IEnumerable<Observed> shown) => ChartUnit(shown.Select(o => o.Value ?? 0));

    /// <inheritdoc cref="ChartUnit(IEnumerable{Observed})"/>
    public ChartUnit ChartUnit(IEnumerable<decimal> shown) => ChartUnit(Words.Decimals(shown));

    /// <summary>How charts write its figures.</summary>
    /// <param name="decimals">0..2</param>
    public ChartUnit ChartUnit(int decimals) => new(indicator.Unit switch
    {
        IndicatorUnit.Percent => "{0} %",
        IndicatorUnit.Mbps => T["{0} Mbit/s", "{0}"],
        IndicatorUnit.Euro => "€ {0}",
        _ => "{0}",
    }, decimals);

    /// <summary>Where the way to the target stands, in a few words.</summary>
    /// <param name="clear">whether the figure lies further from the target than chance moves it</param>
    /// <param name="above">whether the figure lies above the target</param>
    public string Course(Course course, bool clear, bool above) => course switch
    {
        Monitor.Course.Reached when !clear => T["reaches the target, but not clearly"],
        Monitor.Course.Reached => T["target met"],
        Monitor.Course.OnCourse => T["on course"],
        Monitor.Course.TooSlow => T["too slow to get there in time"],
        Monitor.Course.Away => T["not getting nearer"],
        Monitor.Course.Beside => above ? T["above the target"] : T["below the target"],
        Monitor.Course.Missed => T["target missed"],
        _ => T["pace not known"],
    };

    public string Better => indicator.Better switch
    {
        "higher" => T["Higher is better."],
        "lower" => T["Lower is better."],
        _ => T["Neither higher nor lower is better in itself."],
    };

    /// <summary>A cell of a table: the value with its mark, or why there is none. Zero is a value.</summary>
    public string Cell(Observed? observed, int decimals) => observed switch
    {
        null => T["no figure"],
        { Value: null, Series.Source: ObservationSource.Schools } => T["not shown"],
        { Value: null, Confidentiality: not null } => T["confidential"],
        { Value: null } => T["not available"],
        { Status: { Length: > 0 } status } => T["{0} ({1})", Value(observed, decimals), status],
        _ => Value(observed, decimals),
    };

    private string Value(Observed observed, int decimals) => With(Words.Cell(observed.Value, decimals), Margin(observed), decimals);

    private string With(string value, decimal? margin, int decimals) => margin is { } half ? T["{0} ± {1}", value, Words.Cell(half, Math.Max(1, decimals))] : value;

    /// <summary>Half the width of the figure's 95 % interval, where its source gives a standard error with each figure; else null.</summary>
    public decimal? Margin(Observed observed) =>
        indicator.Error.Kind == IndicatorError.StandardError && observed is { Value: not null, StandardError: { } error } ? (decimal)Normal.Point975 * error : null;

    /// <summary>Marks that stand in the cells, with what they mean.</summary>
    public IReadOnlyList<(string Mark, string Meaning)> Marks(IReadOnlyCollection<Observed> shown) =>
    [
        .. from mark in shown.Where(o => o.Value is not null).SelectMany(o => o.Status ?? "").Distinct().Order()
           let meaning = Flags.Meaning(T, mark)
           where meaning is not null
           select (mark.ToString(), meaning),
        .. shown.Any(o => Margin(o) is not null) ? [("±", indicator.From is null ? T["how far chance may have moved it (95 %)"] : T["how far it may be off, if other schools like these had taken part (95 %)"])] : Array.Empty<(string, string)>(),
    ];

    /// <summary>As many decimals as the figures have, at most two.</summary>
    public static int Decimals(IEnumerable<Observed> shown) => shown.Select(o => o.Value ?? 0).Select(v => v == Math.Round(v, 0) ? 0 : v == Math.Round(v, 1) ? 1 : 2).DefaultIfEmpty().Max();
}
