using Meent.Foundation.Localisation;
using Meent.Reflect.Instruments;

namespace Meent.Reflect.ReflectForYourself;

/// <summary>Where somebody stands on a ladder, area by area, and what changed since the time before.</summary>
/// <param name="Areas">those in which a level was chosen, in the order of the ladder</param>
public sealed record Standing(Ladder Ladder, IReadOnlyList<AreaStanding> Areas)
{
    /// <summary>Items with a level.</summary>
    public int Placed => Items.Count(i => i.Level is not null);

    public IEnumerable<ItemStanding> Items => Areas.SelectMany(a => a.Items);

    /// <summary>The level that was chosen most often, and how often; the lower of two that are equal. Null where none was chosen.</summary>
    public (LadderLevel Level, int Times)? MostOften =>
        Items.Where(i => i.Level is not null).GroupBy(i => i.Level!.Value).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).FirstOrDefault() is { } most
            ? (Ladder.Level(most.Key)!, most.Count())
            : null;

    /// <summary>The areas from the lowest to the highest; where two are equal, in the order of the ladder.</summary>
    public IReadOnlyList<AreaStanding> FromLowest => [.. Areas.OrderBy(a => a.Mean)];

    /// <summary>The two areas with most room to grow; those at the top everywhere have none.</summary>
    public IReadOnlyList<AreaStanding> ToGrow => [.. FromLowest.Where(a => a.Items.Any(i => i.Level < Ladder.Steps)).Take(2)];

    /// <summary>Items that are higher than the time before, lower, and the same; items that were not there or were reworded are in none.</summary>
    public (int Up, int Down, int Same) Change =>
        (Items.Count(i => i.Level > i.Before), Items.Count(i => i.Level < i.Before), Items.Count(i => i.Level is not null && i.Level == i.Before));

    /// <summary>There is something of the time before to compare with.</summary>
    public bool IsCompared => Items.Any(i => i is { Level: not null, Before: not null });

    /// <param name="before">the ladder and the marks of the time before; null where this is the first</param>
    public static Standing Of(Ladder ladder, Marks marks, (Ladder Ladder, Marks Marks)? before = null) => new(ladder,
    [
        .. from area in ladder.Areas
           let items = area.Items.Select(i => new ItemStanding(i, marks.Level(i.Id), Before(i, before), marks.Note(i.Id))).ToList()
           where items.Exists(i => i.Level is not null)
           select new AreaStanding(area, items),
    ]);

    /// <summary>Levels of two versions of an item, or of ladders with another number of levels, say nothing about each other.</summary>
    private static int? Before(LadderItem item, (Ladder Ladder, Marks Marks)? before) =>
        before is var (ladder, marks) && ladder.Item(item.Id) is { } was && was.Version == item.Version && was.Levels.Count == item.Levels.Count
            ? marks.Level(item.Id)
            : null;
}

/// <summary>One area, with a level on at least one of its items.</summary>
public sealed record AreaStanding(LadderArea Area, IReadOnlyList<ItemStanding> Items)
{
    /// <summary>Only to put areas in order: levels are steps, not amounts.</summary>
    internal double Mean => Levels.Average();

    /// <summary>The level in the middle of those that were chosen; the lower of two.</summary>
    public int Usual => Levels[(Levels.Count - 1) / 2];

    private List<int> Levels => [.. Items.Select(i => i.Level).OfType<int>().Order()];

    /// <summary>The items one can begin with: the lowest, at most two; none where all are at the top.</summary>
    public IReadOnlyList<ItemStanding> Lowest => [.. Items.Where(i => i.Next is not null).OrderBy(i => i.Level).Take(2)];
}

/// <param name="Level">null where it was left out</param>
/// <param name="Before">the level of the time before, where it can be compared</param>
public sealed record ItemStanding(LadderItem Item, int? Level, int? Before, string? Note)
{
    /// <summary>How it looks where one stands; null where it was left out.</summary>
    public LocalizedText? Here => Level is { } level ? Item.At(level) : null;

    /// <summary>How it looks one level up; null at the top, and where it was left out.</summary>
    public LocalizedText? Next => Level is { } level ? Item.At(level + 1) : null;
}
