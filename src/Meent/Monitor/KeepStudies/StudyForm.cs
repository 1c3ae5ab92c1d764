using System.Globalization;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;

namespace Meent.Monitor.KeepStudies;

/// <summary>A study as typed.</summary>
public sealed record StudyForm(string? Title, string? Authors, string? Design, string? Published, string? About, string? Address, string? Indicator, string? Measure)
{
    public const int Line = 300, Lines = 4000;

    /// <summary>Which version of the study was shown, see <see cref="VersionOf"/>; null for a new one.</summary>
    public string? Version { get; init; }

    public static string VersionOf(DateTime writtenAt) => writtenAt.Ticks.ToString(CultureInfo.InvariantCulture);

    public static StudyForm Of(Posted posted) =>
        new(posted["title"], posted["authors"], posted["design"], posted["published"], posted["about"], posted["address"], posted["indicator"], posted["measure"]) { Version = posted["version"] };

    public static StudyForm Of(Study study) =>
        new(study.Title, study.Authors, study.Design, study.Year.ToString(CultureInfo.InvariantCulture), study.About, study.Address, study.Indicator, study.Measure) { Version = VersionOf(study.WrittenAt) };

    /// <param name="known">ids of the indicators that can be chosen</param>
    /// <param name="year">this year: nothing was published later</param>
    /// <returns>what can be kept, without id and findings; null where something is wrong: <paramref name="errors"/> says what</returns>
    public Study? Read(Guid place, IReadOnlySet<string> known, int year, FormErrors errors, Texts T)
    {
        if (Title is null) errors.Add("title", T["Write what the study is called."]);
        if (Authors is null) errors.Add("authors", T["Write who made the study."]);
        if (Design is null || !StudyDesigns.All.Contains(Design)) errors.Add("design", T["Choose how the study was made."]);
        var published = int.TryParse(Published, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= 1900 && n <= year ? n : 0;
        if (published == 0) errors.Add("published", T["Write the year in four figures, {0} at the latest.", year.ToString(CultureInfo.InvariantCulture)]);
        foreach (var (field, text, most) in new[] { ("title", Title, Line), ("authors", Authors, Line), ("address", Address, Line), ("about", About, Lines) })
            if (text?.Length > most) errors.Add(field, T["Write {0} characters at most.", most]);
        if (Address is not null && !(Uri.TryCreate(Address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http")) errors.Add("address", T["Write the whole address, beginning with https://."]);
        if (Indicator is not null && !known.Contains(Indicator)) errors.Add("indicator", T["Choose one of the list."]);
        return errors.Any ? null : new(place, Guid.Empty, Title!, Authors!, Design!, published, About, Address, Indicator, Measure, []);
    }
}

/// <summary>A finding as typed.</summary>
public sealed record FindingForm(string? Sentence, string? Direction, string? Effect, string? Low, string? High, string? Unit, string? N)
{
    public static FindingForm Empty { get; } = new(null, null, null, null, null, null, null);

    public static FindingForm Of(Posted posted) => new(posted["sentence"], posted["direction"], posted["effect"], posted["low"], posted["high"], posted["unit"], posted["n"]);

    /// <returns>the finding without its number; null where something is wrong: <paramref name="errors"/> says what</returns>
    public StudyFinding? Read(FormErrors errors, Texts T)
    {
        if (Sentence is null) errors.Add("sentence", T["Write in one sentence what was found."]);
        if (Sentence?.Length > StudyForm.Line) errors.Add("sentence", T["Write {0} characters at most.", StudyForm.Line]);
        if (Unit?.Length > 60) errors.Add("unit", T["Write {0} characters at most.", 60]);
        if (Direction is null || !FindingDirections.All.Contains(Direction)) errors.Add("direction", T["Choose what became of it."]);
        var (effect, low, high) = (TypedNumber.Read(Effect, "effect", errors, T), TypedNumber.Read(Low, "low", errors, T), TypedNumber.Read(High, "high", errors, T));
        if (Low is null != High is null) errors.Add("high", T["Give both bounds, or none."]);
        if (Effect is null && Low is not null) errors.Add("effect", T["Bounds need the number that they are around."]);
        if (low > effect || effect > high) errors.Add("low", T["The number lies outside its bounds. Check all three."]);
        var n = TypedNumber.Whole(N) is > 0 and var count ? count : (long?)null;
        if (N is not null && n is null) errors.Add("n", T["Write a whole number above zero."]);
        return errors.Any ? null : new(0, Sentence!, Direction!, effect, low, high, effect is null ? null : Unit, n);
    }
}
