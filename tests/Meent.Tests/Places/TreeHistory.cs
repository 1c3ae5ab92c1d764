using Meent.Places;

namespace Meent.Tests.Places;

/// <summary>What the tables of places would hold after a row of decisions.</summary>
internal sealed record TreeHistory(IReadOnlyList<PlaceLink> Links, IReadOnlyList<PlaceLife> Lives, IReadOnlyList<PastClosure> Closures)
{
    public static TreeHistory Nothing { get; } = new([], [], []);

    public PlaceTree Tree { get; } = new(Links, Lives);

    public TreeHistory After(TreeDecision decision)
    {
        if (decision is not TreeChanged changed) return this;
        static (Guid, string, DateOnly) Key(PlaceLink l) => (l.PlaceId, l.Role, l.ValidFrom);
        // Two rows of one key in any of the lists would be refused by the table.
        var gone = changed.Removed.Concat(changed.Altered).ToDictionary(Key).Keys.ToHashSet();
        Assert.Superset(gone, Links.Select(Key).ToHashSet());
        var links = Links.Where(l => !gone.Contains(Key(l))).Concat(changed.Altered).Concat(changed.Added).ToDictionary(Key).Values;
        var lives = changed.Lives.ToDictionary(l => l.PlaceId);
        return new TreeHistory([.. links], [.. Lives.Where(l => !lives.ContainsKey(l.PlaceId)), .. lives.Values], changed.Past is { } past ? [.. Closures, past] : Closures);
    }

    public bool IsOpen(Guid place, DateOnly day) => Lives.SingleOrDefault(l => l.PlaceId == place) is { } life
        && life.OpenedOn <= day && (life.ClosedOn is null || day < life.ClosedOn) && !Closures.Any(c => c.PlaceId == place && c.ClosedOn <= day && day < c.ReopenedOn);
}
