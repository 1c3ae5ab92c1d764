namespace Meent.Places.ImportSchools;

/// <summary>Links and lives around the places of one part of an import, as they are after everything that was decided so far.</summary>
public sealed class PlanTree(KnownPlaces known)
{
    private readonly Dictionary<Guid, IReadOnlyList<PlaceLink>> links = [];
    private readonly Dictionary<Guid, PlaceLife> lives = [];
    private readonly Dictionary<Guid, HashSet<Guid>> came = [];

    public PlaceLife Life(Guid place) => lives.GetValueOrDefault(place) ?? known.Lives.GetValueOrDefault(place) ?? new PlaceLife(place, null, null);

    public IEnumerable<PlaceLink> Of(Guid place) => links.TryGetValue(place, out var now) ? now : known.Links[place];

    /// <summary>Links of what belongs to a place.</summary>
    public IEnumerable<PlaceLink> Below(Guid place)
    {
        var before = known.Below[place].Where(l => !links.ContainsKey(l.PlaceId));
        return came.TryGetValue(place, out var some) ? before.Concat(some.SelectMany(s => links[s]).Where(l => l.ParentId == place)) : before;
    }

    /// <summary>These places and all that is or was above them, with what they went into.</summary>
    public IReadOnlySet<Guid> Above(IEnumerable<Guid> places)
    {
        var (above, next) = (new HashSet<Guid>(), new Queue<Guid>(places));
        while (next.TryDequeue(out var place))
            if (above.Add(place))
                foreach (var link in Of(place)) next.Enqueue(link.ParentId);
        return above;
    }

    /// <summary>Keeps what was decided on one place.</summary>
    public void Set(PlaceLife life, IReadOnlyList<PlaceLink> now)
    {
        (lives[life.PlaceId], links[life.PlaceId]) = (life, now);
        foreach (var link in now)
        {
            if (!came.TryGetValue(link.ParentId, out var some)) came[link.ParentId] = some = [];
            some.Add(life.PlaceId);
        }
    }
}
