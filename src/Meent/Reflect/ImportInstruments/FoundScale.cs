using Meent.Formats.Surveys;
using Meent.Foundation.Localisation;
using Meent.Reflect.Instruments;

namespace Meent.Reflect.ImportInstruments;

/// <summary>Five answers of a foreign questionnaire in their order, and the one that stands outside them.</summary>
/// <param name="Steps">five, as the file has them</param>
/// <param name="Outside">"I don't know", "does not apply": none, one or several, which become one</param>
internal sealed record FoundScale(IReadOnlyList<SurveyAnswer> Steps, IReadOnlyList<SurveyAnswer> Outside)
{
    // Words by which people say that they cannot answer.
    private static readonly string[] OutsideWords = Fold(
        "don't know", "not know", "not applicable", "does not apply", "no answer", "no opinion", "cannot say", "can't say", "n/a", "weet niet", "weet ik niet", "weet het niet", "n.v.t.", "nvt",
        "niet van toepassing", "geen antwoord", "geen mening", "weiss nicht", "weiss ich nicht", "keine angabe", "keine antwort", "keine meinung", "nicht anwendbar", "sais pas", "sait pas", "sans objet",
        "sans opinion", "sans reponse", "non applicable", "non concerne", "no se", "no sabe", "no lo se", "no procede", "no aplicable", "no contesta", "non so", "non sa", "non applicabile", "nao sei",
        "nao se aplica", "ved ikke", "vet ej", "vet inte", "en tieda", "nie wiem", "nie dotyczy", "nevim", "neviem", "nu stiu", "nem tudom", "ne znam", "ne vem");

    // Words by which people disagree: the end that has one of them is the low one.
    private static readonly string[] Disagreeing = Fold(
        "disagree", "oneens", "niet mee eens", "stimme nicht", "trifft nicht", "nicht zu", "pas daccord", "pas du tout daccord", "desacuerdo", "disaccordo", "discordo", "uenig", "oenig", "haller inte med", "eri mielta", "nie zgadzam", "nesouhlas", "nesuhlas", "dezacord", "never", "nooit", "nie", "jamais", "nunca", "mai", "not at all", "helemaal niet", "gar nicht");

    private const int MostAnswers = 30;

    /// <summary>Two questions with the same words to choose from are answered on one scale.</summary>
    public string Key => string.Join('|', Steps.Select(s => string.Join('/', s.Label.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => l.Key + l.Value.ToUpperInvariant()))));

    /// <summary>The file gives bare numbers.</summary>
    public bool IsWordless => Steps.All(s => s.Label.Count == 0);

    /// <summary>Begins with the end that agrees.</summary>
    public bool IsTurned => !Says(Steps[0], Disagreeing) && Says(Steps[^1], Disagreeing);

    /// <summary>"never … always"</summary>
    public string Ends => $"{Name(Steps[0])} … {Name(Steps[^1])}";

    /// <returns>null where what is left of the answers, without those outside, is not five</returns>
    public static FoundScale? Of(IReadOnlyList<SurveyAnswer> answers)
    {
        // Nobody says in so many ways that they do not know; a table can have its answers looked through for each of its statements.
        if (answers.Count > MostAnswers) return null;
        var outside = answers.Where(a => Says(a, OutsideWords)).ToList();
        var steps = answers.Except(outside).ToList();
        return steps.Count == Scale.Highest ? new(steps, outside) : null;
    }

    /// <summary>As an instrument has it: from strongly disagree to strongly agree.</summary>
    /// <param name="otherwise">the label for "does not apply or not known" where the file has none</param>
    public Scale ToScale(IReadOnlyList<string> languages, LocalizedText otherwise)
    {
        var steps = IsTurned ? Steps.Reverse() : Steps;
        var outside = languages.Select(l => KeyValuePair.Create(l, string.Join(" / ", Outside.Select(o => o.Label.GetValueOrDefault(l)).OfType<string>().Distinct()))).Where(l => l.Value.Length > 0);
        return new(
            [.. steps.Select(s => s.Label.Count == 0 ? new LocalizedText(languages.Select(l => KeyValuePair.Create(l, s.Code))) : new LocalizedText(s.Label.Where(l => languages.Contains(l.Key))))],
            Outside.Count == 0 ? otherwise : new(outside));
    }

    private static bool Says(SurveyAnswer answer, string[] words) => answer.Label.Values.Select(Folded.Text).Any(said =>
        Array.Exists(words, w => $" {said} ".Contains($" {w} ", StringComparison.Ordinal)));

    // Folding takes more off than accents: both sides go through it.
    private static string[] Fold(params string[] words) => [.. words.Select(Folded.Text)];

    private static string Name(SurveyAnswer answer) => answer.Label.Values.FirstOrDefault(answer.Code);
}
