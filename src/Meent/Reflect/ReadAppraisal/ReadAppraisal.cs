using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Reflect.Appraise;
using Meent.Reflect.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.ReadAppraisal;

/// <summary>A finished appraisal beside the one before; what is being worked on opens where there is something left to judge.</summary>
internal static class ReadAppraisal
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/appraisals/{id:guid}", Show).RequireAuthorization();

    private static async Task<IResult> Show(Guid id, HubDb db, Me me, InstrumentLibrary library, IEnumerable<LadderHelp> sources, CancellationToken cancel)
    {
        if (await Appraisals.Find(db, me, id, library, cancel) is not { } mine) return Page.NotFound();
        if (mine.Ladder is not { } ladder) return AppraisalRefusedPage.Of(mine, new LadderIsGone());
        if (mine.Appraisal.FinishedAt is not { } finished) return Redirect.To(OpenPart(mine, ladder));
        var (place, instrument) = (mine.Appraisal.PlaceId, mine.Appraisal.InstrumentId);
        var others = await db.Read<Appraisal>().Where(a => a.PlaceId == place && a.InstrumentId == instrument && a.FinishedAt != null && a.Id != id).OrderByDescending(a => a.FinishedAt).ToListAsync(cancel);
        var standing = PlaceStanding.Of(ladder, mine.Appraisal);
        var before = others.FirstOrDefault(a => a.FinishedAt < finished && Clock.Day(a.FinishedAt.Value) < Clock.Day(finished));
        var since = before is not null && library.Ladder(before.InstrumentId, before.InstrumentVersion) is { } then ? Since.Of(standing, PlaceStanding.Of(then, before)) : null;
        return Page.Of<AppraisalPage>(new AppraisalPage.Shown(mine, ladder, standing, since, others, Help(ladder, standing, sources)));
    }

    /// <summary>The areas to begin with, each with what other modules propose to do.</summary>
    private static IReadOnlyList<(AreaStanding Area, IReadOnlyList<HelpProposed> Proposed)> Help(Ladder ladder, PlaceStanding standing, IEnumerable<LadderHelp> sources) =>
    [
        .. from area in AppraisalFindings.BeginWith(standing)
           let wanted = new HelpWanted(ladder.Id, ladder.Framework, area.Area.Id, area.Now!.Value, ladder.Steps)
           select (area, (IReadOnlyList<HelpProposed>)[.. sources.OrderBy(s => s.Order).SelectMany(s => s.Propose(wanted))]),
    ];

    private static string OpenPart(MyAppraisal mine, Ladder ladder)
    {
        var all = Judgements.Read(mine.Appraisal.Content);
        return ladder.Areas.FirstOrDefault(a => a.Items.Any(i => all.GetValueOrDefault(i.Id)?.Now is null)) is { } open ? mine.AreaPath(open.Id) : $"{mine.Path}/finish";
    }
}
