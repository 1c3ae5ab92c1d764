using Meent.Design;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Places;
using Meent.Reflect.CloseRound;
using Meent.Reflect.Instruments;
using Meent.Reflect.JoinCampaign;
using Meent.Reflect.ShareReport;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.SeeSchool;

/// <summary>Everybody's way in: the schools one has a role at, each with what to do next, and the reports that others shared.</summary>
internal static class SeeSchool
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/school", Mine).RequireAuthorization();
        routes.MapGet("/school/{placeId:guid}", One).RequireAuthorization();
        routes.MapGet("/school/{placeId:guid}/rounds", (Guid placeId, Me me) => me.Is(Role.Reader, placeId) ? Redirect.To($"/school/{placeId}") : Page.NotFound()).RequireAuthorization();
    }

    private static async Task<IResult> Mine(HubDb db, Me me, PlaceDirectory places, Closing closing, InstrumentLibrary library, TimeProvider clock, Texts T, string? q, string? page, CancellationToken cancel)
    {
        var all = (await places.Some([.. me.Roles.Select(r => r.PlaceId).Distinct()], cancel)).Values.OrderBy(p => p.Name, StringComparer.Create(T.Culture, true)).ThenBy(p => p.PlaceId);
        var mine = MyPlaces.Of(me, [.. all], clock.Today(), q, page);
        var rounds = await Glances(db, [.. mine.Shown.SelectMany(p => MyPlaces.WithParts(me, p.Place.PlaceId))], closing, clock, cancel);
        var schools = mine.Shown.Select(p => new MySchool(p.Place, p.Role, NextStep.For(p.Place, p.Role, [.. rounds.Where(r => MyPlaces.WithParts(me, p.Place.PlaceId).Contains(r.Round.PlaceId))], T), p.Through));
        var invitations = await SchoolInvitation.To(db, library, [.. mine.Shown.Where(p => p.Role == Role.Coordinator).Select(p => p.Place.PlaceId)], clock.Today(), T.Language, cancel);
        return Page.Of<MySchoolsPage>(new MySchoolsPage.Shown([.. schools.Select(s => s with { Invitations = [.. invitations.Where(i => i.SchoolId == s.Place.PlaceId)] })], await SharedReport.With(db, me, clock.Today(), cancel), await Asked(db, me, T, cancel), mine));
    }

    private static async Task<IResult> One(Guid placeId, HttpContext context, IEnumerable<SchoolAction> actions, HubDb db, Me me, PlaceDirectory places, Closing closing, InstrumentLibrary library, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (!me.Is(Role.Reader, placeId) || await places.Find(placeId, cancel) is not { } place) return Page.NotFound();
        var role = MyPlaces.RoleAt(place, RoleAt(me, placeId), clock.Today());
        var parts = MyPlaces.WithParts(me, placeId);
        var rounds = await Glances(db, parts, closing, clock, cancel);
        var merged = (await places.Some([.. parts.Where(p => p != placeId)], cancel)).ToDictionary(p => p.Key, p => p.Value.Name);
        return Page.Of<SchoolPage>(new SchoolPage.Shown(place, role, NextStep.For(place, role, rounds, T), [.. rounds.Where(r => MaySee(r.State, role))])
        {
            Merged = merged,
            Actions = Offered(actions, context, place),
            Served = await Served(place, places, actions, context, cancel),
            Invitations = await SchoolInvitation.To(db, library, role == Role.Coordinator ? [placeId] : [], clock.Today(), T.Language, cancel),
        });
    }

    private static IReadOnlyList<SiteLink> Offered(IEnumerable<SchoolAction> actions, HttpContext context, Place place) => [.. actions.OrderBy(a => a.Order).Select(a => a.Offer(context, place)).OfType<SiteLink>()];

    /// <summary>What there is to do for the area that an agency works for; null for all others.</summary>
    private static async Task<(string Name, IReadOnlyList<SiteLink> Actions)?> Served(Place place, PlaceDirectory places, IEnumerable<SchoolAction> actions, HttpContext context, CancellationToken cancel) =>
        place.Type == OrganisationType.Agency && await places.Parent(place.PlaceId, LinkRole.Serves, cancel: cancel) is { } area ? (area.Name, Offered(actions, context, area)) : null;

    /// <summary>Roles that the person asked for: what waits, and what was refused where nothing else was said since.</summary>
    private static async Task<IReadOnlyList<MyRequest>> Asked(HubDb db, Me me, Texts T, CancellationToken cancel)
    {
        var latest = (await db.RolesOf(me.Id, cancel)).DistinctBy(r => r.PlaceId).Where(r => r.State is RoleState.Waiting or RoleState.Refused).ToList();
        var places = (await PlacesModule.Find(db, [.. latest.Select(r => r.PlaceId)], T.Language, cancel)).ToDictionary(p => p.PlaceId);
        return [.. latest.Where(r => places.ContainsKey(r.PlaceId)).Select(r => new MyRequest(places[r.PlaceId], r))];
    }

    /// <summary>A draft is seen by those who prepare it, what was cancelled by those who knew of it.</summary>
    private static bool MaySee(RoundState state, Role role) => state switch
    {
        RoundState.Draft => role >= Role.Coordinator,
        RoundState.Cancelled => role >= Role.Leader,
        _ => true,
    };

    private static Role RoleAt(Me me, Guid placeId) => me.Roles.Where(r => r.PlaceId == placeId).Max(r => r.Role);

    /// <summary>Rounds of places, the latest first; those that have ended are closed on the way.</summary>
    private static async Task<List<RoundGlance>> Glances(HubDb db, IReadOnlyList<Guid> places, Closing closing, TimeProvider clock, CancellationToken cancel)
    {
        var rounds = await db.Read<Round>().Where(r => places.Contains(r.PlaceId)).OrderByDescending(r => r.OpensOn).ThenByDescending(r => r.CreatedAt).ToListAsync(cancel);
        var answered = await db.Read<RoundAudience>().Where(a => places.Contains(a.PlaceId)).GroupBy(a => a.RoundId)
            .Select(g => new { g.Key, N = g.Sum(a => a.Answered) }).ToDictionaryAsync(g => g.Key, g => g.N, cancel);
        var views = (await db.Read<TeamView>().Where(v => places.Contains(v.PlaceId)).Select(v => v.RoundId).ToListAsync(cancel)).ToHashSet();
        var glances = new List<RoundGlance>();
        foreach (var known in rounds)
        {
            var round = await closing.IfEnded(db, known, cancel);
            glances.Add(new(round, round.State(clock.Today()), answered.GetValueOrDefault(round.Id), round.Leaders != LeadersAnswer.Team || views.Contains(round.Id)));
        }
        return glances;
    }
}

/// <summary>A place that the person has a role at.</summary>
/// <param name="Through">name of the board where the role is held; null for a role at the place itself</param>
public sealed record MySchool(Place Place, Role Role, NextStep Next, string? Through)
{
    /// <summary>Campaigns that the school could still begin with.</summary>
    public IReadOnlyList<SchoolInvitation> Invitations { get; init; } = [];
}

/// <summary>A role that the person asked for and does not have.</summary>
public sealed record MyRequest(Place Place, RoleHeld Asked);
