using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Mail;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Places;
using Meent.Reflect.CallCampaign;
using Meent.Reflect.DrawWave;
using Meent.Reflect.Instruments;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.FollowWave;

/// <summary>Invites the schools of a sample: it calls a campaign for them, and from then on everything is as with other campaigns.</summary>
internal static class InviteWave
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/waves/{id:guid}/invite", New).RequireAuthorization();
        routes.MapPost("/waves/{id:guid}/invite", Invite).RequireAuthorization().StepUp();
    }

    private static async Task<IResult> New(Guid id, HubDb db, Me me, PlaceDirectory places, InstrumentLibrary library, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await WaveCallers.Wave(db, me, id, cancel) is not { } wave || library.Get(wave.InstrumentId, wave.InstrumentVersion) is not { } instrument) return Page.NotFound();
        if (!await WaveCallers.MayAsk(db, places, me, wave, clock.Today(), cancel)) return Page.NotFound();
        if (wave.CampaignId is not null) return Redirect.To($"/waves/{id}");
        var form = CampaignForm.ForNew(wave.Id, wave.Name, clock.Today(), pooled: false);
        return Form(wave, instrument, form, await Drawn(db, wave, clock.Today(), cancel), FormErrors.None);
    }

    private static async Task<IResult> Invite(
        Guid id, Posted posted, HubDb db, Me me, PlaceDirectory places, InstrumentLibrary library, Mailer mailer, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        var today = clock.Today();
        if (await WaveCallers.Wave(db, me, id, cancel) is not { } wave || library.Get(wave.InstrumentId, wave.InstrumentVersion) is not { } instrument) return Page.NotFound();
        if (!await WaveCallers.MayAsk(db, places, me, wave, today, cancel)) return Page.NotFound();
        if (wave.CampaignId is not null) return Redirect.To($"/waves/{id}");
        var around = await places.Some([wave.PlaceId, wave.AreaId], cancel);
        if (!around.TryGetValue(wave.PlaceId, out var agency) || !around.TryGetValue(wave.AreaId, out var area)) return Page.NotFound();
        var (form, errors, schools) = (CampaignForm.From(posted), posted.Errors(T), await Drawn(db, wave, today, cancel));
        var plan = form.Read(new Caller(agency, [area]), instrument, today, errors, T);
        if (schools.Count == 0) errors.Add("", new NoSchoolToInvite().Sentence(T));
        if (plan is null || errors.Any) return Form(wave, instrument, form, schools, errors);
        // The campaign has the id of the sample: sent twice, it is called once.
        var campaign = CallCampaign.CallCampaign.Made(new Caller(agency, [area]), instrument, plan with { Pooled = false }, wave.Id, me, clock.Now());
        await CallCampaign.CallCampaign.Keep(
            db, campaign, plan with { Pooled = false }, schools, new CampaignLetters(db, mailer, agency, instrument, me.Id), today, cancel, () => Note(db, wave, campaign, schools, cancel));
        return Redirect.To($"/waves/{id}");
    }

    private static RazorComponentResult<InviteWavePage> Form(Wave wave, Instrument instrument, CampaignForm form, IReadOnlyList<Place> schools, FormErrors errors) =>
        Page.Of<InviteWavePage>(new InviteWavePage.Shown(wave, instrument, form, schools, errors), errors.Any ? 422 : 200);

    private static async Task Note(HubDb db, Wave wave, Campaign campaign, IReadOnlyList<Place> schools, CancellationToken cancel)
    {
        await db.Set<Wave>().Where(w => w.PlaceId == wave.PlaceId && w.Id == wave.Id).ExecuteUpdateAsync(s => s.SetProperty(w => w.CampaignId, campaign.Id), cancel);
        foreach (var some in schools.Select(s => s.PlaceId).Chunk(500))
            await db.Set<WaveSchool>().Where(s => some.Contains(s.PlaceId) && s.WaveId == wave.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.AskedAt, campaign.CalledAt), cancel);
    }

    /// <summary>Those drawn first that are open today, by name.</summary>
    private static async Task<IReadOnlyList<Place>> Drawn(HubDb db, Wave wave, DateOnly today, CancellationToken cancel)
    {
        var drawn = (await WaveReading.Strata(db, wave, cancel)).ToDictionary(s => s.Number, s => s.Drawn);
        var schools = (await WaveReading.Schools(db, wave, cancel)).Where(s => s.Rank <= drawn[s.Stratum]);
        return [.. (await PlacesModule.Find(db, [.. schools.Select(s => s.PlaceId)], cancel)).Where(p => p.IsOpenOn(today))];
    }
}
