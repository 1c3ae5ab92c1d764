using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Mail;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Places;
using Meent.Reflect.Instruments;
using Meent.Reflect.PrepareRound;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.CallCampaign;

/// <summary>A coordinator of a board or agency chooses what is asked, when, and whom it invites. The schools get a letter; each decides itself.</summary>
internal static class CallCampaign
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/places/{placeId:guid}/campaigns/new", New).RequireAuthorization();
        routes.MapPost("/places/{placeId:guid}/campaigns/new", Call).RequireAuthorization().StepUp();
    }

    /// <param name="chosen">id of what was chosen to be asked; null where that is still to be chosen</param>
    private static async Task<IResult> New(
        Guid placeId, [FromQuery(Name = "instrument")] string? chosen, HubDb db, Me me, PlaceDirectory places, InstrumentLibrary library, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        var today = clock.Today();
        if (await Callers.Find(db, places, me, placeId, today, cancel) is not { } caller) return Page.NotFound();
        if (chosen is null) return Page.Of<ChooseForCampaignPage>(new ChooseForCampaignPage.Shown(caller.Place, PrepareRound.PrepareRound.InOrder(library, T)));
        if (library.Latest(chosen) is not { } instrument) return Page.NotFound();
        var name = instrument.Id == PrepareRound.PrepareRound.First ? RoundName.Of(today.AddDays(14), T) : RoundName.Of(instrument.Title.In(T.Language), today.AddDays(14), T);
        var form = CampaignForm.ForNew(Ids.New(), name, today, instrument.Audiences.Any(a => a.Id == Asked.Trainers));
        return await Form(caller, instrument, form, FormErrors.None, db, places, today, 200, cancel);
    }

    private static async Task<IResult> Call(
        Guid placeId, Posted posted, HubDb db, Me me, PlaceDirectory places, InstrumentLibrary library, Mailer mailer, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        var today = clock.Today();
        if (await Callers.Find(db, places, me, placeId, today, cancel) is not { } caller) return Page.NotFound();
        if (library.Latest(posted["instrument"] ?? PrepareRound.PrepareRound.First) is not { } instrument) return Page.NotFound();
        var form = CampaignForm.From(posted);
        var errors = posted.Errors(T);
        if (form.Read(caller, instrument, today, errors, T) is not { } plan) return await Form(caller, instrument, form, errors, db, places, today, 422, cancel);
        var schools = plan.Invited(await Callers.Schools(db, places, plan.Area, today, cancel), instrument);
        if (schools.Count == 0)
        {
            errors.Add("", new NoSchoolToInvite().Sentence(T));
            return await Form(caller, instrument, form, errors, db, places, today, 422, cancel);
        }
        var id = Guid.TryParse(form.Id, out var given) && given != Guid.Empty ? given : Ids.New();
        var campaign = Made(caller, instrument, plan, id, me, clock.Now());
        await Keep(db, campaign, plan, schools, new CampaignLetters(db, mailer, caller.Place, instrument, me.Id), today, cancel);
        return Redirect.To($"/campaigns/{id}");
    }

    internal static Campaign Made(Caller caller, Instrument instrument, CampaignPlan plan, Guid id, Me me, DateTime now) => new()
    {
        PlaceId = caller.Place.PlaceId, Id = id, AreaId = plan.Area.PlaceId, Name = plan.Name, InstrumentId = instrument.Id, InstrumentVersion = instrument.Version,
        OpensOn = plan.OpensOn, ClosesOn = plan.ClosesOn, Letter = plan.Letter, CalledAt = now, CalledBy = me.Id,
    };

    /// <summary>Stores the campaign and writes to the schools. Sent twice under the same id, it is called once.</summary>
    /// <param name="also">what else is written in the same transaction</param>
    internal static async Task Keep(
        HubDb db, Campaign campaign, CampaignPlan plan, IReadOnlyList<Place> schools, CampaignLetters letters, DateOnly today, CancellationToken cancel, Func<Task>? also = null)
    {
        if (await db.Read<Campaign>().AnyAsync(c => c.Id == campaign.Id, cancel)) return;
        var coordinators = await Callers.Coordinators(db, [.. schools.Select(s => s.PlaceId)], today, cancel);
        try
        {
            await db.InTransaction(async () =>
            {
                db.Add(campaign);
                if (plan.Pooled) db.Add(new Pool { PlaceId = campaign.PlaceId, CampaignId = campaign.Id, Audience = Asked.Trainers, LinkCode = Ids.Code() });
                db.Record(campaign.CalledBy, "called a campaign", campaign.PlaceId, campaign.Id, campaign.CalledAt);
                await db.SaveChangesAsync(cancel);
                await db.BulkInsertInto("reflect_campaign_school", ["place_id", "campaign_id", "caller_id"], schools.Select(s => new object?[] { s.PlaceId, campaign.Id, campaign.PlaceId }), cancel);
                if (also is not null) await also();
                await letters.Send(campaign, schools, coordinators, isReminder: false, cancel);
            }, cancel);
        }
        catch (DbUpdateException e) when (UniqueViolation.Is(e))
        {
            // Who sends a page twice in one moment finds what the other one made.
            db.ChangeTracker.Clear();
        }
    }

    private static async Task<IResult> Form(
        Caller caller, Instrument instrument, CampaignForm form, FormErrors errors, HubDb db, PlaceDirectory places, DateOnly today, int status, CancellationToken cancel)
    {
        var schools = caller.Areas.Count == 1 ? await Callers.Schools(db, places, caller.Areas[0], today, cancel) : null;
        List<Place>? fitting = schools is null ? null : [.. schools.Where(s => SectorFit.Fits(instrument.Sectors, s.Sector))];
        // Those that stand on the page do so under the reader's own names of them.
        if (fitting?.Count <= CampaignForm.MostListed) fitting = [.. (await places.Some([.. fitting.Select(s => s.PlaceId)], cancel)).Values.OrderBy(s => s.Name, StringComparer.Ordinal).ThenBy(s => s.PlaceId)];
        return Page.Of<CallCampaignPage>(new CallCampaignPage.Shown(caller, instrument, form, fitting, errors), status);
    }
}
