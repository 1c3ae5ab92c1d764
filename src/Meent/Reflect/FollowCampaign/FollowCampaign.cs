using Meent.Design;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Mail;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Places;
using Meent.Reflect.CallCampaign;
using Meent.Reflect.Instruments;
using Meent.Reflect.InvitePeople;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.FollowCampaign;

/// <summary>Who called a campaign sees which schools run a round, writes to those that have not begun, and calls it off.</summary>
internal static class FollowCampaign
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/places/{placeId:guid}/campaigns", All).RequireAuthorization();
        routes.MapGet("/campaigns/{id:guid}", One).RequireAuthorization();
        routes.MapPost("/campaigns/{id:guid}/remind", Remind).RequireAuthorization();
        routes.MapPost("/campaigns/{id:guid}/call-off", CallOff).RequireAuthorization().StepUp();
    }

    /// <summary>On the page of a board or agency, for those who coordinate it.</summary>
    public static SiteLink? Offer(HttpContext context, Place place) => Callers.Can(place) && Me.Of(context).Is(Role.Coordinator, place.PlaceId)
        ? new SiteLink(context.RequestServices.GetRequiredService<Texts>()["Campaigns"], $"/places/{place.PlaceId}/campaigns")
        : null;

    private static async Task<IResult> All(Guid placeId, HubDb db, Me me, PlaceDirectory places, InstrumentLibrary library, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (!me.Is(Role.Coordinator, placeId) || await places.Find(placeId, cancel) is not { } place || !Callers.Can(place)) return Page.NotFound();
        var campaigns = await db.Read<Campaign>().Where(c => c.PlaceId == placeId).OrderByDescending(c => c.OpensOn).ThenByDescending(c => c.CalledAt).ToListAsync(cancel);
        var canCall = await Callers.Find(db, places, me, placeId, clock.Today(), cancel) is not null;
        return Page.Of<CampaignsPage>(new CampaignsPage.Shown(place, [.. campaigns.Select(c => new CampaignLine(c, library.TitleOf(c.InstrumentId, c.InstrumentVersion, T), c.State(clock.Today())))], canCall));
    }

    private static async Task<IResult> One(
        Guid id, HttpRequest request, HubDb db, Me me, PlaceDirectory places, InstrumentLibrary library, Settings settings, TimeProvider clock, Texts T,
        string? q, string? show, string? page, CancellationToken cancel) =>
        await Mine(db, me, id, cancel) is { } campaign
            ? await Show(campaign, settings.Home(request), (q, show, page), FormErrors.None, 200, db, places, library, clock, T, cancel)
            : Page.NotFound();

    private static async Task<IResult> Remind(
        Guid id, Posted posted, HttpRequest request, HubDb db, Me me, PlaceDirectory places, InstrumentLibrary library, Mailer mailer, Settings settings, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await Mine(db, me, id, cancel) is not { } campaign) return Page.NotFound();
        var errors = posted.Errors(T);
        if (!errors.Any && await Write(campaign, db, me, places, library, mailer, clock, cancel) is { } why) errors.Add("", why.Sentence(T));
        return errors.Any
            ? await Show(campaign, settings.Home(request), default, errors, posted.Expired ? 422 : 409, db, places, library, clock, T, cancel)
            : Redirect.To($"/campaigns/{id}");
    }

    private static async Task<Refusal?> Write(Campaign known, HubDb db, Me me, PlaceDirectory places, InstrumentLibrary library, Mailer mailer, TimeProvider clock, CancellationToken cancel)
    {
        var today = clock.Today();
        if (await places.Find(known.PlaceId, cancel) is not { } caller || library.Get(known.InstrumentId, known.InstrumentVersion) is not { } instrument) return new InstrumentIsGone();
        var waiting = (await JoinedSchools.Of(db, known, today, cancel)).Where(j => j.Value == Joining.NotBegun).Select(j => j.Key).ToList();
        var coordinators = await Callers.Coordinators(db, waiting, today, cancel);
        var schools = await PlacesModule.Find(db, waiting, cancel);
        return await db.InTransaction(async () =>
        {
            var campaign = await Hold(db, known, cancel);
            if (CampaignDecisions.Remind(campaign, waiting.Count, clock.Now(), today) is { } why) return why;
            campaign.RemindedAt = clock.Now();
            db.Record(me.Id, "reminded schools of", campaign.PlaceId, campaign.Id, clock.Now());
            await db.SaveChangesAsync(cancel);
            await new CampaignLetters(db, mailer, caller, instrument, me.Id).Send(campaign, schools, coordinators, isReminder: true, cancel);
            return null;
        }, cancel);
    }

    private static async Task<IResult> CallOff(
        Guid id, Posted posted, HttpRequest request, HubDb db, Me me, PlaceDirectory places, InstrumentLibrary library, Settings settings, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await Mine(db, me, id, cancel) is not { } known) return Page.NotFound();
        var errors = posted.Errors(T);
        if (errors.Any) return await Show(known, settings.Home(request), default, errors, 422, db, places, library, clock, T, cancel);
        var why = await db.InTransaction(async () =>
        {
            var campaign = await Hold(db, known, cancel);
            if (CampaignDecisions.CallOff(campaign, clock.Today()) is { } refusal) return refusal;
            (campaign.EndedAt, campaign.EndedBy) = (clock.Now(), me.Id);
            db.Record(me.Id, "called off", campaign.PlaceId, campaign.Id, clock.Now());
            await db.SaveChangesAsync(cancel);
            return null;
        }, cancel);
        if (why is null or CampaignWasCalledOff) return Redirect.To($"/campaigns/{id}");
        errors.Add("", why.Sentence(T));
        return await Show(known, settings.Home(request), default, errors, 409, db, places, library, clock, T, cancel);
    }

    /// <summary>A campaign of a place that <paramref name="me"/> coordinates; null for every other.</summary>
    private static async Task<Campaign?> Mine(HubDb db, Me me, Guid id, CancellationToken cancel)
    {
        var places = me.Roles.Where(r => r.Role >= Role.Coordinator).Select(r => r.PlaceId).Distinct().ToList();
        return await db.Read<Campaign>().FirstOrDefaultAsync(c => c.Id == id && places.Contains(c.PlaceId), cancel);
    }

    /// <summary>Holds its row until the transaction ends.</summary>
    internal static async Task<Campaign> Hold(HubDb db, Campaign known, CancellationToken cancel)
    {
        await db.Set<Campaign>().Where(c => c.PlaceId == known.PlaceId && c.Id == known.Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.Letter, c => c.Letter), cancel);
        return await db.Set<Campaign>().SingleAsync(c => c.PlaceId == known.PlaceId && c.Id == known.Id, cancel);
    }

    private static async Task<IResult> Show(
        Campaign campaign, string hub, (string? Q, string? Show, string? Page) asked, FormErrors errors, int status,
        HubDb db, PlaceDirectory places, InstrumentLibrary library, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        var today = clock.Today();
        var joined = await JoinedSchools.Of(db, campaign, today, cancel);
        var around = await places.Some([campaign.PlaceId, campaign.AreaId], cancel);
        var pool = await db.Read<Pool>().SingleOrDefaultAsync(p => p.PlaceId == campaign.PlaceId && p.CampaignId == campaign.Id, cancel);
        return Page.Of<CampaignPage>(new CampaignPage.Shown(
            campaign, campaign.State(today), library.TitleOf(campaign.InstrumentId, campaign.InstrumentVersion, T), around.GetValueOrDefault(campaign.PlaceId), around.GetValueOrDefault(campaign.AreaId)?.Name,
            Enum.GetValues<Joining>().ToDictionary(j => j, j => joined.Values.Count(x => x == j)), await JoinedSchools.Page(db, places, joined, today, asked.Q, asked.Show, asked.Page, cancel),
            pool is null ? null : Links.To(hub, pool.LinkCode), errors,
            CampaignDecisions.Remind(campaign, joined.Values.Count(j => j == Joining.NotBegun), clock.Now(), today) is null), status);
    }
}

/// <summary>A campaign as it stands on a list.</summary>
/// <param name="Title">of what it asks about</param>
public sealed record CampaignLine(Campaign Campaign, string Title, CampaignState State);
