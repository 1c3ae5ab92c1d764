using Meent.Reflect.Instruments;

namespace Meent.Reflect;

/// <summary>What people call the place where they learn or work.</summary>
public enum PlaceWord
{
    School,

    /// <summary>A university or college.</summary>
    Institution,

    /// <summary>A provider of adult education, a library, a community centre.</summary>
    Organisation,
}

/// <summary>Which of the words fits, and the sentence with it.</summary>
public static class Called
{
    /// <summary>By whom an instrument is meant for.</summary>
    /// <param name="instrument">null where this hub no longer has it: a school</param>
    public static PlaceWord By(Instrument? instrument) => By(instrument?.Sectors ?? []);

    /// <summary>By what a place teaches, as <see cref="Places.Place.Sector"/> holds it.</summary>
    public static PlaceWord BySector(string? sector) => By(sector?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? []);

    /// <summary>Chooses the sentence; all three are written out, because a word changes the others around it.</summary>
    public static string Choose(this PlaceWord word, string school, string institution, string organisation) => word switch
    {
        PlaceWord.Institution => institution,
        PlaceWord.Organisation => organisation,
        _ => school,
    };

    private static PlaceWord By(IReadOnlyList<string> sectors) => sectors switch
    {
        ["higher"] => PlaceWord.Institution,
        ["adult"] or ["higher", "adult"] or ["adult", "higher"] => PlaceWord.Organisation,
        _ => PlaceWord.School,
    };
}
