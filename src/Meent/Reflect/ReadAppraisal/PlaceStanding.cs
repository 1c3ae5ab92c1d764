using Meent.Foundation.Time;
using Meent.Reflect.Appraise;
using Meent.Reflect.Instruments;

namespace Meent.Reflect.ReadAppraisal;

/// <summary>Where a place was judged to stand: by area and by item.</summary>
/// <param name="On">the day on which it was finished, or last saved</param>
public sealed record PlaceStanding(DateOnly On, string Authors, IReadOnlyList<AreaStanding> Areas)
{
    public IEnumerable<ItemStanding> Items => Areas.SelectMany(a => a.Items);

    /// <summary>Areas of which at least one item has a level.</summary>
    public IReadOnlyList<AreaStanding> Judged => [.. Areas.Where(a => a.Now is not null)];

    /// <param name="ladder">in the version that was answered</param>
    public static PlaceStanding Of(Ladder ladder, Appraisal appraisal)
    {
        var all = Judgements.Read(appraisal.Content);
        return new(
            Clock.Day(appraisal.FinishedAt ?? appraisal.SavedAt),
            appraisal.Authors,
            [.. ladder.Areas.Select(a => new AreaStanding(a, [.. a.Items.Select(i => new ItemStanding(i, all.GetValueOrDefault(i.Id) ?? new(null)))]))]);
    }
}

/// <summary>An area: the plain mean of the levels of its items that were judged.</summary>
public sealed record AreaStanding(LadderArea Area, IReadOnlyList<ItemStanding> Items)
{
    /// <summary>Mean level now, 1 to the number of levels; null where nothing was judged.</summary>
    public double? Now => Mean(Items.Select(i => i.Said.Now));

    /// <summary>
    /// Mean level wanted over the same items as <see cref="Now"/>: an item without a wish stays where it is. Null where no item has a wish, so that it
    /// can be told from a wish to stay.
    /// </summary>
    public double? Wanted => Items.Any(i => i.Said is { Now: not null, Wanted: not null }) ? Mean(Items.Select(i => i.Said.Now is null ? null : i.Said.Wanted ?? i.Said.Now)) : null;

    public int Judged => Items.Count(i => i.Said.Now is not null);

    private static double? Mean(IEnumerable<int?> levels) => levels.Average();
}

/// <param name="Said">empty where nothing was said</param>
public sealed record ItemStanding(LadderItem Item, Judgement Said);

/// <summary>An item in two appraisals.</summary>
/// <param name="Was">level in the earlier one</param>
/// <param name="Now">level in the later one</param>
public sealed record ItemMove(LadderItem Item, int Was, int Now);

/// <summary>What moved between two appraisals of a place by the same ladder.</summary>
/// <param name="Before">the earlier one</param>
/// <param name="Moves">items with a level in both and the same wording, in the order of the ladder</param>
/// <param name="Reworded">how many items have a level in both, and other words since</param>
public sealed record Since(PlaceStanding Before, IReadOnlyList<ItemMove> Moves, int Reworded)
{
    public IReadOnlyList<ItemMove> Up => [.. Moves.Where(m => m.Now > m.Was)];

    public IReadOnlyList<ItemMove> Down => [.. Moves.Where(m => m.Now < m.Was)];

    public int Same => Moves.Count(m => m.Now == m.Was);

    public static Since Of(PlaceStanding now, PlaceStanding before)
    {
        var earlier = before.Items.Where(i => i.Said.Now is not null).ToDictionary(i => i.Item.Id);
        var both = now.Items.Where(i => i.Said.Now is not null && earlier.ContainsKey(i.Item.Id)).ToLookup(i => i.Item.Version == earlier[i.Item.Id].Item.Version);
        return new(before, [.. both[true].Select(i => new ItemMove(i.Item, earlier[i.Item.Id].Said.Now!.Value, i.Said.Now!.Value))], both[false].Count());
    }

    /// <summary>The mean that an area had, where all that is judged in it now was judged then in the same words; null else, for then the two means are of different things.</summary>
    public double? Was(AreaStanding area)
    {
        var then = Before.Areas.FirstOrDefault(a => a.Area.Id == area.Area.Id);
        var now = area.Items.Where(i => i.Said.Now is not null).Select(i => (i.Item.Id, i.Item.Version)).ToHashSet();
        return then is not null && now.Count > 0 && now.SetEquals(then.Items.Where(i => i.Said.Now is not null).Select(i => (i.Item.Id, i.Item.Version))) ? then.Now : null;
    }
}
