using Meent.Foundation.Localisation;
using Meent.Places;
using Meent.Reflect.Areas;
using Meent.Reflect.Instruments;
using Meent.Reflect.Results;

namespace Meent.Reflect.ReadFigures;

/// <summary>Of which countries or regions an area's figures are, and whether some are missing.</summary>
/// <param name="Kind">of the area itself</param>
/// <param name="With">areas directly below that have figures on the same subject</param>
/// <param name="Existing">how many areas there are directly below</param>
/// <param name="Same">the only area below with figures, where these are the same schools; else null</param>
public sealed record FigureReach(string Kind, IReadOnlyList<Place> With, int Existing, Place? Same)
{
    /// <summary>With more names the list of smaller areas says it better.</summary>
    private const int Named = 5;

    /// <summary>A board, or an area that is not looked into.</summary>
    public static readonly FigureReach Whole = new("", [], 0, null);

    /// <summary>Parts of the area have no figures, so nobody can take these for a picture of it.</summary>
    public bool Misses => With.Count < Existing;

    /// <summary>Which countries or regions stand behind the figures, where some are missing; else null.</summary>
    public FindingSentence? Sentence(Texts T, string area)
    {
        if (!Misses) return null;
        return new(News(T), T["{0}: this is not the whole picture.", area]);
    }

    private string News(Texts T)
    {
        var ofUnion = Kind == PlaceKind.Union;
        if (With.Count == 0) return ofUnion ? T["No country in it has figures of its own yet."] : T["No region in it has figures of its own yet."];
        var names = string.Join(", ", With.Take(Named).Select(p => p.Name)) + (With.Count > Named ? " …" : "");
        return ofUnion
            ? T.N(Existing, "Figures from one country: {1}.", "Figures from {2} of {0} countries: {1}.", names, With.Count)
            : T.N(Existing, "Figures from one region: {1}.", "Figures from {2} of {0} regions: {1}.", names, With.Count);
    }

    /// <summary>Schools of other sectors than the questionnaire is for cannot take part, so they are not counted among those that could.</summary>
    public static IReadOnlyList<Coverage> OnlyMeant(IReadOnlyList<Coverage> coverage, Instrument? instrument) =>
        [.. coverage.Where(c => c.By != "sector" || c.Schools > 0 || SectorFit.Fits(instrument?.Sectors ?? [], c.Value))];

    /// <summary>Whether the schools of two editions are the same: those of a part are schools of the whole, so as many of an earlier or the same publication are all of them.</summary>
    public static bool AreSame(Edition whole, Edition part) =>
        part.About.Run <= whole.About.Run && whole.Of(null)?.Schools == part.Of(null)?.Schools;
}
