using Meent.Foundation.Web;

namespace Meent.Places;

public sealed partial class PlaceTree
{
    /// <summary>One place goes into another on a day: it closes, and what belonged to it belongs to the other from then on.</summary>
    /// <remarks>A place that closed before can be merged as well: then only the way to the other is new.</remarks>
    public TreeDecision Merge(Guid from, Guid into, DateOnly on)
    {
        if (from == into) return new TreeRefused(new PlaceMergesIntoItself());
        if (Gone(from) is not null) return new TreeRefused(new PlaceIsMerged());
        if (up[(from, LinkRole.Merged)].Select(l => l.ValidTo).Max() is { } back && back > on) return new TreeRefused(new PlaceHasLaterChange(back));
        if (Of(into).ClosedOn is { } ended) return new TreeRefused(new PlaceIsClosed(ended));
        if (Unfit(into, on) is { } why) return new TreeRefused(why);
        if (Belonging.Any(r => WouldBeAboveItself(from, r, into, on))) return new TreeRefused(new PlaceWouldBeAboveItself());
        var end = Of(from).ClosedOn is { } closed && closed <= on ? TreeChanged.Nothing : End(from, on);
        if (end is not TreeChanged ending) return end;
        var below = down[from].Where(l => Belonging.Contains(l.Role) && (l.ValidTo is null || l.ValidTo > on)).ToLookup(l => l.ValidFrom < on);
        return ending with
        {
            Added = [New(from, LinkRole.Merged, on, into), .. below[true].Select(l => New(l.PlaceId, l.Role, on, into, l.ValidTo))],
            Altered = [.. ending.Altered, .. below[true].Select(l => Link(l, from, on)), .. below[false].Select(l => Link(l, into, l.ValidTo))],
        };
    }

    /// <summary>Takes back a closure or merger: as if it had not been where it was of the same day, else as a new fact from a day on.</summary>
    /// <remarks>The place belongs again to what it belonged to last, or to what that went into.</remarks>
    public TreeDecision Reopen(Guid place, DateOnly on)
    {
        if (Of(place).ClosedOn is not { } closed) return new TreeRefused(new PlaceIsOpen());
        // What lies ahead can be taken back as well: it changes no day before its own.
        var gone = Gone(place);
        return Again(place, closed, gone, new[] { on, closed, gone?.ValidFrom ?? on }.Max());
    }

    private TreeDecision Again(Guid place, DateOnly closed, PlaceLink? gone, DateOnly on)
    {
        var last = Belonging.Select(r => up[(place, r)].Where(l => l.ValidTo == closed).MaxBy(l => l.ValidFrom)).OfType<PlaceLink>().ToList();
        var parents = last.ToDictionary(l => l.Role, l => Survivor(l.ParentId, on));
        if (parents.Values.Any(p => Unfit(p, on) is not null)) return new TreeRefused(new ParentMustReopenFirst());
        if (last.Any(l => WouldBeAboveItself(place, l.Role, parents[l.Role], on))) return new TreeRefused(new PlaceWouldBeAboveItself());
        // Of the same day, and with the same parent: the closure never was. A link of that very day held on none before.
        var same = last.Where(l => closed == on && (parents[l.Role] == l.ParentId || l.ValidFrom == on)).ToList();
        var never = gone is not null && gone.ValidFrom == on;
        var back = never ? Back(place, gone!.ParentId, parents, on) : TreeChanged.Nothing;
        return new TreeChanged(
            [.. last.Except(same).Select(l => New(place, l.Role, on, parents[l.Role]))],
            [.. never ? [gone!] : Array.Empty<PlaceLink>(), .. back.Removed],
            [.. gone is null || never ? Array.Empty<PlaceLink>() : [Link(gone, gone.ParentId, on)], .. back.Altered, .. same.Select(l => Link(l, parents[l.Role], null))])
        {
            Lives = [Of(place) with { ClosedOn = null }],
            Past = closed == on ? null : new PastClosure { PlaceId = place, ClosedOn = closed, ReopenedOn = on },
        };
    }

    /// <summary>What a merger of the same day took along comes back; but what the place would be below by now stays where it is.</summary>
    private TreeChanged Back(Guid place, Guid survivor, Dictionary<string, Guid> parents, DateOnly on)
    {
        var taken = down[place].Where(was => Belonging.Contains(was.Role) && was.ValidTo == on && !(parents.TryGetValue(was.Role, out var above) && WouldBeAboveItself(was.PlaceId, was.Role, above, on)))
            .SelectMany(was => up[(was.PlaceId, was.Role)].Where(now => now.ValidFrom == on && now.ParentId == survivor), (was, now) => (was, now)).ToList();
        return new TreeChanged([], [.. taken.Select(t => t.now)], [.. taken.Select(t => Link(t.was, place, t.now.ValidTo))]);
    }

    private PlaceLink? Gone(Guid place) => up[(place, LinkRole.Merged)].FirstOrDefault(l => l.ValidTo is null);
}
