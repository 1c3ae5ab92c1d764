using System.Text;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.PersonalData;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People.Demonstrate;
using Microsoft.EntityFrameworkCore;

namespace Meent.People.OwnData;

/// <summary>Everything that the hub knows about the one who asks: to read, and to take along as a file for people or for machines.</summary>
public static class SeeOwnData
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/account/data", async Task<IResult> (Me me, HttpContext context, Texts T, CancellationToken cancel) =>
            Page.Of<OwnDataPage>(new OwnDataPage.Shown(await Known(context.RequestServices, me, T, cancel), FormErrors.None))).RequireAuthorization();
        routes.MapPost("/account/data", Post).RequireAuthorization().StepUp("html", "json");
        DeleteAccount.Map(routes.Kept());
    }

    private static async Task<IResult> Post(Posted posted, Me me, HttpContext context, HubDb db, Settings settings, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        var errors = posted.Errors(T);
        if (errors.Any) return Page.Of<OwnDataPage>(new OwnDataPage.Shown(await Known(context.RequestServices, me, T, cancel), errors), 422);
        if (posted["act"] is not ("html" or "json")) return Page.NotFound();
        db.Record(me.Id, "took along own data", Guid.Empty, me.Id, clock.Now());
        await db.SaveChangesAsync(cancel);
        var file = new OwnDataFile(settings.HubName, me.Name, clock.Now(), await Known(context.RequestServices, me, T, cancel));
        return posted["act"] == "json"
            ? Results.File(Encoding.UTF8.GetBytes(file.Json()), "application/json", $"meent-{clock.Today():yyyy-MM-dd}.json")
            : Results.File(Encoding.UTF8.GetBytes(file.Html(T)), "text/html; charset=utf-8", $"meent-{clock.Today():yyyy-MM-dd}.html");
    }

    /// <summary>Only what there is: a section without anything in it says so on the page.</summary>
    private static Task<IReadOnlyList<KnownSection>> Known(IServiceProvider services, Me me, Texts T, CancellationToken cancel) =>
        Forgetting.Read(services, new DataSubject(me.Id, me.Name, me.Email), T, cancel);
}
