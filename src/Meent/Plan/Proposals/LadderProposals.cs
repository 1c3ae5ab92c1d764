using Meent.Design;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Meent.Reflect;

namespace Meent.Plan.Proposals;

/// <summary>Proposals for measures, where somebody reads how they or their place stand on a ladder.</summary>
internal static class LadderProposals
{
    /// <summary>Proposals for one area, and places for which the reader can make one an objective: more are no help.</summary>
    private const int Most = 2, MostPlaces = 3;

    /// <summary>For the step on which they stand and the one after it.</summary>
    public static IReadOnlyList<HelpProposed> Of(ProposalLibrary library, HelpWanted wanted) => [.. Measures(library, wanted).Select(m => new HelpProposed(m.Title, m.Why))];

    /// <summary>To the form that makes them an objective: for each of a few places at which the reader holds a role and makes plans. Of a board that is the board: its schools have plans of their own.</summary>
    public static async Task<IReadOnlyList<SiteLink>> Ways(HttpContext context, HelpWanted wanted)
    {
        TService Get<TService>() where TService : notnull => context.RequestServices.GetRequiredService<TService>();
        var (me, T, today) = (Me.Of(context), Get<Texts>(), Get<TimeProvider>().Today());
        if (me.Roles.Count == 0 || Measures(Get<ProposalLibrary>(), wanted).Count == 0) return [];
        var mine = (await Get<PlaceDirectory>().Some([.. me.Roles.Where(r => r is { Role: >= Role.Leader, Through: null, PartOf: null }).Select(r => r.PlaceId).Distinct()], context.RequestAborted)).Values.Where(p => p.IsOpenOn(today)).ToList();
        var at = await Get<PlanDoor>().At(mine, me, context.RequestAborted);
        return
        [
            .. mine.Where(p => at[p.PlaceId].MayMake).OrderBy(p => p.Name, StringComparer.Create(T.Culture, true)).Take(MostPlaces)
                .Select(p => new SiteLink(T["Make this an objective of {0}", p.Name], MakeObjective.MakeObjective.Path(p.PlaceId, wanted.Ladder, wanted.Area))),
        ];
    }

    private static List<ProposedMeasure> Measures(ProposalLibrary library, HelpWanted wanted) =>
        [.. library.For(wanted.Framework, wanted.Area)?.Onward(ProposalLevel.Of(wanted.Level, wanted.Levels)).Take(Most) ?? []];
}
