using System.Text.Json;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Places;
using Meent.Reflect.Instruments;
using Meent.Reflect.Results;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.CloseRound;

/// <summary>Counts a sealed round, reading each submission once.</summary>
internal static class RoundCount
{
    /// <param name="closedOn">the day that the report will name</param>
    public static async Task<RoundCounts> Of(HubDb db, Round round, Instrument instrument, Settings settings, DateOnly closedOn, CancellationToken cancel)
    {
        var place = await PlacesModule.Find(db, round.PlaceId, cancel);
        var audiences = await db.Read<RoundAudience>().Where(a => a.PlaceId == round.PlaceId && a.RoundId == round.Id).ToListAsync(cancel);
        var own = await db.Read<OwnItem>().Where(i => i.PlaceId == round.PlaceId && i.RoundId == round.Id).ToListAsync(cancel);
        var counters = audiences.ToDictionary(a => a.Audience, a => new Counter(AudienceOf(AskedItems.Of(round, a, instrument, own), a.Invited)));
        var submissions = db.Read<Submission>().Where(s => s.PlaceId == round.PlaceId && s.RoundId == round.Id).Select(s => new { s.Audience, s.Answers });
        await foreach (var submission in submissions.AsAsyncEnumerable().WithCancellation(cancel)) counters[submission.Audience].Add(submission.Answers);
        var team = round.Leaders == LeadersAnswer.Team
            ? await db.Read<TeamView>().SingleOrDefaultAsync(v => v.PlaceId == round.PlaceId && v.RoundId == round.Id, cancel)
            : null;
        var about = new ReleasedRound(
            round.Id, round.PlaceId, place?.Name ?? "", round.Name, round.OpensOn, closedOn, round.InstrumentId, round.InstrumentVersion,
            round.AskedAgain is null ? JsonNamingPolicy.CamelCase.ConvertName(round.Profile.ToString()) : ReleasedRound.Pulse, settings.Demonstration);
        return new RoundCounts(
            about,
            [.. instrument.Areas.Select(a => a.Id).Except(round.LeftOutAreas)],
            [.. instrument.Audiences.Where(a => counters.ContainsKey(a.Id)).Select(a => counters[a.Id].Result())],
            team is null ? [] : [TeamOf(team, Asked.OfTeam(round, instrument, own))]);
    }

    /// <summary>The counts as rows of the store; what nobody chose has no row.</summary>
    public static IEnumerable<object> Rows(RoundCounts counts)
    {
        var (place, round) = (counts.Round.PlaceId, counts.Round.Id);
        foreach (var group in counts.Audiences)
        {
            foreach (var tally in group.Items)
                for (var option = 0; option < tally.Options.Count; option++)
                    if (tally.Options[option] > 0)
                        yield return new Tally { PlaceId = place, RoundId = round, Audience = group.Asked.Id, Item = tally.Item.Id, Option = option, N = tally.Options[option] };
            foreach (var area in group.Areas)
                yield return new AreaTally
                {
                    PlaceId = place, RoundId = round, Audience = group.Asked.Id, Area = area.Area, N = area.Persons, Sum = area.Sum, SumOfSquares = area.SumOfSquares,
                };
        }
    }

    private static AskedAudience AudienceOf(Questionnaire asked, int? invited) => new(asked.Audience.Id, asked.Variant?.Id, invited,
    [
        .. from area in asked.Areas
           let own = area.Id == AskedItems.OwnArea
           from question in area.Questions
           select new AskedItem(question.Id, question.Version, own ? null : area.Id, own ? question.Wording.In("en") : null),
    ]);

    private static TeamAnswers TeamOf(TeamView view, Questionnaire asked)
    {
        var given = view.Given;
        var audience = AudienceOf(asked, null);
        return new(audience, view.Authors, view.People, [.. audience.Items.Select(i => given.GetValueOrDefault(i.Id, Counter.LeftOpen))]);
    }
}
