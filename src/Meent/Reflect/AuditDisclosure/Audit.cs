using System.Collections.Concurrent;
using System.Text.Json;
using Meent.Reflect.Results;

namespace Meent.Reflect.AuditDisclosure;

/// <summary>Attacks a release, knowing what was really answered: is it what the counts allow, and does it give nothing away?</summary>
internal static class Audit
{
    /// <summary>How far around the real answers other readings are looked for, in people per answer.</summary>
    private const int Near = 2, Far = 4;

    private const int MostSeen = 200_000;

    /// <summary>Statements that are named of one report; more of them say the same.</summary>
    private const int Named = 3;

    private static readonly ConcurrentDictionary<(string Counts, int Means, int Split, int Bars), string?> Seen = new();

    /// <returns>a sentence per weakness; empty where there is none</returns>
    public static IEnumerable<string> Of(Release release, IReadOnlyList<Tally> tallies, IReadOnlyList<AreaTally> areas)
    {
        var policy = DisclosurePolicy.FromJson(null);
        var t = release.Thresholds;
        if (DisclosurePolicy.Raised(t.MeansFrom, t.SplitFrom, t.BarsFrom) is { } raised) policy = raised;
        else yield return $"It shows more than may be promised: means from {t.MeansFrom}, splits from {t.SplitFrom}, bars from {t.BarsFrom} answers.";
        var counts = Recount.Of(release, tallies, areas);
        // What people wrote is deleted when the round closes; what is shown of it is attacked apart.
        if (Differs(release with { Texts = null }, Disclosure.Decide(counts, policy)) is { } differs) yield return differs;
        foreach (var weakness in Unshown(release).Concat(Leaders(release)).Concat(Means(release)).Concat(TraceAudit.Texts(release))) yield return weakness;
        foreach (var (item, cell) in release.Items.SelectMany(i => i.Cells.Select(c => (i, c))))
        {
            if (cell.State != CellState.Shown || Counted(counts, item, cell.Audience) is not { } group) continue;
            if (group.Tally.OnScale < policy.MeansFrom) yield return $"{item.Id}, {cell.Audience}: it shows what {group.Tally.OnScale} people said.";
            else if (Known(group.Tally, group.Answered, cell.Audience, policy) is { } told) yield return $"{item.Id}, {cell.Audience}: it tells that {told}.";
        }
    }

    /// <summary>Says which statements differ, and why where it is known: bars were once rounded down to nought, also where three people stood behind one.</summary>
    private static string? Differs(Release release, Release anew)
    {
        if (release.ToJson() == anew.ToJson()) return null;
        var now = anew.Items.SelectMany(i => i.Cells.Select(c => (Key: (i.Id, i.Version, c.Audience), Cell: c))).ToDictionary(c => c.Key, c => c.Cell);
        var differing = release.Items.SelectMany(i => i.Cells.Select(c => (i.Id, Then: c, Now: now.GetValueOrDefault((i.Id, i.Version, c.Audience)))))
            .Where(c => JsonSerializer.Serialize(c.Then) != JsonSerializer.Serialize(c.Now)).ToList();
        var named = differing.Count == 0 ? "" : $" ({string.Join("; ", differing.Take(Named).Select(c => $"{c.Id}, {c.Then.Audience}"))}{(differing.Count > Named ? $" and {differing.Count - Named} more" : "")})";
        return differing.Count > 0 && differing.TrueForAll(c => c.Then.Bars?.Any(b => b.Percent == 0) == true && c.Now?.Bars?.Any(b => b.Percent == 0) != true)
            ? $"It is not what the counts of the round give now{named}: it was made before 22 November 2026, when a bar that stood for three people or more could be rounded down to 0 %. Bars now have one step at least. What was published stays; whether it tells anything is said below."
            : $"It is not what the counts of the round give{named}: somebody changed the report or the counts, or another version of this hub made it.";
    }

    private static IEnumerable<string> Unshown(Release release) =>
        from cell in release.Items.SelectMany(i => i.Cells.Select(c => (i.Id, c.Audience, c.State, Empty: c == Cells.Empty(c.Audience, c.State))))
            .Concat(release.Areas.SelectMany(a => a.Cells.Select(c => (a.Id, c.Audience, c.State, Empty: c == Cells.Empty(c.Audience, c.State, c.Asked)))))
        where cell.State != CellState.Shown && !cell.Empty
        select $"{cell.Id}, {cell.Audience}: it is not shown and holds a number.";

