using FsCheck;
using FsCheck.Fluent;
using Meent.Foundation.Data;
using Meent.Places;

namespace Meent.Tests.Places;

/// <summary>Random histories of a small country, act after act on days that only go on: places open, move, close, merge and reopen.</summary>
public class PlaceHistoryTests
{
    private static readonly DateOnly First = new(2020, 1, 1);
    private static readonly Guid Country = Ids.Named("country");
    private static readonly Guid[] Regions = Named("region", 3);
    private static readonly Guid[] Boards = Named("board", 3);
    private static readonly Guid[] Schools = Named("school", 4);
    private static readonly Guid[] All = [.. Regions, .. Boards, .. Schools];

    private enum Deed { Open, Move, Close, Merge, Reopen }

    /// <param name="Wait">days since the act before</param>
    private sealed record Act(Deed Deed, int Place, int Other, bool OfBoard, int Wait);

    // Most places are there before the first act: else half of all acts would find nothing to act on.
    private static readonly Act[] Prelude = [.. Enumerable.Range(0, All.Length - 2).Select(i => new Act(Deed.Open, i, i < Regions.Length ? 3 : i, false, 0))];

    private static readonly Arbitrary<Act[]> Histories = Arb.From(
        from acts in Gen.ListOf(
            from deed in Gen.Frequency((6, Gen.Constant(Deed.Open)), (4, Gen.Constant(Deed.Move)), (2, Gen.Constant(Deed.Close)), (3, Gen.Constant(Deed.Merge)), (2, Gen.Constant(Deed.Reopen)))
            from place in Gen.Choose(0, 9)
            from other in Gen.Choose(0, 9)
            from ofBoard in Gen.Elements(true, false)
            from wait in Gen.Choose(0, 2)
            select new Act(deed, place, other, ofBoard, wait))
        select Prelude.Concat(acts).ToArray());

    [Fact]
    public void An_open_place_has_exactly_one_parent_per_role_and_day_and_a_closed_one_none() => Prop.ForAll(Histories, acts =>
    {
        var (history, last) = Play(acts, (_, _, _) => { });
        foreach (var day in Days(last))
            foreach (var place in All)
                foreach (var role in RolesOf(place))
                    Assert.Equal(history.IsOpen(place, day) ? 1 : 0, history.Links.Count(l => l.PlaceId == place && l.Role == role && l.HoldsOn(day)));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void What_an_open_place_belongs_to_is_open_and_nothing_is_above_itself() => Prop.ForAll(Histories, acts =>
    {
        var (history, last) = Play(acts, (_, _, _) => { });
        foreach (var day in Days(last))
        {
            foreach (var link in history.Links.Where(l => l.Role != LinkRole.Merged && l.HoldsOn(day)))
            {
                Assert.True(link.ParentId == Country || history.IsOpen(link.ParentId, day));
                Assert.DoesNotContain(link.PlaceId, history.Tree.Above(link.PlaceId, link.Role, day));
                if (link.Role == LinkRole.Admin) Assert.Equal(Country, history.Tree.Above(link.PlaceId, link.Role, day)[^1]);
            }
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Yesterday_never_changes() => Prop.ForAll(Histories, acts => Play(acts, (before, after, today) =>
    {
        foreach (var day in Days(today).Where(d => d < today))
            Assert.Equal(Snapshot(before, day), Snapshot(after, day));
    })).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Who_follows_mergers_always_arrives_at_one_place_that_was_not_merged() => Prop.ForAll(Histories, acts =>
    {
        var (history, last) = Play(acts, (_, _, _) => { });
        foreach (var day in Days(last))
        {
            foreach (var place in All)
            {
                var survivor = history.Tree.Survivor(place, day);
                Assert.Null(history.Tree.Parent(survivor, LinkRole.Merged, day));
                if (history.Tree.Parent(place, LinkRole.Merged, day) is { } into) Assert.Equal(survivor, history.Tree.Survivor(into, day));
            }
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    /// <summary>The histories are no empty ones: each kind of act succeeds in many of them.</summary>
    [Fact]
    public void Random_histories_hold_all_kinds_of_acts()
    {
        var done = new Dictionary<Deed, int>();
        foreach (var acts in Histories.Generator.Sample(100, 400))
        {
            var (history, today) = (TreeHistory.Nothing, First);
            foreach (var act in acts)
            {
                var decision = Decide(history, act, today = today.AddDays(act.Wait));
                if (decision is TreeChanged) done[act.Deed] = done.GetValueOrDefault(act.Deed) + 1;
                history = history.After(decision);
            }
        }
        Assert.All(Enum.GetValues<Deed>(), d => Assert.True(done.GetValueOrDefault(d) > 20, $"{d}: {done.GetValueOrDefault(d)}"));
    }

    private static (TreeHistory History, DateOnly Today) Play(Act[] acts, Action<TreeHistory, TreeHistory, DateOnly> each)
    {
        var (history, today) = (TreeHistory.Nothing, First);
        foreach (var act in acts)
        {
            var before = history;
            history = history.After(Decide(history, act, today = today.AddDays(act.Wait)));
            each(before, history, today);
        }
        return (history, today);
    }

    private static TreeDecision Decide(TreeHistory history, Act act, DateOnly today)
    {
        var (tree, place) = (history.Tree, All[act.Place]);
        var region = act.Other % 4 == 3 ? Country : Regions[act.Other % 4];
        var board = Boards[act.Other % Boards.Length];
        var parents = RolesOf(place).Select(r => (r, r == LinkRole.Board ? board : region)).ToArray();
        // Who closes or moves a place, or hangs others below it, has found it first.
        bool There(Guid id) => id == Country || history.Lives.Any(l => l.PlaceId == id);
        if (act.Deed == Deed.Open) return parents.All(p => There(p.Item2)) ? tree.Open(place, today, parents) : new TreeRefused(new NoSuchPlace());
        var into = Kin(place)[act.Other % Kin(place).Length];
        if (!There(place) || !There(into) || !There(region) || !There(board)) return new TreeRefused(new NoSuchPlace());
        return act.Deed switch
        {
            Deed.Move when act.OfBoard && Schools.Contains(place) => tree.Move(place, LinkRole.Board, board, today),
            Deed.Move => tree.Move(place, LinkRole.Admin, region, today),
            Deed.Close => tree.Close(place, today),
            Deed.Merge => tree.Merge(place, into, today),
            _ => tree.Reopen(place, today),
        };
    }

    private static Guid[] Kin(Guid place) => Regions.Contains(place) ? Regions : Boards.Contains(place) ? Boards : Schools;

    private static string[] RolesOf(Guid place) => Schools.Contains(place) ? [LinkRole.Admin, LinkRole.Board] : [LinkRole.Admin];

    private static IEnumerable<DateOnly> Days(DateOnly last) => Enumerable.Range(0, last.DayNumber - First.DayNumber + 3).Select(First.AddDays);

    private static List<(Guid, string, Guid?)> Snapshot(TreeHistory history, DateOnly day) =>
        [.. All.SelectMany(p => new[] { LinkRole.Admin, LinkRole.Board, LinkRole.Merged }.Select(r => (p, r, history.Tree.Parent(p, r, day))))];

    private static Guid[] Named(string name, int count) => [.. Enumerable.Range(0, count).Select(i => Ids.Named($"{name} {i}"))];
}
