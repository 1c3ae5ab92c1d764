namespace Meent.Reflect.Results;

/// <summary>What somebody can tell for certain of the answers to one item, from all the ways in which people may have answered that fit
/// what is shown. More readings never tell more.</summary>
internal static class Attack
{
    private static readonly string[] Groups = ["disagree", "partly agree", "agree"];

    /// <summary>The first thing that can be told and must not be; null where there is none.</summary>
    /// <param name="readings">people per answer 1..5, the same number of people in each; at least one reading</param>
    /// <remarks>
    /// Under 30 people it must stay open how many gave each of the five answers, under 10 also how many disagree, partly agree and
    /// agree; with more people only whether one or two people, who are shown as "few", are one, or two, or nobody. And never may a
    /// reader, or one of those who answered, learn that all (others) are of one mind: then they know what each of them said.
    /// </remarks>
    public static string? Conclusion(IReadOnlyList<int[]> readings)
    {
        var n = readings[0].Sum();
        var groups = readings.Select(r => Coding.ThreeWay(r)).ToList();
        for (var i = 0; i < 5; i++)
        {
            if (Known(readings, i) is { } count && (n < 30 || count is 1 or 2)) return $"{count} of {n} answered {i + 1}";
        }
        for (var i = 0; i < 3; i++)
        {
            if (Known(groups, i) is { } count && (n < 10 || count is 1 or 2)) return $"{count} of {n} {Groups[i]}";
        }
        for (var own = -1; own < 5; own++)
        {
            if (OfOneMind(readings, groups, own, n) is not { } mind) continue;
            return own < 0 ? $"all {n} {Groups[mind]}" : $"whoever answered {own + 1} knows that the other {n - 1} {Groups[mind]}";
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
        var mine = own switch { -1 => -1, < 2 => 0, 2 => 1, _ => 2 };
        for (var group = 0; group < 3; group++)
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
