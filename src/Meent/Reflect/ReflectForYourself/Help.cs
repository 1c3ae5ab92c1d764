using Meent.Design;

namespace Meent.Reflect.ReflectForYourself;

/// <summary>What helps in the areas with most room to grow: the framework's suggestions, and what other modules propose.</summary>
/// <param name="Proposed">things to do with others; empty where nobody proposes any</param>
/// <param name="Ways">where the reader can begin with one of them</param>
public sealed record Help(AreaStanding Area, IReadOnlyList<HelpProposed> Proposed, IReadOnlyList<SiteLink> Ways)
{
    /// <param name="context">null where nothing of the result is stored: a way from there would lose it</param>
    internal static async Task<IReadOnlyList<Help>> For(Standing standing, IEnumerable<LadderHelp> sources, HttpContext? context)
    {
        var helps = new List<Help>();
        foreach (var area in standing.ToGrow)
        {
            var wanted = new HelpWanted(standing.Ladder.Id, standing.Ladder.Framework, area.Area.Id, area.Usual, standing.Ladder.Steps);
            var (proposed, ways) = (new List<HelpProposed>(), new List<SiteLink>());
            foreach (var source in sources.OrderBy(s => s.Order))
            {
                proposed.AddRange(source.Propose(wanted));
                if (context is not null) ways.AddRange(await source.Ways(context, wanted));
            }
            helps.Add(new(area, proposed, ways));
        }
        return helps;
    }
}
