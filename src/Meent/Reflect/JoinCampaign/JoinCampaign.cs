using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Places;
using Meent.Reflect.Instruments;
using Meent.Reflect.PrepareRound;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.JoinCampaign;

/// <summary>A coordinator at a school starts the round that a campaign asks for: one click makes it ready, with everything filled in.</summary>
internal static class JoinCampaign
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/school/{placeId:guid}/campaigns/{campaignId:guid}/begin", Begin).RequireAuthorization();

    private static async Task<IResult> Begin(
        Guid placeId, Guid campaignId, Posted posted, HubDb db, Me me, InstrumentLibrary library, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (!me.Is(Role.Coordinator, placeId) || await PlacesModule.Find(db, placeId, T.Language, cancel) is not { } place || !place.IsOpenOn(clock.Today())) return Page.NotFound();
        if (await Caller(db, placeId, campaignId, cancel) is not { } caller) return Page.NotFound();
        if (await db.Read<Campaign>().SingleOrDefaultAsync(c => c.PlaceId == caller && c.Id == campaignId, cancel) is not { } campaign) return Page.NotFound();
        if (posted.Expired) return Page.Of<NotBegunPage>(new NotBegunPage.Shown(place, campaign.Name, posted.Errors(T).All[0].Sentence), 422);
        return await Make(db, me, place, campaign, library, clock, T, cancel) switch
        {
            (Guid round, _) => Redirect.To($"/rounds/{round}/preview"),
            (_, { } why) => Page.Of<NotBegunPage>(new NotBegunPage.Shown(place, campaign.Name, why.Sentence(T)), 409),
            _ => throw new InvalidOperationException("A round is begun or refused."),
        };
    }

    /// <returns>who invites the school, or did until it was noted that it does not take part: its page can be older than that; null where it was never invited</returns>
    private static async Task<Guid?> Caller(HubDb db, Guid school, Guid campaign, CancellationToken cancel)
    {
        var invited = await db.Read<CampaignSchool>().Where(s => s.PlaceId == school && s.CampaignId == campaign).Select(s => (Guid?)s.CallerId).SingleOrDefaultAsync(cancel);
        return invited ?? await (
            from declined in db.Read<WaveSchool>()
            where declined.PlaceId == school && declined.DeclinedAt != null
            join wave in db.Read<Wave>() on new { PlaceId = declined.CallerId, Id = declined.WaveId } equals new { wave.PlaceId, wave.Id }
            where wave.CampaignId == campaign
            select (Guid?)wave.PlaceId).SingleOrDefaultAsync(cancel);
    }

    /// <summary>Makes the draft, once: whoever else of the school clicks is led to it.</summary>
    private static Task<(Guid? Round, Refusal? Why)> Make(
        HubDb db, Me me, Place place, Campaign campaign, InstrumentLibrary library, TimeProvider clock, Texts T, CancellationToken cancel) =>
        db.InTransaction<(Guid?, Refusal?)>(async () =>
        {
            var mine = db.Set<CampaignSchool>().Where(s => s.PlaceId == place.PlaceId && s.CampaignId == campaign.Id);
            // Held until the transaction ends, so that two clicks make one round.
            await mine.ExecuteUpdateAsync(s => s.SetProperty(x => x.RoundId, x => x.RoundId), cancel);
            if (await mine.SingleOrDefaultAsync(cancel) is not { } invited) return (null, new InvitationWasTakenBack());
            if (await db.Read<Round>().AnyAsync(r => r.PlaceId == place.PlaceId && r.Id == invited.RoundId && r.CancelledAt == null, cancel)) return (invited.RoundId, null);
            var instrument = library.Get(campaign.InstrumentId, campaign.InstrumentVersion);
            if (CampaignDecisions.Begin(campaign, instrument is not null, clock.Today()) is { } why) return (null, why);
            var taken = await db.Read<Round>().Where(r => r.PlaceId == place.PlaceId && r.CancelledAt == null).Select(r => r.Name).ToListAsync(cancel);
            var pool = await db.Read<Pool>().SingleOrDefaultAsync(p => p.PlaceId == campaign.PlaceId && p.CampaignId == campaign.Id, cancel);
            var plan = Plan(campaign, place, instrument!, RoundName.Free(campaign.Name, taken), pool?.Audience, clock.Today(), T);
            var round = Ids.New();
            invited.RoundId = round;
            if (pool is not null) db.Add(new PoolRound { PlaceId = place.PlaceId, RoundId = round, CallerId = campaign.PlaceId, CampaignId = campaign.Id });
            await Draft.Add(db, me, place, instrument!, round, plan, clock.Now(), cancel);
            return (round, null);
        }, cancel);

    /// <summary>What a new round at the school looks like, with the name and the days of the campaign.</summary>
    /// <param name="pooled">the group that answers by one link for all schools; null where there is none</param>
    internal static RoundPlan Plan(Campaign campaign, Place place, Instrument instrument, string name, string? pooled, DateOnly today, Texts T)
    {
        var opensOn = campaign.OpensOn < today ? today : campaign.OpensOn;
        var usual = RoundForm.ForNew(Guid.Empty, name.Length <= RoundPlan.LongestName ? name : campaign.Name, place, instrument, today);
        var form = usual with
        {
            OpensOn = RoundForm.Iso(opensOn),
            ClosesOn = RoundForm.Iso(campaign.ClosesOn),
            Audiences = [.. usual.Audiences.Select(a => a.Audience == pooled ? a with { Asked = true, Access = "link" } : a)],
        };
        var errors = new FormErrors();
        return RoundPlan.Read(form, instrument, today, errors, T)
            ?? throw new InvalidOperationException($"The usual round cannot be planned: {string.Join(' ', errors.All.Select(e => e.Sentence))}");
    }
}
