using System.Globalization;
using Meent.Foundation.Audit;
using Meent.Foundation.Data;
using Meent.Foundation.Web;

namespace Meent.People.FollowTrail;

/// <summary>Who did what to which place, for those who run the hub. Reading it changes nothing, and nothing can change it.</summary>
public static class OperateTrail
{
    private const int PerPage = 50;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/operate/trail", Get).RequireAuthorization();

    private static async Task<IResult> Get(Me me, HttpContext context, HubDb db, HubModel model, string? place, string? person, string? before, string? check, CancellationToken cancel)
    {
        if (!me.IsOperator) return Page.NotFound();
        var (where, who) = (Id(place), Id(person));
        // A trail of everything would be taken for the trail of what was asked for.
        if ((where is null && !string.IsNullOrEmpty(place)) || (who is null && !string.IsNullOrEmpty(person))) return Page.NotFound();
        var number = long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : (long?)null;
        var lines = await TrailLines.Read(context.RequestServices, where, who, number, PerPage + 1, cancel);
        return Page.Of<TrailPage>(new TrailPage.Shown(
            [.. lines.Take(PerPage)],
            where, who,
            lines.Count > PerPage ? lines[PerPage - 1].Entry.Number : null,
            check is null ? null : await AuditTrail.Verify(db, null, cancel),
            model));
    }

    private static Guid? Id(string? typed) => Guid.TryParse(typed, out var id) ? id : null;
}
