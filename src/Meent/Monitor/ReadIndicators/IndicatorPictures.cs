using Meent.Design.Charts;
using Meent.Foundation.Localisation;

namespace Meent.Monitor.ReadIndicators;

/// <summary>The pictures of one indicator: a place against its target, and the countries on a map.</summary>
/// <param name="path">of the indicator, without a place</param>
internal sealed class IndicatorPictures(Texts T, IndicatorWords words, IndicatorLine line, IReadOnlyList<PlaceLine> countries, string path)
{
    private Observed Newest => line.Official.Newest!;

    private ChartUnit Unit => words.ChartUnit(1);

    private string Note => T["{0}.", line.Indicator.Source?.Name ?? Newest.Series.Source];

    /// <summary>Whether there are figures of two countries or more to draw.</summary>
    public bool HasMap => countries.Count(c => At(c) is not null) > 1;

    private decimal? At(PlaceLine country) => country.At(Newest.About)?.Value;

    // Without a base of its own a target is reached for from the first figure that compares with the newest.
    public BulletModel Aim(Target target)
    {
        var made = Pace.Made(line.Official.Figures);
        var (start, since) = target is { BaseValue: { } stated, BasePeriod: { } period } ? (stated, period) : made is null ? (null, null) : (line.Official.At(made.From)?.Value, made.From);
        var expected = start is { } from && since is not null ? Pace.Expected(from, since, target.Value, target.DuePeriod, Newest.About) : null;
        var course = Courses.Of(line.Official.Figures, target.Value, target.DuePeriod, Terms.Better(line.Indicator));
        var row = new BulletRow(line.Place.Name, (double?)Newest.Value, Newest.About, words.Course(course))
        {
            Base = (double?)start, BasePeriod = since, Expected = (double?)expected, Target = (double)target.Value, Due = target.DuePeriod,
        };
        var note = since is null ? Note : $"{Note} {T["Where it should be now: on a straight line from {0} to the target.", since]}";
        return new(words.Words.Pace(line.Official.Figures, target.Value, target.DuePeriod, Terms.Better(line.Indicator)), [row], Unit, note, T["Place"]);
    }

    public MapModel Map()
    {
        var known = countries.Where(c => At(c) is not null).OrderBy(At).ToList();
        var (least, most) = (known[0], known[^1]);
        return new(
            T["In {0} between {1} ({2}) and {3} ({4}).", Newest.About, words.Words.Value(At(least)!.Value), least.Place.Name, words.Words.Value(At(most)!.Value), most.Place.Name],
            [.. countries.Select(c => new MapPlace(c.Place.Country ?? "", c.Place.Name, (double?)At(c)) { Href = $"{path}?place={c.Place.PlaceId}", Missing = words.Cell(c.At(Newest.About), 0), IsOwn = c.Place.PlaceId == line.Place.PlaceId })],
            Unit, Note, T["Country"], Newest.About);
    }
}
