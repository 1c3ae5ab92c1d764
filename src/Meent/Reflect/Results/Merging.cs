namespace Meent.Reflect.Results;

/// <summary>Two audiences counted as one.</summary>
internal static class Merging
{
    public static AudienceCounts Merge(string id, AudienceCounts a, AudienceCounts b)
    {
        var items = a.Items.Concat(b.Items).GroupBy(i => (i.Item.Id, i.Item.Version))
            .Select(same => new ItemTally(same.First().Item, [.. Enumerable.Range(0, same.First().Options.Count).Select(o => same.Sum(i => i.Options[o]))]))
            .ToList();
        var areas = a.Areas.Concat(b.Areas).GroupBy(x => x.Area)
            .Select(same => new AreaCount(
                same.Key, same.Sum(x => x.Persons), same.Sum(x => x.Sum), same.Sum(x => x.SumOfSquares)));
        var asked = new AskedAudience(id, null, a.Asked.Invited + b.Asked.Invited, [.. items.Select(i => i.Item)], a.Asked.Steps);
        return new(asked, a.Answered + b.Answered, items, [.. areas]);
    }
}
