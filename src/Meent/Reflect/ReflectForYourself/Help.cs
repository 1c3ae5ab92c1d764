using Meent.Design;

namespace Meent.Reflect.ReflectForYourself;

/// <summary>What helps in the areas with most room to grow: the framework's suggestions, and what other modules offer.</summary>
/// <param name="Links">to material, courses, practice; empty where nobody offers any</param>
public sealed record Help(AreaStanding Area, IReadOnlyList<SiteLink> Links)
{
    internal static async Task<IReadOnlyList<Help>> For(Standing standing, IEnumerable<LadderHelp> sources, HttpContext context)
    {
        var helps = new List<Help>();
        foreach (var area in standing.ToGrow)
        {
            var wanted = new HelpWanted(standing.Ladder.Framework, area.Area.Id, [.. area.Lowest.Select(i => i.Item.Ref ?? i.Item.Id)], area.Usual);
            var links = new List<SiteLink>();
            foreach (var source in sources.OrderBy(s => s.Order)) links.AddRange(await source.Offer(context, wanted));
            helps.Add(new(area, links));
        }
        return helps;
    }
}
