using Meent.Reflect.Instruments;

namespace Meent.Reflect;

/// <summary>What is asked in a round, group by group.</summary>
internal static class Asked
{
    /// <summary>Id of the audience that may answer as a team.</summary>
    public const string Leaders = "leaders";

    /// <summary>Id of the audience that several schools may have in common: trainers in companies.</summary>
    public const string Trainers = "trainers";

    /// <summary>The questionnaires of a round in the instrument's order; the leaders' too where they answer as a team.</summary>
    public static IReadOnlyList<Questionnaire> All(Round round, IReadOnlyList<RoundAudience> audiences, Instrument instrument, IReadOnlyList<OwnItem> own) =>
    [
        .. from audience in instrument.Audiences
           let link = audiences.FirstOrDefault(a => a.Audience == audience.Id)
           let asked = link ?? (audience.Id == Leaders && round.Leaders == LeadersAnswer.Team ? Team(round) : null)
           where asked is not null
           select AskedItems.Of(round, asked, instrument, own),
    ];

    /// <summary>What the leadership team answers together.</summary>
    public static Questionnaire OfTeam(Round round, Instrument instrument, IEnumerable<OwnItem> own) => AskedItems.Of(round, Team(round), instrument, own);

    // A team has no link, and so no row; its questions are those of an audience without variant.
    private static RoundAudience Team(Round round) => new() { PlaceId = round.PlaceId, RoundId = round.Id, Audience = Leaders, LinkCode = "" };
}
