using Meent.Foundation.Localisation;

namespace Meent.Places.ShowPlace;

/// <summary>Something that happened to a place, in a sentence.</summary>
/// <param name="Text">with \u0001 where the first of <paramref name="Places"/> is named, \u0002 for the second</param>
public sealed record HistoryEvent(DateOnly On, string Text, IReadOnlyList<Guid> Places);

/// <summary>A school that came to a board from another, or left it for another.</summary>
public sealed record SchoolMove(Guid School, Guid Other, bool Came, DateOnly On);

/// <summary>What is known of a place's past.</summary>
/// <param name="Links">of the place itself</param>
/// <param name="Merged">of the places that went into it</param>
public sealed record HistoryFacts(
    Place Place, IReadOnlyList<PlaceLink> Links, IReadOnlyList<PlaceLink> Merged, IReadOnlyList<PastClosure> Closures, IReadOnlyList<PlaceName> Names, IReadOnlyList<SchoolMove> Moves);

/// <summary>The history of a place in words, the oldest first. Pure.</summary>
public sealed class PlaceHistory(HistoryFacts facts, DateOnly today, Texts T)
{
    private const string A = "\u0001";
    private const string B = "\u0002";

    private readonly List<HistoryEvent> events = [];

    public static IReadOnlyList<HistoryEvent> Of(HistoryFacts facts, DateOnly today, Texts T)
    {
        var history = new PlaceHistory(facts, today, T);
        history.Life();
        history.Boards();
        history.Areas();
        history.Mergers();
        foreach (var move in facts.Moves) history.Add(move.On, move.Came ? T["{0} came from {1}.", A, B] : T["{0} went to {1}.", A, B], move.School, move.Other);
        return [.. history.events.OrderBy(e => e.On)];
    }

    private void Life()
    {
        if (facts.Place.OpenedOn is { } opened) Add(opened, T["Opened."]);
        foreach (var name in facts.Names.Where(n => n is { Kind: PlaceName.Former, ValidTo: not null })) Add(name.ValidTo!.Value, T["Was called {0} until then.", name.Name]);
        foreach (var closure in facts.Closures)
        {
            if (!MergedOn(closure.ClosedOn)) Add(closure.ClosedOn, T["Closed."]);
            Add(closure.ReopenedOn, T["Opened again."]);
        }
        if (facts.Place.ClosedOn is { } closed && !MergedOn(closed)) Add(closed, closed > today ? T["Will close."] : T["Closed."]);
    }

    private void Boards()
    {
        PlaceLink? before = null;
        foreach (var link in Held(LinkRole.Board))
        {
            if (before?.ValidTo == link.ValidFrom && before.ParentId != link.ParentId)
                Add(link.ValidFrom, link.ValidFrom > today ? T["Will go from {0} to {1}.", A, B] : T["Went from {0} to {1}.", A, B], before.ParentId, link.ParentId);
            else if (before?.ValidTo != link.ValidFrom) Add(link.ValidFrom, T["Run by {0} from then on.", A], link.ParentId);
            before = link;
        }
        if (before?.ValidTo is { } end && end != facts.Place.ClosedOn) Add(end, T["No longer run by {0}.", A], before.ParentId);
    }

    private void Areas()
    {
        PlaceLink? before = null;
        foreach (var link in Held(LinkRole.Admin))
        {
            if (before?.ValidTo == link.ValidFrom && before.ParentId != link.ParentId) Add(link.ValidFrom, T["Listed under {1} instead of {0}.", A, B], before.ParentId, link.ParentId);
            before = link;
        }
        foreach (var link in Held(LinkRole.Serves)) Add(link.ValidFrom, T["Works for {0} from then on.", A], link.ParentId);
    }

    private void Mergers()
    {
        foreach (var link in Held(LinkRole.Merged))
        {
            Add(link.ValidFrom, T["Went into {0}.", A], link.ParentId);
            if (link.ValidTo is { } back) Add(back, T["Became a place of its own again."]);
        }
        foreach (var link in facts.Merged.Where(l => l.ValidTo != l.ValidFrom))
        {
            Add(link.ValidFrom, T["{0} went into it.", A], link.PlaceId);
            if (link.ValidTo is { } back) Add(back, T["{0} became a place of its own again.", A], link.PlaceId);
        }
    }

    // A link that began and ended on one day held on none.
    private IEnumerable<PlaceLink> Held(string role) => facts.Links.Where(l => l.Role == role && l.ValidTo != l.ValidFrom).OrderBy(l => l.ValidFrom);

    private bool MergedOn(DateOnly day) => Held(LinkRole.Merged).Any(l => l.ValidFrom == day);

    private void Add(DateOnly on, string text, params Guid[] places) => events.Add(new HistoryEvent(on, text, places));
}
