namespace Meent.Reflect.AuditDisclosure;

/// <summary>A figure over several sources (schools, small groups) that somebody can read, now or in an earlier edition.</summary>
/// <param name="Where">for the sentence: "area X, edition 2"</param>
/// <param name="Sources">whose numbers are added up in it</param>
public sealed record PublishedSum(string Where, IReadOnlyCollection<Guid> Sources);

/// <summary>Solves all sums over the same statement together: is there one or two sources whose number follows?</summary>
/// <remarks>Two, because one of the two knows its own number.</remarks>
public static class PublishedSums
{
    /// <summary>Sources that must stand behind everything that can be derived.</summary>
    public const int Fewest = 3;

    /// <returns>the sources, one or two at a time, of which a number can be derived</returns>
    public static IReadOnlyList<IReadOnlyList<Guid>> Attack(IReadOnlyList<PublishedSum> sums)
    {
        // Sources that are in the same sums are one column: nothing tells them apart.
        var memberships = new Dictionary<Guid, List<int>>();
        for (var i = 0; i < sums.Count; i++)
            foreach (var source in sums[i].Sources.Distinct())
            {
                if (!memberships.TryGetValue(source, out var of)) memberships[source] = of = [];
                of.Add(i);
            }
        var columns = memberships.GroupBy(m => string.Join(',', m.Value)).Select(g => (Sums: g.First().Value, Sources: g.Select(m => m.Key).ToList())).ToList();
        var system = new LinearSystem();
        var inSum = new List<int>[sums.Count];
        for (var c = 0; c < columns.Count; c++)
            foreach (var sum in columns[c].Sums) (inSum[sum] ??= []).Add(c);
        foreach (var sum in inSum) if (sum is not null) system.Know(sum);
        return [.. system.Derived(c => columns[c].Sources.Count, Fewest - 1).Select(d => (IReadOnlyList<Guid>)[.. d.SelectMany(c => columns[c].Sources)])];
    }
}