    private static IEnumerable<string> Leaders(Release release)
    {
        var leaders = release.Audiences.FirstOrDefault(a => a.Id == Disclosure.Leaders);
        if (leaders is { Kind: AudienceKind.Group, Answered: > 0 and < DisclosurePolicy.LeadersAlone } && release.Areas.Any(a => a.Find(leaders.Id)?.State == CellState.Shown))
            yield return "A few leaders are shown on their own.";
        if (release.Audiences.Any(a => a.Kind == AudienceKind.PartOfStaff && release.Items.Any(i => i.Find(a.Id) is not null)))
            yield return "Leaders or teachers are shown beside the staff that they are part of.";
    }

    /// <summary>The linear system of a release: the mean of an area is that of the statements shown in it and of nothing else. Any other
    /// number would be an equation in which hidden answers stand.</summary>
    private static IEnumerable<string> Means(Release release) =>
        from area in release.Areas
        from cell in area.Cells
        where cell is { State: CellState.Shown, Mean: not null }
        let shown = release.Items.Where(i => i.Area == area.Id).Select(i => i.Find(cell.Audience)).OfType<ItemCell>().Where(c => c.Mean is not null).ToList()
        where shown.Count != cell.Used || Math.Abs(Tenths(shown) - (10 * shown.Count * (decimal)cell.Mean!.Value)) > 0.05m * shown.Count
        select $"{area.Id}, {cell.Audience}: its mean is not that of the statements that are shown.";

    private static decimal Tenths(List<ItemCell> cells) => cells.Sum(c => 10 * (decimal)c.Mean!.Value);

    /// <summary>The same answers, shown in the same way, tell the same.</summary>
    internal static string? Known(ItemTally tally, int answered, string audience, DisclosurePolicy policy)
    {
        var key = (string.Join(' ', tally.Options.Skip(1).SkipLast(1)), policy.MeansFrom, policy.SplitFrom, policy.BarsFrom);
        if (Seen.Count > MostSeen) Seen.Clear();
        return Seen.GetOrAdd(key, _ => Told(tally, answered, audience, policy));
    }

    /// <summary>What the shown cell tells for certain. Readings near the real one that are shown the same are enough to see that it tells
    /// nothing; only where they are not, all are gone through.</summary>
    private static string? Told(ItemTally tally, int answered, string audience, DisclosurePolicy policy)
    {
        int[] real = [.. tally.Options.Skip(1).SkipLast(1)];
        var shown = Key(real);
        string? told = null;
        foreach (var readings in new[] { Around(real, Near), tally.OnScale < 30 ? SplitBook.Readings(tally.OnScale, real.Length) : Around(real, Far) })
        {
            told = Attack.Conclusion([.. readings.Where(r => Key(r) == shown).Select(r => r.ToArray())]);
            if (told is null) break;
        }
        return told;

        string Key(int[] counts)
        {
            var cell = Cells.Shown(audience, tally with { Options = [0, .. counts, 0] }, answered, null, policy);
            return $"{cell.Mean} {cell.Bound} {Text(cell.Split)} {Text(cell.Bars)}";
        }

        static string Text(IReadOnlyList<Share>? shares) => shares is null ? "-" : string.Join(',', shares.Select(s => s.Percent));
    }

    /// <summary>All that as many people may have answered whose counts are each at most so far from the real ones.</summary>
    private static IEnumerable<int[]> Around(int[] real, int distance) =>
        Enumerable.Range(0, real.Length - 1)
            .Aggregate(
                new[] { Array.Empty<int>() }.AsEnumerable(),
                (begun, i) => begun.SelectMany(b => Enumerable.Range(real[i] - distance, (2 * distance) + 1).Where(n => n >= 0).Select(n => (int[])[.. b, n])))
            .Select(begun => (int[])[.. begun, real.Sum() - begun.Sum()])
            .Where(reading => reading[^1] >= 0);

    private static (ItemTally Tally, int Answered)? Counted(RoundCounts counts, ReleasedItem item, string audience)
    {
        var groups = counts.Audiences.ToDictionary(a => a.Asked.Id);
        var group = audience == Disclosure.Staff ? Merging.Merge(Disclosure.Staff, groups[Disclosure.Leaders], groups[Disclosure.Teachers]) : groups.GetValueOrDefault(audience);
        var tally = group?.Items.FirstOrDefault(i => i.Item.Id == item.Id && i.Item.Version == item.Version);
        return tally is null ? null : (tally, group!.Answered);
    }
}
