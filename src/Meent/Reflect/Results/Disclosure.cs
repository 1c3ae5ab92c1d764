namespace Meent.Reflect.Results;

/// <summary>Decides what of a closed round may be shown. The one way in which an anonymous answer leaves the store.</summary>
/// <remarks>
/// What is shown is built so that nothing can be subtracted: an area's mean is made of the item means that are shown, there are no
/// totals over audiences, and mean and interval of an item with bars are worked out from those bars. So a suppressed cell has no
/// influence on anything shown, and there is no second cell to suppress. Why in detail: docs/decisions/disclosure.md.
/// </remarks>
public static class Disclosure
{
    public const string Staff = "staff", Leaders = "leaders", Teachers = "teachers";

    public static Release Decide(RoundCounts counts, DisclosurePolicy policy)
    {
        var (groups, audiences) = Group(counts, policy);
        var items = counts.Audiences.Select(a => a.Asked).Concat(counts.Teams.Select(t => t.Asked))
            .SelectMany(a => a.Items).DistinctBy(i => (i.Id, i.Version))
            .Select(item => new ReleasedItem(item.Id, item.Version, item.Area, item.Text,
                [.. audiences.Where(a => a.HasCells).Select(a => ItemOf(item, a, groups, counts, policy))]))
            .ToList();
        var areas = counts.Areas.Select(area => new ReleasedArea(area,
            [.. audiences.Where(a => a.HasCells).Select(a => AreaOf(area, a, items, groups, counts, policy))]));
        return new(
            Release.CurrentFormat, counts.Round, new(policy.MeansFrom, policy.SplitFrom, policy.BarsFrom), audiences, [.. areas], items,
            counts.Steps == Coding.Agreement ? null : counts.Steps, FreeTexts.Decide(counts.Texts, audiences, counts.Round.Id, policy));
    }

    /// <summary>Who is shown on their own. Leaders are one to three people, and a mean of them is a person: fewer than five are
    /// counted with the teachers, and then neither is shown alone, because the difference would be the leaders.</summary>
    private static (Dictionary<string, AudienceCounts> Groups, List<ReleasedAudience> Audiences) Group(
        RoundCounts counts, DisclosurePolicy policy)
    {
        var groups = counts.Audiences.ToDictionary(a => a.Asked.Id);
        var shown = counts.Teams
            .Select(t => new ReleasedAudience(
                t.Asked.Id, t.Asked.Variant, AudienceKind.Team, CellState.Shown, t.People, t.Asked.Invited, t.Authors))
            .ToList();
        var merge = groups.TryGetValue(Leaders, out var leaders) && groups.TryGetValue(Teachers, out var teachers)
            && leaders.Answered is > 0 and < DisclosurePolicy.LeadersAlone && teachers.Answered > 0;
        foreach (var group in counts.Audiences)
        {
            var part = merge && group.Asked.Id is Leaders or Teachers;
            var state = part ? CellState.Suppressed : StateOf(group, policy);
            shown.Add(new(group.Asked.Id, group.Asked.Variant, part ? AudienceKind.PartOfStaff : AudienceKind.Group,
                state, group.Answered, group.Asked.Invited));
        }
        if (merge)
        {
            var staff = Merging.Merge(Staff, groups[Leaders], groups[Teachers]);
            groups[Staff] = staff;
            var after = shown.FindLastIndex(a => a.Kind == AudienceKind.PartOfStaff) + 1;
            shown.Insert(after, new(Staff, null, AudienceKind.Staff, StateOf(staff, policy), staff.Answered, staff.Asked.Invited));
        }
        return (groups, shown);
    }

    private static CellState StateOf(AudienceCounts group, DisclosurePolicy policy) =>
        group.Answered == 0 ? CellState.NobodyAnswered
        : group.Answered < policy.MeansFrom ? CellState.Suppressed
        : CellState.Shown;

    private static ItemCell ItemOf(
        AskedItem item, ReleasedAudience audience, Dictionary<string, AudienceCounts> groups, RoundCounts counts, DisclosurePolicy policy)
    {
        if (audience.Kind == AudienceKind.Team) return Cells.Team(item, counts.Teams.First(t => t.Asked.Id == audience.Id));
        var group = groups[audience.Id];
        var tally = group.Items.FirstOrDefault(i => i.Item.Id == item.Id && i.Item.Version == item.Version);
        return tally is null ? Cells.Empty(audience.Id, CellState.NotAsked)
            : audience.State != CellState.Shown ? Cells.Empty(audience.Id, audience.State)
            // Nobody on the scale counts as too few: "all said it does not apply" would be everybody's answer.
            : tally.OnScale < policy.MeansFrom ? Cells.Empty(audience.Id, CellState.Suppressed)
            : Cells.Shown(audience.Id, tally, group.Answered, group.Asked.Invited, policy);
    }

    private static AreaCell AreaOf(
        string area,
        ReleasedAudience audience,
        List<ReleasedItem> items,
        Dictionary<string, AudienceCounts> groups,
        RoundCounts counts,
        DisclosurePolicy policy)
    {
        var asked = items.Where(i => i.Area == area).Select(i => i.For(audience.Id)).Where(c => c.State != CellState.NotAsked).ToList();
        if (asked.Count == 0) return Cells.Empty(audience.Id, CellState.NotAsked, 0);
        if (audience.Kind == AudienceKind.Team) return Cells.Team(audience, asked);
        if (audience.State != CellState.Shown) return Cells.Empty(audience.Id, audience.State, asked.Count);
        var people = groups[audience.Id].Areas.First(a => a.Area == area);
        var used = asked.Where(c => c.State == CellState.Shown).ToList();
        return people.Persons < policy.MeansFrom || used.Count * 2 < asked.Count
            ? Cells.Empty(audience.Id, CellState.Suppressed, asked.Count)
            : Cells.Shown(audience, people, used, asked.Count, counts.Steps);
    }
}
