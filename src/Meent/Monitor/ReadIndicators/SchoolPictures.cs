using Meent.Design.Charts;
using Meent.Foundation.Localisation;

namespace Meent.Monitor.ReadIndicators;

/// <summary>The pictures of what schools say of one indicator: a place over the years, and its groups beside each other.</summary>
/// <param name="whole">what it says, with the target</param>
/// <param name="versions">those that the shown figures are from, newest first</param>
/// <param name="groups">of figures from schools</param>
internal sealed class SchoolPictures(Texts T, IndicatorWords words, IndicatorLine whole, IReadOnlyList<Vintage> versions, GroupPictures groups)
{
    private readonly PlaceLine line = whole.Schools;

    public const string Years = "schools", Groups = "schools-groups";

    /// <summary>As in addresses; those that there is something to draw of.</summary>
    public IReadOnlyList<string> Names => [.. HasTrend ? [Years] : Array.Empty<string>(), .. groups.Has ? [Groups] : Array.Empty<string>()];

    /// <summary>Whether there are two figures to join.</summary>
    public bool HasTrend => Exact.Count > 1;

    /// <summary>Periods whose figure is no bound.</summary>
    private IReadOnlyList<string> Exact => [.. line.Known.Where(p => !line.At(p)!.IsBound)];

    /// <summary>What schools say over the years, from the lower end of the scale on: mostly nobody knows how sure these figures are, and on a part of the scale a small step looks like a leap.</summary>
    public SeriesModel Trend()
    {
        var (first, last) = (Exact[0], Exact[^1]);
        var finding = words.OfGroup(T["From {0} in {1} to {2} in {3}.", Say(first), first, Say(last), last]);
        var drawn = LinePictures.OfSchools(T, words, line, finding, words.NoteOfSchools(versions, line.Newest!), whole.Official.Newest is null ? whole.Target : null);
        return drawn with { Scale = words.WholeScale ?? ChartScale.Fit(drawn.Panels.SelectMany(p => p.Values), fromZero: true) };
    }

    /// <returns>null where there is nothing to draw, or no such picture</returns>
    public object? Of(string name) => name switch
    {
        Years when HasTrend => Trend(),
        Groups when groups.Has => groups.Model(),
        _ => null,
    };

    private string Say(string period) => words.FromSchools(line.At(period)!.Value!.Value);
}
