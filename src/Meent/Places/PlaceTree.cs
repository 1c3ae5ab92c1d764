using Meent.Foundation.Web;

namespace Meent.Places;

/// <summary>The dated links between places, and what may be done to them. Pure: it changes nothing, it says what would change.</summary>
/// <remarks>
/// On every day a place has at most one parent in a role, nothing is above itself, and no decision changes a day before the one
/// it is made for: figures of last year keep the tree of last year.
/// </remarks>
public sealed class PlaceTree(IEnumerable<PlaceLink> links)
{
    private readonly ILookup<(Guid, string), PlaceLink> up = links.ToLookup(l => (l.PlaceId, l.Role));
    private readonly ILookup<Guid, PlaceLink> down = links.ToLookup(l => l.ParentId);

    /// <summary>The parent in a role on a day; null where there is none.</summary>
    public Guid? Parent(Guid place, string role, DateOnly on) => up[(place, role)].FirstOrDefault(l => l.HoldsOn(on))?.ParentId;

    /// <summary>Parent, grandparent and so on, nearest first.</summary>
    public IReadOnlyList<Guid> Above(Guid place, string role, DateOnly on)
    {
        var above = new List<Guid>();
        // Data that was written around this class could hold a ring; a walk must end all the same.
        for (var at = Parent(place, role, on); at is { } parent && !above.Contains(parent) && parent != place; at = Parent(parent, role, on)) above.Add(parent);
        return above;
    }

    /// <summary>Places directly below, in any role, on a day.</summary>
    public IEnumerable<Guid> Below(Guid place, DateOnly on) => down[place].Where(l => l.HoldsOn(on)).Select(l => l.PlaceId).Distinct();

    /// <summary>Gives a place its parent in a role from a day on: its first, or another one.</summary>
    public TreeDecision Move(Guid place, string role, Guid parent, DateOnly on)
    {
        var last = up[(place, role)].MaxBy(l => l.ValidFrom);
        if (last is not null && last.ValidFrom > on) return new TreeRefused(new PlaceHasLaterChange(last.ValidFrom));
        if (last is { ValidTo: null } && last.ParentId == parent) return TreeChanged.Nothing;
        if (last?.ValidTo > on) return new TreeRefused(new PlaceHasLaterChange(last.ValidTo.Value));
        if (WouldBeAboveItself(place, role, parent, on)) return new TreeRefused(new PlaceWouldBeAboveItself());
        if (IsClosed(parent)) return new TreeRefused(new ParentIsClosed());
        if (last?.ValidFrom == on) return new TreeChanged([], [], [Link(last, parent, null)]);
        var began = new PlaceLink { PlaceId = place, Role = role, ValidFrom = on, ParentId = parent };
        return new TreeChanged([began], [], last is { ValidTo: null } ? [Link(last, last.ParentId, on)] : []);
    }

    /// <summary>Ends every link of a place on a day: it belongs nowhere from then on.</summary>
    public TreeDecision Close(Guid place, DateOnly on)
    {
        var open = new[] { LinkRole.Admin, LinkRole.Board }.SelectMany(r => up[(place, r)]).Where(l => l.ValidTo is null || l.ValidTo > on).ToList();
        if (open.Where(l => l.ValidFrom > on).Select(l => (DateOnly?)l.ValidFrom).Max() is { } later) return new TreeRefused(new PlaceHasLaterChange(later));
        if (open.Select(l => l.ValidTo).Max() is { } ends) return new TreeRefused(new PlaceHasLaterChange(ends));
        var below = down[place].Where(l => l.ValidTo is null || l.ValidTo > on).Select(l => l.PlaceId).Distinct().Count();
        if (below > 0) return new TreeRefused(new PlaceHasOthersBelow(below));
        // Opened and closed on one day: it never was.
        var never = open.Where(l => l.ValidFrom == on).ToList();
        return new TreeChanged([], never, [.. open.Except(never).Select(l => Link(l, l.ParentId, on))]);
    }

    private static PlaceLink Link(PlaceLink was, Guid parent, DateOnly? to) =>
        new() { PlaceId = was.PlaceId, Role = was.Role, ValidFrom = was.ValidFrom, ParentId = parent, ValidTo = to };

    /// <summary>It had a parent in the area tree once, and the last day of that is known.</summary>
    private bool IsClosed(Guid place) => up[(place, LinkRole.Admin)].Any() && up[(place, LinkRole.Admin)].All(l => l.ValidTo is not null);

    // The new link has no end: it must hold on that day and after every change that is already planned.
    private bool WouldBeAboveItself(Guid place, string role, Guid parent, DateOnly on) =>
        place == parent || Days(role, on).Any(day => Above(parent, role, day).Contains(place));

    private IEnumerable<DateOnly> Days(string role, DateOnly on) =>
        up.Where(g => g.Key.Item2 == role).SelectMany(g => g).Select(l => l.ValidFrom).Where(d => d > on).Append(on).Distinct();
}

/// <summary>What would become of the links.</summary>
public abstract record TreeDecision;

/// <param name="Removed">links that never were in force</param>
/// <param name="Altered">links with another parent or end than before</param>
public sealed record TreeChanged(IReadOnlyList<PlaceLink> Added, IReadOnlyList<PlaceLink> Removed, IReadOnlyList<PlaceLink> Altered) : TreeDecision
{
    public static TreeChanged Nothing { get; } = new([], [], []);
}

public sealed record TreeRefused(Refusal Why) : TreeDecision;
