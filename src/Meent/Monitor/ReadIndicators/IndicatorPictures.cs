using Meent.Design.Charts;
using Meent.Foundation.Localisation;

namespace Meent.Monitor.ReadIndicators;

/// <summary>The pictures of one indicator: a place over time, against its target and among the countries, and the countries on a map.</summary>
/// <param name="union">its line, where the page is about another place</param>
/// <param name="versions">those that the shown figures are from, newest first</param>
/// <param name="path">of the indicator, without a place</param>
/// <param name="rest">what links keep beside the place: "&amp;breakdown=F"</param>
internal sealed class IndicatorPictures(Texts T, IndicatorWords words, IndicatorLine line, IReadOnlyList<PlaceLine> countries, PlaceLine? union, IReadOnlyList<Vintage> versions, string path, string rest = "")
{
    /// <summary>Years drawn one under the other.</summary>
    private const int MostYears = 4;

    private Observed Newest => line.Official.Newest!;

    private string Note(IEnumerable<Observed> shown) => words.Note(versions, shown);

    /// <summary>Whether there are two figures to join.</summary>
    public bool HasTrend => line.Official.Known.Count > 1;

    /// <summary>Whether the place is a country that can be seen among the others.</summary>
    public bool HasRange => union is not null && HasFigures && countries.Any(c => c.Place.PlaceId == line.Place.PlaceId);

    /// <summary>The place over time, with the way to its target.</summary>
    public SeriesModel Trend()
    {
        var (first, last) = (line.Official.Known[0], line.Official.Known[^1]);
        var finding = words.OfGroup(T["From {0} in {1} to {2} in {3}.", words.Words.Value(line.Official.At(first)!.Value!.Value), first, words.Words.Value(line.Official.At(last)!.Value!.Value), last]);
        return LinePictures.Of(T, words, line.Indicator, [line.Official], finding, Note(line.Official.Observed), line.Target);
    }

    /// <summary>Where a country lies among all of them, year by year.</summary>
    public RangeModel Range()
    {
        var (own, years) = (line.Place.PlaceId, line.Official.Known.TakeLast(MostYears).Reverse().ToList());
        var whole = Terms.StandsBesideWhole(line.Indicator) ? union : null;
        Observed[] shown = [.. countries.Append(line.Official).Concat(whole is null ? [] : [whole]).SelectMany(c => c.Observed).Where(o => years.Contains(o.About))];
        var rows = years.Select(p => new RangeRow(
            p,
            [.. countries.Where(c => c.Place.PlaceId != own && c.At(p)?.Value is not null).Select(c => new RangeDot(c.Place.Name, (double)c.At(p)!.Value!.Value))],
            (double?)line.Official.At(p)?.Value, (double?)whole?.At(p)?.Value,
            whole?.At(p)?.Value is { } of ? T["{0} against the Union", words.Words.Difference(line.Official.At(p)!.Value!.Value - of)] : ""));
        return new(words.OfGroup(T["{0} among {1} countries.", line.Place.Name, countries.Count(c => At(c) is not null)]), [.. rows], words.ChartUnit(shown), line.Place.Name, whole?.Place.Name, Note(shown), T["Year"]);
    }

    /// <summary>Whether there are figures of two countries or more to draw. Of one country the page shows where it lies among the others instead.</summary>
    public bool HasMap => !HasRange && HasFigures;

    private bool HasFigures => countries.Count(c => At(c) is not null) > 1;

    private decimal? At(PlaceLine country) => country.At(Newest.About)?.Value;

    /// <summary>The newest figure against the target, and against where it should be on the way there.</summary>
    public BulletModel Aim(Target target)
    {
        var way = TargetWay.Of(target.Beside(line.Place.PlaceId), line.Official.Figures);
        var course = Courses.Of(line.Official.Figures, target.Value, target.DuePeriod, Terms.Better(line.Indicator, target));
        var precision = Terms.Precision(line.Indicator, line.Place);
        var half = line.Official.Half(Newest, precision);
        var row = new BulletRow(line.Place.Name, (double?)Newest.Value, Newest.About, words.Course(course, Courses.IsClear(line.Official.Figures, target.Value, precision), Newest.Value > target.Value))
        {
            Low = (double?)Newest.Value - half, High = (double?)Newest.Value + half,
            Base = (double?)way?.Start.Value, BasePeriod = way?.Start.Period, Expected = (double?)way?.At(Newest.About), Target = (double)target.Value, Due = target.DuePeriod,
        };
        return new(words.Words.Pace(line.Official.Figures, target.Value, target.DuePeriod, Terms.Better(line.Indicator, target), precision), [row], words.ChartUnit([Newest.Value!.Value, target.Value]), IndicatorWords.Sentences(Note([Newest]), words.From(target), way is null ? "" : words.Way(way)), T["Place"]);
    }

    public MapModel Map()
    {
        var known = countries.Where(c => At(c) is not null).OrderBy(At).ToList();
        var (least, most) = (known[0], known[^1]);
        var shown = known.Select(c => c.At(Newest.About)!).ToList();
        return new(
            words.OfGroup(T["In {0} between {1} ({2}) and {3} ({4}).", Newest.About, words.Words.Value(At(least)!.Value), least.Place.Name, words.Words.Value(At(most)!.Value), most.Place.Name]),
            [.. countries.Select(c => new MapPlace(c.Place.Country ?? "", c.Place.Name, (double?)At(c)) { Href = $"{path}?place={PlaceKey.Of(c.Place)}{rest}", Missing = words.Cell(c.At(Newest.About), 0), IsOwn = c.Place.PlaceId == line.Place.PlaceId })],
            words.ChartUnit(shown), Note(shown), T["Country"], Newest.About);
    }
}
