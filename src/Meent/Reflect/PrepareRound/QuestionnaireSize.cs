using Meent.Foundation.Localisation;
using Meent.Reflect.Instruments;

namespace Meent.Reflect.PrepareRound;

/// <summary>How much an instrument asks of a group, in words.</summary>
internal static class QuestionnaireSize
{
    /// <summary>"8 to 14 statements": of the group that is asked least, and of the one that is asked most.</summary>
    public static string Statements(Instrument instrument, Profile profile, Texts T)
    {
        var counts = Counts(instrument, profile);
        var (least, most) = (counts.Min(), counts.Max());
        return least == most ? T.N(most, "one statement", "{0} statements") : T["{0} to {1} statements", least, most];
    }

    /// <summary>"about 3 minutes": of the group that is asked most.</summary>
    public static string Time(Instrument instrument, Profile profile, Texts T) =>
        T.N(AnswerTime.Minutes(Counts(instrument, profile).Max()), "about one minute", "about {0} minutes");

    private static List<int> Counts(Instrument instrument, Profile profile) =>
    [
        .. from audience in instrument.Audiences
           from variant in audience.Variants.Select(v => v.Id).DefaultIfEmpty(null)
           select Questionnaire.For(instrument, audience.Id, variant, profile, []).Count,
    ];
}
