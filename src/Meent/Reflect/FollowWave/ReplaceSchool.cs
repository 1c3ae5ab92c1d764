using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Mail;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Places;
using Meent.Reflect.CallCampaign;
using Meent.Reflect.DrawWave;
using Meent.Reflect.FollowCampaign;
using Meent.Reflect.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.FollowWave;

/// <summary>A school says no: that is noted, its invitation goes, and the next reserve of its stratum gets one.</summary>
internal static class ReplaceSchool
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/waves/{id:guid}/decline", Decline).RequireAuthorization();

    private static async Task<IResult> Decline(
        Guid id, Posted posted, HubDb db, Me me, PlaceDirectory places, InstrumentLibrary library, Mailer mailer, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await WaveCallers.Wave(db, me, id, cancel) is not { } wave || !await WaveCallers.MayAsk(db, places, me, wave, clock.Today(), cancel)) return Page.NotFound();
        var errors = posted.Errors(T);
        if (!errors.Any && Guid.TryParse(posted["school"], out var school) && await db.Read<WaveSchool>().AnyAsync(s => s.PlaceId == school && s.WaveId == id, cancel))
        {
            if (await new Turn(db, me, library, mailer, clock, wave).Decline(school, cancel) is not { } why) return Redirect.To($"/waves/{id}");
            errors.Add("", why.Sentence(T));
        }
        else if (!errors.Any) return Page.NotFound();
        return Page.Of<WavePage>(await new WaveReading(db, places, library, clock, T).Page(wave, me, null, errors, cancel), posted.Expired ? 422 : 409);
    }

    /// <summary>One school's no, in one transaction.</summary>
    private sealed class Turn(HubDb db, Me me, InstrumentLibrary library, Mailer mailer, TimeProvider clock, Wave wave)
    {
        public async Task<Refusal?> Decline(Guid id, CancellationToken cancel)
        {
            var today = clock.Today();
            if (wave.CampaignId is not { } campaignId || await db.Read<Campaign>().SingleOrDefaultAsync(c => c.PlaceId == wave.PlaceId && c.Id == campaignId, cancel) is not { } known) return new WaveIsNotInvited();
            if (await PlacesModule.Find(db, wave.PlaceId, cancel) is not { } agency || library.Get(wave.InstrumentId, wave.InstrumentVersion) is not { } instrument) return new InstrumentIsGone();
            return await db.InTransaction(async () =>
            {
                // The campaign is held until the transaction ends, so that two reserves are never asked for one school.
                var campaign = await FollowCampaign.FollowCampaign.Hold(db, known, cancel);
                var school = await db.Set<WaveSchool>().SingleAsync(s => s.PlaceId == id && s.WaveId == wave.Id, cancel);
                // So is the invitation: a school that begins in this moment has begun before this is asked, or finds no invitation any more.
                await db.Set<CampaignSchool>().Where(s => s.PlaceId == id && s.CampaignId == campaign.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.RoundId, x => x.RoundId), cancel);
                var joined = await JoinedSchools.Of(db, campaign, today, cancel);
                var drawn = await Drawn(school, cancel);
                if (WaveDecisions.Decline(WaveProgress.StandOf(school, joined), campaign.State(today), school.Rank > drawn) is { } why) return why;
                school.DeclinedAt = clock.Now();
                await db.Set<CampaignSchool>().Where(s => s.PlaceId == id && s.CampaignId == campaign.Id).ExecuteDeleteAsync(cancel);
                var instead = await Next(school, drawn, today, cancel);
                if (instead is not null)
                {
                    (instead.AskedAt, instead.ReplacesId) = (clock.Now(), id);
                    db.Add(new CampaignSchool { PlaceId = instead.PlaceId, CampaignId = campaign.Id, CallerId = wave.PlaceId });
                }
                db.Record(me.Id, "noted that a school declined", wave.PlaceId, wave.Id, clock.Now());
                await db.SaveChangesAsync(cancel);
                if (instead is not null) await Write(campaign, instead.PlaceId, agency, instrument, today, cancel);
                return null;
            }, cancel);
        }

        /// <summary>Schools of its stratum that were drawn first.</summary>
        private Task<int> Drawn(WaveSchool school, CancellationToken cancel) =>
            db.Read<WaveStratum>().Where(s => s.PlaceId == wave.PlaceId && s.WaveId == wave.Id && s.Number == school.Stratum).Select(s => s.Drawn).SingleAsync(cancel);

        private async Task<WaveSchool?> Next(WaveSchool school, int drawn, DateOnly today, CancellationToken cancel)
        {
            var stratum = await db.Set<WaveSchool>().Where(s => s.WaveId == wave.Id && s.CallerId == wave.PlaceId && s.Stratum == school.Stratum).ToListAsync(cancel);
            var open = (await PlacesModule.Find(db, [.. stratum.Select(s => s.PlaceId)], cancel)).Where(p => p.IsOpenOn(today)).Select(p => p.PlaceId).ToHashSet();
            return WaveDecisions.Next(stratum, drawn, open);
        }

        private async Task Write(Campaign campaign, Guid school, Place agency, Instrument instrument, DateOnly today, CancellationToken cancel) =>
            await new CampaignLetters(db, mailer, agency, instrument, me.Id).Send(
                campaign, await PlacesModule.Find(db, [school], cancel), await Callers.Coordinators(db, [school], today, cancel), isReminder: false, cancel);
    }
}
