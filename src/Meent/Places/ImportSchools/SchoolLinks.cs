namespace Meent.Places.ImportSchools;

/// <summary>The links and the life of one place while an import decides on it: one decision after the other, and in the end what differs from before.</summary>
public sealed class SchoolLinks
{
    private readonly Guid place;
    private readonly Dictionary<(string, DateOnly), PlaceLink> before;
    private readonly IReadOnlyList<PlaceLink> below;
    private readonly Dictionary<(string, DateOnly), PlaceLink> now;
    private PlaceLife life;

    /// <param name="links">of the place, ended ones included</param>
    /// <param name="below">links of what belongs to it: a place with others below does not close</param>
    public SchoolLinks(Place place, IEnumerable<PlaceLink> links, IEnumerable<PlaceLink> below)
    {
        this.place = place.PlaceId;
        this.below = [.. below];
        life = new PlaceLife(place.PlaceId, place.OpenedOn, place.ClosedOn);
        before = links.ToDictionary(l => (l.Role, l.ValidFrom));
        now = new(before);
    }

    public DateOnly? ClosedOn => life.ClosedOn;

    /// <summary>A closure that is over now; null where nothing reopened.</summary>
    public PastClosure? Past { get; private set; }

    public IEnumerable<PlaceLink> Added => now.Where(l => !before.ContainsKey(l.Key)).Select(l => l.Value);

    public IEnumerable<PlaceLink> Removed => before.Where(l => !now.ContainsKey(l.Key)).Select(l => l.Value);

    public IEnumerable<PlaceLink> Altered => now.Where(l => before.TryGetValue(l.Key, out var was) && (was.ParentId, was.ValidTo) != (l.Value.ParentId, l.Value.ValidTo)).Select(l => l.Value);

    public bool Moved => Added.Any() || Removed.Any() || Altered.Any();

    /// <summary>Nothing happens where it belongs there already, whatever the day.</summary>
    public TreeRefused? Move(string role, Guid parent, DateOnly on) =>
        now.Values.Any(l => l.Role == role && l.ParentId == parent && l.ValidTo is null) ? null : Take(Tree.Move(place, role, parent, on));

    public TreeRefused? Close(DateOnly on) => Take(Tree.Close(place, on));

    public TreeRefused? Reopen(DateOnly on) => Take(Tree.Reopen(place, on));

    private PlaceTree Tree => new(now.Values.Concat(below), [life]);

    private TreeRefused? Take(TreeDecision decision)
    {
        if (decision is not TreeChanged changed) return decision as TreeRefused;
        foreach (var link in changed.Removed) now.Remove((link.Role, link.ValidFrom));
        foreach (var link in changed.Added.Concat(changed.Altered)) now[(link.Role, link.ValidFrom)] = link;
        if (changed.Lives.FirstOrDefault(l => l.PlaceId == place) is { } lives) life = lives;
        Past = changed.Past ?? Past;
        return null;
    }
}
