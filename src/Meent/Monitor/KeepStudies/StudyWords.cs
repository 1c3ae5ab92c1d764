using Meent.Foundation.Localisation;

namespace Meent.Monitor.KeepStudies;

/// <summary>Studies in words, above all what each kind of study can say.</summary>
internal static class StudyWords
{
    public static string Design(string design, Texts T) => design switch
    {
        StudyDesigns.Lot => T["Drawn by lot"],
        StudyDesigns.Groups => T["Groups compared"],
        StudyDesigns.BeforeAfter => T["Before and after"],
        StudyDesigns.Survey => T["Survey"],
        StudyDesigns.Case => T["Case study"],
        _ => T["Review of studies"],
    };

    /// <summary>What may be concluded from a study of this kind, and what may not.</summary>
    public static string Says(string design, Texts T) => design switch
    {
        StudyDesigns.Lot => T["Lots decided who took part. So a clear difference comes from what was tried."],
        StudyDesigns.Groups => T["Those who took part are compared with others, without lots. A difference is an association: the groups may also differ in other things."],
        StudyDesigns.BeforeAfter => T["The same people or places before and after. What else changed in that time is in the difference, too."],
        StudyDesigns.Survey => T["People say what they do or think. It shows how things are, not what made them so."],
        StudyDesigns.Case => T["One or a few places, looked at closely. It shows how something can go, not how it goes elsewhere."],
        _ => T["Many studies read together. It is as good as the studies that it reads."],
    };

    public static string Direction(string direction, Texts T) => direction switch
    {
        FindingDirections.Better => T["better"],
        FindingDirections.Worse => T["worse"],
        FindingDirections.None => T["no difference"],
        _ => T["not clear"],
    };

    /// <summary>"+3.5 points (1 to 6)"; "" where the study gives no number.</summary>
    public static string Size(StudyFinding finding, Texts T)
    {
        if (finding.Effect is not { } effect) return "";
        var size = finding.Unit is { } unit ? $"{Signed(effect, T)} {unit}" : Signed(effect, T);
        return finding is { Low: { } low, High: { } high } ? T["{0} ({1} to {2})", size, Signed(low, T), Signed(high, T)] : size;
    }

    private static string Signed(decimal value, Texts T) => (value > 0 ? "+" : value < 0 ? "−" : "") + Math.Abs(value).ToString("#,0.####", T.Culture);
}
