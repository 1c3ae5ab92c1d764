using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>An operator says addresses of which domains get a role at a place, or at the schools of a board, without being asked about.</summary>
public static class SetMailDomains
{
    private const int Most = 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/places/{placeId:guid}/domains", async (Guid placeId, Me me, HubDb db, PlaceLookup places) =>
            me.IsOperator && await Facts(placeId, db, places) is { } shown ? Page.Of<MailDomainsPage>(shown) : Page.NotFound()).RequireAuthorization();
        routes.MapPost("/places/{placeId:guid}/domains", Post).RequireAuthorization().StepUp();
    }

    private static async Task<IResult> Post(Guid placeId, Posted posted, Me me, HubDb db, PlaceLookup places, TimeProvider clock, Texts T)
    {
        if (!me.IsOperator || await Facts(placeId, db, places) is not { } shown) return Page.NotFound();
        var errors = posted.Errors(T);
        if (!errors.Any && posted["act"] is not ("let in" or "take out")) return Page.NotFound();
        if (!errors.Any && posted["act"] == "take out") await TakeOut(placeId, posted["domain"] ?? "", me, db, clock);
        else if (!errors.Any)
        {
            var (domain, why) = MailDomain.Parse(posted["domain"]);
            if (why is not null) errors.Add("domain", why.Sentence(T));
            if (RoleNames.Parse(posted["most"]) is not (Role.Reader or Role.Leader) || RoleNames.Parse(posted["most"]) is not { } most) errors.Add("most", T["Choose what these people may do."]);
            else if (!errors.Any && shown.Lines.Count >= Most) errors.Add("", T["A place has {0} domains at most. Take one out first.", Most]);
            else if (!errors.Any) await LetIn(placeId, domain!, most, me, db, clock);
        }
        return errors.Any
            ? Page.Of<MailDomainsPage>(shown with { Errors = errors, Domain = posted["domain"], Highest = posted["most"] }, 422)
            : Redirect.To($"/places/{placeId}/domains");
    }

    private static Task LetIn(Guid place, string domain, Role most, Me me, HubDb db, TimeProvider clock) => db.InTransaction(async () =>
    {
        await RoleChanges.Lock(db, place);
        var now = clock.Now();
        if (await db.Set<MailDomain>().SingleOrDefaultAsync(d => d.PlaceId == place && d.Domain == domain) is { } known)
        {
            if (known.Most == most) return;
            (known.Most, known.SetBy, known.SetAt) = (most, me.Id, now);
        }
        else db.Add(new MailDomain { PlaceId = place, Domain = domain, Most = most, SetBy = me.Id, SetAt = now });
        db.Record(me.Id, "let addresses in", place, null, now);
        await db.SaveChangesAsync();
    });

    private static Task TakeOut(Guid place, string domain, Me me, HubDb db, TimeProvider clock) => db.InTransaction(async () =>
    {
        await RoleChanges.Lock(db, place);
        if (await db.Set<MailDomain>().Where(d => d.PlaceId == place && d.Domain == domain).ExecuteDeleteAsync() == 0) return;
        db.Record(me.Id, "let addresses in no more", place, null, clock.Now());
        await db.SaveChangesAsync();
    });

    private static async Task<MailDomainsPage.Shown?> Facts(Guid placeId, HubDb db, PlaceLookup places) => await places.Find(placeId) is not { } place ? null
        : new MailDomainsPage.Shown(place, [.. (await db.Read<MailDomain>().Where(d => d.PlaceId == placeId).OrderBy(d => d.Domain).ToListAsync()).Select(d => new MailDomainsPage.Line(d.Domain, MailDomain.Readable(d.Domain), d.Most, d.SetAt))]);
}
