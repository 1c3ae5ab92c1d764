using Meent.Foundation.Localisation;
using Meent.Reflect.Instruments;

namespace Meent.Reflect;

/// <summary>What an audience of a round is asked, in the order in which its answers are packed, counted and shown.</summary>
/// <remarks>
/// Everything it reads is fixed on the day the round is opened (instrument version, profile, areas left out, optional and own items, wording), so
/// the order holds for the life of the round: byte <c>i</c> of <see cref="Submission.Answers"/> belongs to question <c>i</c>.
/// </remarks>
public static class AskedItems
{
    /// <summary>Id of the last area: the school's own items. Its heading is a text of the hub, so its name here is empty.</summary>
    public const string OwnArea = "own";

    /// <summary>Language of texts that a school wrote itself: not known.</summary>
    public const string OwnLanguage = "und";

    /// <param name="own">own items of the round, in any order; those that do not ask this audience are left out</param>
    public static Questionnaire Of(Round round, RoundAudience audience, Instrument instrument, IEnumerable<OwnItem> own) =>
        Questionnaire.For(Pulse.Of(round, instrument), audience.Audience, audience.Variant, round.Profile, round.OptionalItemIds).Without(round.LeftOutAreas)
            .With(new(OwnArea, LocalizedText.Empty, LocalizedText.Empty, [.. own.Where(i => Asks(i, audience.Audience)).OrderBy(i => i.Number).Select(Question)]));

    /// <summary>The item id of a school's own item, and the name of its form field.</summary>
    public static string OwnId(int number) => $"own.{number}";

    private static bool Asks(OwnItem item, string audience) => item.Audiences.Split(' ').Contains(audience);

    private static Question Question(OwnItem item)
    {
        var text = LocalizedText.Of(OwnLanguage, item.Text);
        return new(OwnId(item.Number), 1, text, text, Optional: false);
    }
}
