using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>Everybody with an account, found by name or address; and one of them with the roles, which the operator can end.</summary>
public static class OperatePeople
{
    private const int PerPage = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/operate/people", List).RequireAuthorization();
        routes.MapGet("/operate/people/{personId:guid}", async (Guid personId, Me me, HubDb db, PlaceLookup places) =>
            me.IsOperator && await Facts(personId, db, places) is { } shown ? Page.Of<OnePersonPage>(shown) : Page.NotFound()).RequireAuthorization();
        routes.MapPost("/operate/people/{personId:guid}", Post).RequireAuthorization().StepUp();
    }

    private static async Task<IResult> List(Me me, HubDb db, string? q, string? page)
    {
        if (!me.IsOperator) return Page.NotFound();
        q = Posted.Clean(q);
        var people = Found(db, q);
        var pages = Math.Max(1, (await people.CountAsync() + PerPage - 1) / PerPage);
        var at = Math.Clamp(int.TryParse(page, out var n) ? n : 1, 1, pages);
        var lines = await people.OrderBy(p => p.NameFolded).ThenBy(p => p.Id).Skip((at - 1) * PerPage).Take(PerPage).ToListAsync();
        return Page.Of<PeoplePage>(new PeoplePage.Shown(q, lines, at, pages));
    }

    private static IQueryable<Person> Found(HubDb db, string? typed)
    {
        var people = db.Read<Person>();
        foreach (var word in (typed ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, address) = (Person.Fold(word), Persons.NormalizedEmail(word));
            people = people.Where(p => p.NameFolded.Contains(name) || p.NormalizedEmail!.Contains(address));
        }
        return people;
    }

    private static async Task<IResult> Post(Guid personId, Posted posted, Me me, HubDb db, RoleDesk desk, SecondSteps steps, SafetyLetters letters, PlaceLookup places, Texts T)
    {
        if (!me.IsOperator || await Facts(personId, db, places) is not { } shown) return Page.NotFound();
        var errors = posted.Errors(T);
        if (errors.Any) return Page.Of<OnePersonPage>(shown with { Errors = errors }, 422);
        if (posted["act"] == "second-step" && personId != me.Id)
        {
            if (await steps.TurnOff(personId, me.Id)) await letters.Changed(personId, SafetyChange.SecondStepTaken);
            return Redirect.To($"/operate/people/{personId}");
        }
        if (posted["act"] != "end" || !Guid.TryParse(posted["place"], out var place)) return Page.NotFound();
        return await desk.Act(posted, place, me, errors) switch
        {
            DeskAnswer.Done => Redirect.To($"/operate/people/{personId}"),
            DeskAnswer.Stale => Page.Of<OnePersonPage>((await Facts(personId, db, places))! with { Errors = errors }, 409),
            _ => Page.NotFound(),
        };
    }

    private static async Task<OnePersonPage.Shown?> Facts(Guid personId, HubDb db, PlaceLookup places)
    {
        if (await db.Read<Person>().SingleOrDefaultAsync(p => p.Id == personId) is not { } person) return null;
        var roles = await db.RolesOf(personId);
        return new OnePersonPage.Shown(person, roles, await places.Names(roles.Select(r => r.PlaceId)), await db.PersonNames(roles.Select(r => r.EndedBy ?? r.ApprovedBy ?? Guid.Empty)));
    }
}
