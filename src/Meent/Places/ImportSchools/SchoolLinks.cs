namespace Meent.Places.ImportSchools;

/// <summary>The links and the life of one place while an import decides on it: one decision after the other, and in the end what differs from before.</summary>
public sealed class SchoolLinks
{
    private readonly Guid place;
    private readonly PlanTree plan;
    private readonly Dictionary<(string, DateOnly), PlaceLink> before;
    private readonly Dictionary<(string, DateOnly), PlaceLink> now;

    /// <param name="plan">the places around it: nothing comes to belong to a place that has closed, or to its own parts, and a place with others below does not close</param>
    public SchoolLinks(Place place, PlanTree plan)
    {
        (this.place, this.plan) = (place.PlaceId, plan);
        Life = new PlaceLife(place.PlaceId, place.OpenedOn, place.ClosedOn);
        before = plan.Of(place.PlaceId).ToDictionary(l => (l.Role, l.ValidFrom));
        now = new(before);
    }

    public PlaceLife Life { get; private set; }

    public DateOnly? ClosedOn => Life.ClosedOn;

    /// <summary>All links, ended ones included, as they are decided.</summary>
    public IReadOnlyList<PlaceLink> Now => [.. now.Values];

    /// <summary>A closure that is over now; null where nothing reopened.</summary>
    public PastClosure? Past { get; private set; }

    public IEnumerable<PlaceLink> Added => now.Where(l => !before.ContainsKey(l.Key)).Select(l => l.Value);

    public IEnumerable<PlaceLink> Removed => before.Where(l => !now.ContainsKey(l.Key)).Select(l => l.Value);

    public IEnumerable<PlaceLink> Altered => now.Where(l => before.TryGetValue(l.Key, out var was) && (was.ParentId, was.ValidTo) != (l.Value.ParentId, l.Value.ValidTo)).Select(l => l.Value);

    public bool Moved => Added.Any() || Removed.Any() || Altered.Any();

    /// <summary>What it belongs to in a role without end; null where to nothing.</summary>
    public Guid? Parent(string role) => now.Values.FirstOrDefault(l => l.Role == role && l.ValidTo is null)?.ParentId;

    /// <summary>Nothing happens where it belongs there already, whatever the day.</summary>
    public TreeRefused? Move(string role, Guid parent, DateOnly on) => Parent(role) == parent ? null : Take(Tree([parent]).Move(place, role, parent, on));

    /// <summary>It belongs to nothing in a role from a day on.</summary>
    public TreeRefused? Leave(string role, DateOnly on) => Parent(role) is null ? null : Take(Tree([]).Leave(place, role, on));

    public TreeRefused? Close(DateOnly on) => Take(Tree([]).Close(place, on));

    /// <summary>It is open again under what it belonged to; what closed for good meanwhile is left out, and the register says what came instead.</summary>
    public TreeRefused? Reopen(DateOnly on)
    {
        List<Guid> parents = [.. now.Values.Select(l => l.ParentId)];
        var tree = Tree(parents);
        var again = tree.Reopen(place, on);
        if (again is TreeRefused { Why: ParentMustReopenFirst })
            again = Tree(parents, l => l.ValidTo != ClosedOn || plan.Life(tree.Survivor(l.ParentId, on)).ClosedOn is null).Reopen(place, on);
        return Take(again);
    }

    private PlaceTree Tree(IEnumerable<Guid> parents, Func<PlaceLink, bool>? own = null)
    {
        List<Guid> around = [.. plan.Above(parents).Where(p => p != place)];
        var links = now.Values.Where(own ?? (_ => true)).Concat(plan.Below(place)).Concat(around.SelectMany(plan.Of)).DistinctBy(l => (l.PlaceId, l.Role, l.ValidFrom));
        return new PlaceTree(links, around.Select(plan.Life).Append(Life));
    }

    private TreeRefused? Take(TreeDecision decision)
    {
        if (decision is not TreeChanged changed) return decision as TreeRefused;
        foreach (var link in changed.Removed) now.Remove((link.Role, link.ValidFrom));
        foreach (var link in changed.Added.Concat(changed.Altered)) now[(link.Role, link.ValidFrom)] = link;
        if (changed.Lives.FirstOrDefault(l => l.PlaceId == place) is { } lives) Life = lives;
        Past = changed.Past ?? Past;
        return null;
    }
}
