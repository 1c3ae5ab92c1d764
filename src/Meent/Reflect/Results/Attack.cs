namespace Meent.Reflect.Results;

/// <summary>What somebody can tell for certain of the answers to one item, from all the ways in which people may have answered that fit
/// what is shown. More readings never tell more.</summary>
internal static class Attack
{
    private static readonly string[] Agreement = ["disagree", "partly agree", "agree"], Levels = ["on levels 1 and 2", "on levels 3 and 4", "on levels 5 and 6"];

    /// <summary>The first thing that can be told and must not be; null where there is none.</summary>
    /// <param name="readings">people per step, the same number of people in each; at least one reading</param>
    /// <remarks>
    /// Under 30 people it must stay open how many gave each answer, under 10 also how many are in each group of a split (disagree,
    /// partly agree, agree); with more people only whether one or two people, who are shown as "few", are one, or two, or nobody. And never may a
    /// reader, or one of those who answered, learn that all (others) are of one mind: then they know what each of them said.
    /// </remarks>
    public static string? Conclusion(IReadOnlyList<int[]> readings)
    {
        int n = readings[0].Sum(), steps = readings[0].Length;
        var names = steps == Coding.Agreement ? Agreement : Levels;
        var groups = readings.Select(r => Coding.Split(r)).ToList();
        for (var i = 0; i < steps; i++)
        {
            if (Known(readings, i) is { } count && (n < 30 || count is 1 or 2)) return $"{count} of {n} answered {i + 1}";
        }
        for (var i = 0; i < groups[0].Length; i++)
        {
            if (Known(groups, i) is { } count && (n < 10 || count is 1 or 2)) return $"{count} of {n} {names[i]}";
        }
        for (var own = -1; own < steps; own++)
        {
            if (OfOneMind(readings, groups, own, n) is not { } mind) continue;
            return own < 0 ? $"all {n} {names[mind]}" : $"whoever answered {own + 1} knows that the other {n - 1} {names[mind]}";
        }
        return null;
    }

    private static int? Known(IReadOnlyList<int[]> readings, int i)
    {
        for (var r = 1; r < readings.Count; r++)
        {
            if (readings[r][i] != readings[0][i]) return null;
        }
        return readings[0][i];
    }

    /// <summary>The group in which all others are for somebody who gave the answer <paramref name="own"/> (-1: who gave none).</summary>
    private static int? OfOneMind(IReadOnlyList<int[]> readings, List<int[]> groups, int own, int n)
    {
        var mine = own < 0 ? -1 : Coding.GroupOf(own, readings[0].Length);
        for (var group = 0; group < groups[0].Length; group++)
        {
            var others = own < 0 ? n : mine == group ? n : n - 1;
            var any = false;
            var all = true;
            for (var r = 0; r < readings.Count && all; r++)
            {
                if (own >= 0 && readings[r][own] == 0) continue;
                any = true;
                all = groups[r][group] == others;
            }
            if (any && all) return group;
        }
        return null;
    }
}
