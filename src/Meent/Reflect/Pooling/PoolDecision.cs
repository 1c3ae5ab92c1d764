using Meent.Reflect.Results;

namespace Meent.Reflect.Pooling;

/// <summary>Decides what of the small groups of several schools may be shown together.</summary>
/// <remarks>
/// A school whose group has enough answers is not in it: it shows its own, and nothing of that answer is here. So the two never meet in a sum.
/// What is held back here has no influence on what is shown, as in <see cref="Disclosure"/>.
/// </remarks>
public static class PoolDecision
{
    /// <param name="members">the group at each school whose round has closed</param>
    /// <param name="about">named after the campaign and who called it</param>
    /// <param name="areas">areas of the instrument in its order</param>
    public static Pooled Decide(IReadOnlyList<PoolMember> members, ReleasedRound about, IReadOnlyList<string> areas)
    {
        List<PoolMember> few = [.. members.Where(m => m.Counts.Answered > 0 && m.Counts.Answered < m.Promise.MeansFrom)];
        if (!Enough(few.Select(m => m.Counts.Answered)) || Policy(few) is not { } policy) return new(null, []);
        var together = Together(few);
        var release = Disclosure.Decide(new(about, areas, [together], []), policy);
        // How many answered at one school is known there; outside it is said in steps, as of every figure.
        return new(release with { Audiences = [.. release.Audiences.Select(a => a with { Answered = a.Answered / 5 * 5 })] }, few);
    }

    /// <summary>Whether so many answers per school may leave the schools together.</summary>
    public static bool Enough(IEnumerable<int> perSchool)
    {
        List<int> counts = [.. perSchool.Where(n => n > 0)];
        var all = counts.Sum();
        return all >= PoolRules.Answers && counts.Count >= PoolRules.Schools && counts.Max() * 100 <= PoolRules.MostPercent * all;
    }

    /// <summary>What was promised most strictly at any of the schools, and never less than what may leave a school.</summary>
    private static DisclosurePolicy? Policy(List<PoolMember> few) => DisclosurePolicy.Raised(
        Math.Max(PoolRules.Answers, few.Max(m => m.Promise.MeansFrom)), few.Max(m => m.Promise.SplitFrom), few.Max(m => m.Promise.BarsFrom));

    private static AudienceCounts Together(List<PoolMember> few)
    {
        var audience = few[0].Counts.Asked.Id;
        var all = few.Select(m => m.Counts).Aggregate((a, b) => Merging.Merge(audience, a, b));
        return all with
        {
            Asked = all.Asked with { Invited = null },
            Items = [.. all.Items.Select(i => Enough(few.Select(m => At(m, i))) ? i : i with { Options = [.. i.Options.Select(_ => 0)] })],
            Areas = [.. all.Areas.Select(a => Enough(few.Select(m => m.Counts.Areas.FirstOrDefault(x => x.Area == a.Area)?.Persons ?? 0)) ? a : new(a.Area, 0, 0, 0))],
        };
    }

    private static int At(PoolMember member, ItemTally item) => member.Counts.Items.FirstOrDefault(i => i.Item.Id == item.Item.Id && i.Item.Version == item.Item.Version)?.OnScale ?? 0;
}

/// <summary>The pooled group at one school.</summary>
/// <param name="Promise">what the school promised when it opened its round</param>
public sealed record PoolMember(Guid PlaceId, Guid RoundId, DisclosurePolicy Promise, AudienceCounts Counts);

/// <param name="Release">null where nothing may be shown</param>
/// <param name="Counted">the schools whose groups are in it</param>
public sealed record Pooled(Release? Release, IReadOnlyList<PoolMember> Counted);
