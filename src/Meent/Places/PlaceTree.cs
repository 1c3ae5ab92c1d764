using Meent.Foundation.Web;

namespace Meent.Places;

/// <summary>The days on which a place opened and closed; null where unknown or not yet.</summary>
public sealed record PlaceLife(Guid PlaceId, DateOnly? OpenedOn, DateOnly? ClosedOn);

/// <summary>The dated links between places, and what may be done to them. Pure: it changes nothing, it says what would change.</summary>
/// <remarks>
/// On every day a place has at most one parent in a role, nothing is above itself, and no decision changes a day before the one
/// it is made for: figures of last year keep the tree of last year.
/// </remarks>
public sealed partial class PlaceTree(IEnumerable<PlaceLink> links, IEnumerable<PlaceLife>? lives = null)
{
    // What a place belongs to; into what it was merged is no belonging.
    private static readonly string[] Belonging = [LinkRole.Admin, LinkRole.Board, LinkRole.Serves, LinkRole.Part];

    private readonly ILookup<(Guid, string), PlaceLink> up = links.ToLookup(l => (l.PlaceId, l.Role));
    private readonly ILookup<Guid, PlaceLink> down = links.ToLookup(l => l.ParentId);
    private readonly Dictionary<Guid, PlaceLife> life = (lives ?? []).ToDictionary(l => l.PlaceId);

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
    public IEnumerable<Guid> Below(Guid place, DateOnly on) => down[place].Where(l => l.Role != LinkRole.Merged && l.HoldsOn(on)).Select(l => l.PlaceId).Distinct();

    /// <summary>Where a place is after all its mergers by a day; the place itself where it was not merged.</summary>
    public Guid Survivor(Guid place, DateOnly on) => Above(place, LinkRole.Merged, on) is [.., var last] ? last : place;

    /// <summary>Gives a place its parent in a role from a day on: its first, or another one.</summary>
    public TreeDecision Move(Guid place, string role, Guid parent, DateOnly on)
    {
        var last = up[(place, role)].MaxBy(l => l.ValidFrom);
        if (Of(place).ClosedOn is { } closed) return new TreeRefused(new PlaceIsClosed(closed));
        if (last is not null && last.ValidFrom > on) return new TreeRefused(new PlaceHasLaterChange(last.ValidFrom));
        if (last is { ValidTo: null } && last.ParentId == parent) return TreeChanged.Nothing;
        if (last?.ValidTo > on) return new TreeRefused(new PlaceHasLaterChange(last.ValidTo.Value));
        if (WouldBeAboveItself(place, role, parent, on)) return new TreeRefused(new PlaceWouldBeAboveItself());
        if (Unfit(parent, on) is { } why) return new TreeRefused(why);
        if (last?.ValidFrom == on) return new TreeChanged([], [], [Link(last, parent, null)]);
        return new TreeChanged([New(place, role, on, parent)], [], last is { ValidTo: null } ? [Link(last, last.ParentId, on)] : []);
    }

    /// <summary>Ends what a place belongs to in a role: from a day on it belongs to nothing in it.</summary>
    public TreeDecision Leave(Guid place, string role, DateOnly on)
    {
        var last = up[(place, role)].MaxBy(l => l.ValidFrom);
        if (Of(place).ClosedOn is { } closed) return new TreeRefused(new PlaceIsClosed(closed));
        if (last is null || last.ValidTo <= on) return TreeChanged.Nothing;
        if (last.ValidFrom > on) return new TreeRefused(new PlaceHasLaterChange(last.ValidFrom));
        if (last.ValidTo is { } ends) return new TreeRefused(new PlaceHasLaterChange(ends));
        return last.ValidFrom == on ? new TreeChanged([], [last], []) : new TreeChanged([], [], [Link(last, last.ParentId, on)]);
    }

    /// <summary>Opens a place that was not there before, with its parents from that day on.</summary>
    public TreeDecision Open(Guid place, DateOnly on, params (string Role, Guid Parent)[] parents)
    {
        if (life.ContainsKey(place) || Belonging.Any(r => up[(place, r)].Any())) return new TreeRefused(new PlaceIsThere());
        if (parents.Any(p => p.Parent == place)) return new TreeRefused(new PlaceWouldBeAboveItself());
        if (parents.Select(p => Unfit(p.Parent, on)).OfType<Refusal>().FirstOrDefault() is { } why) return new TreeRefused(why);
        return new TreeChanged([.. parents.Select(p => New(place, p.Role, on, p.Parent))], [], []) { Lives = [new PlaceLife(place, on, null)] };
    }

    /// <summary>Closes a place on a day: it belongs nowhere from then on.</summary>
    public TreeDecision Close(Guid place, DateOnly on)
    {
        var below = down[place].Where(l => l.Role is LinkRole.Admin or LinkRole.Board && (l.ValidTo is null || l.ValidTo > on)).Select(l => l.PlaceId).Distinct().Count();
        var end = End(place, on);
        return end is TreeChanged && below > 0 ? new TreeRefused(new PlaceHasOthersBelow(below)) : end;
    }

    /// <summary>The end of a life and of every link upwards, on a day.</summary>
    private TreeDecision End(Guid place, DateOnly on)
    {
        if (Of(place).ClosedOn is { } closed) return new TreeRefused(new PlaceIsClosed(closed));
        if (Of(place).OpenedOn is { } opens && opens > on) return new TreeRefused(new PlaceHasLaterChange(opens));
        var open = Belonging.SelectMany(r => up[(place, r)]).Where(l => l.ValidTo is null || l.ValidTo > on).ToList();
        if (open.Where(l => l.ValidFrom > on).Select(l => (DateOnly?)l.ValidFrom).Max() is { } later) return new TreeRefused(new PlaceHasLaterChange(later));
        if (open.Select(l => l.ValidTo).Max() is { } ends) return new TreeRefused(new PlaceHasLaterChange(ends));
        // Opened and closed on one day: a link that held on no day stays, so that the closure can be taken back.
        return new TreeChanged([], [], [.. open.Select(l => Link(l, l.ParentId, on))]) { Lives = [Of(place) with { ClosedOn = on }] };
    }

    private PlaceLife Of(Guid place) => life.GetValueOrDefault(place) ?? new PlaceLife(place, null, null);

    private static PlaceLink New(Guid place, string role, DateOnly on, Guid parent, DateOnly? to = null) =>
        new() { PlaceId = place, Role = role, ValidFrom = on, ParentId = parent, ValidTo = to };

    private static PlaceLink Link(PlaceLink was, Guid parent, DateOnly? to) => New(was.PlaceId, was.Role, was.ValidFrom, parent, to);

    /// <summary>Why nothing can belong to a place from a day on: a link without end needs a parent without end.</summary>
    private Refusal? Unfit(Guid parent, DateOnly on)
    {
        if (Of(parent).ClosedOn is not null) return new ParentIsClosed();
        var opens = new[] { Of(parent).OpenedOn, up[(parent, LinkRole.Merged)].Select(l => l.ValidTo).Max() }.Max();
        return opens > on ? new ParentOpensLater(opens.Value) : null;
    }

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

    /// <summary>Places that open, close or reopen.</summary>
    public IReadOnlyList<PlaceLife> Lives { get; init; } = [];

    /// <summary>A closure that is over; null where nothing reopens on a later day.</summary>
    public PastClosure? Past { get; init; }
}

public sealed record TreeRefused(Refusal Why) : TreeDecision;
