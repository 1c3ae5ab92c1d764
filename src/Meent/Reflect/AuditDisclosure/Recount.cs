using Meent.Reflect.Results;

namespace Meent.Reflect.AuditDisclosure;

/// <summary>Puts the counts of a round together again from its tallies, with no need of its instrument or submissions.</summary>
internal static class Recount
{
    public static RoundCounts Of(Release release, IReadOnlyList<Tally> tallies, IReadOnlyList<AreaTally> areas)
    {
        var asked = release.Items.Select(i => new AskedItem(i.Id, i.Version, i.Area, i.Text)).ToList();
        return new(
            release.Round,
            [.. release.Areas.Select(a => a.Id)],
            [
                .. release.Audiences.Where(a => a.Kind is AudienceKind.Group or AudienceKind.PartOfStaff)
                    .Select(a => Group(a, release, asked, [.. tallies.Where(t => t.Audience == a.Id)], [.. areas.Where(t => t.Audience == a.Id)])),
            ],
            [.. release.Audiences.Where(a => a.Kind == AudienceKind.Team).Select(a => Team(a, release, asked))]);
    }

    private static AudienceCounts Group(
        ReleasedAudience audience, Release release, List<AskedItem> all, List<Tally> tallies, List<AreaTally> areas)
    {
        // Whoever has no cells answered, and every answer, left open or not, is in a tally.
        var items = all.Where(i => audience.HasCells ? Cell(release, i, audience.Id).State != CellState.NotAsked : tallies.Exists(t => t.Item == i.Id)).ToList();
        return new(
            new(audience.Id, audience.Variant, audience.Invited, items, release.Scale),
            audience.Answered,
            [.. items.Select(i => new ItemTally(i, [.. Enumerable.Range(0, release.Scale + 2).Select(o => tallies.Where(t => t.Item == i.Id && t.Option == o).Sum(t => t.N))]))],
            [.. areas.Select(a => new AreaCount(a.Area, a.N, a.Sum, a.SumOfSquares))]);
    }

    private static TeamAnswers Team(ReleasedAudience team, Release release, List<AskedItem> all)
    {
        var items = all.Where(i => Cell(release, i, team.Id).State != CellState.NotAsked).ToList();
        return new(new(team.Id, team.Variant, team.Invited, items, release.Scale), team.Authors ?? "", team.Answered,
            [.. items.Select(i => Cell(release, i, team.Id) switch
            {
                { Mean: { } mean } => (byte)mean,
                { DoesNotApply: not null } => Counter.DoesNotApply(release.Scale),
                _ => Counter.LeftOpen,
            })]);
    }

    private static ItemCell Cell(Release release, AskedItem item, string audience) =>
        release.Items.First(i => i.Id == item.Id && i.Version == item.Version).For(audience);
}
