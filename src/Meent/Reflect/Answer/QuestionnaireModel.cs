using Meent.Foundation.Localisation;
using Meent.Foundation.Web;

namespace Meent.Reflect.Answer;

/// <summary>A questionnaire on a page: asked of a participant, or shown to those who prepare it.</summary>
/// <param name="Code">of the link: a draft on the device is kept for this code only</param>
public sealed record QuestionnaireModel(AnswerLink Link, string Code)
{
    /// <summary>What was chosen so far, as packed bytes; empty where nothing was.</summary>
    public byte[] Chosen { get; init; } = [];

    public FormErrors Errors { get; init; } = FormErrors.None;

    /// <summary>Shown to somebody who prepares the round; says so on top.</summary>
    public bool IsPreview { get; init; }

    /// <summary>Where those who prepare it go on; null for a participant.</summary>
    public string? Back { get; init; }

    /// <summary>Where the form is sent; null is the page itself.</summary>
    public string? Action { get; init; }

    public int Count => Link.Sheet.Items.Count;

    /// <summary>Value of the form field of the item at a position; null where nothing was chosen.</summary>
    public string? ValueAt(int position) =>
        position < Chosen.Length && Chosen[position] != Sheet.LeftOpen ? Chosen[position].ToString(System.Globalization.CultureInfo.InvariantCulture) : null;

    /// <summary>The smallest group whose answers are shown, as it was promised when the round was opened.</summary>
    public int SmallestGroup => Results.DisclosurePolicy.FromJson(Link.Round.Promise).MeansFrom;

    /// <summary>The language of a text where it is another than the page's.</summary>
    public static string? Foreign(LocalizedText text, Texts T) => text.Find(T.Language).Language is var language && (language == T.Language || language == AskedItems.OwnLanguage) ? null : language;
}
