using FsCheck;
using FsCheck.Fluent;
using Meent.Foundation.Data;
using Meent.Foundation.Web;
using Meent.Places;

namespace Meent.Tests.Places;

/// <summary>Whatever is opened, moved and closed, in whatever order: the tree stays a tree on every day, and yesterday stays yesterday.</summary>
public class PlaceTreeTests
{
    private static readonly DateOnly First = new(2020, 1, 1);
    private static readonly Guid[] Places = [.. Enumerable.Range(0, 7).Select(i => Ids.Named($"tree {i}"))];
    private static readonly string[] Roles = [LinkRole.Admin, LinkRole.Board];

    /// <param name="Parent">-1 closes the place, -2 reopens it; from 10 on it goes into the place of that number less 10</param>
    private sealed record Act(int Place, string Role, int Parent, int Day);

    private static readonly Arbitrary<Act[]> Histories = Arb.From(
        from acts in Gen.ListOf(
            from place in Gen.Choose(0, 6)
            from role in Gen.Elements(Roles)
            from parent in Gen.Frequency((6, Gen.Choose(0, 6)), (1, Gen.Constant(-1)), (1, Gen.Constant(-2)), (1, Gen.Choose(10, 16)))
            from day in Gen.Choose(0, 12)
            select new Act(place, role, parent, day))
        select acts.ToArray());

    [Fact]
    public void Every_place_has_at_most_one_parent_per_role_and_day_and_is_never_above_itself() => Prop.ForAll(Histories, acts =>
    {
        var history = acts.Aggregate(TreeHistory.Nothing, (h, act) => h.After(Decide(h, act)));
        foreach (var (day, role) in Days.SelectMany(d => Roles.Append(LinkRole.Merged).Select(r => (d, r))))
        {
            foreach (var place in Places)
            {
                Assert.True(history.Links.Count(l => l.PlaceId == place && l.Role == role && l.HoldsOn(day)) <= 1);
                Assert.DoesNotContain(place, history.Tree.Above(place, role, day));
                // A walk that ended because it went round would stop before the top.
                if (history.Tree.Above(place, role, day) is [.., var top]) Assert.Null(history.Tree.Parent(top, role, day));
            }
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    [Fact]
    public void No_decision_changes_a_day_before_its_own() => Prop.ForAll(Histories, acts =>
    {
        var history = TreeHistory.Nothing;
        foreach (var act in acts)
        {
            var before = history;
            history = history.After(Decide(history, act));
            foreach (var day in Days.Where(d => d < First.AddDays(act.Day)))
                Assert.Equal(Snapshot(before, day), Snapshot(history, day));
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    [Fact]
    public void After_a_move_the_place_is_there_and_after_a_close_nowhere() => Prop.ForAll(Histories, acts =>
    {
        var history = TreeHistory.Nothing;
        foreach (var act in acts)
        {
            var decision = Decide(history, act);
            history = history.After(decision);
            if (decision is not TreeChanged) continue;
            var day = First.AddDays(act.Day);
            if (act.Parent >= 10) Assert.Equal(Places[act.Parent - 10], history.Tree.Survivor(Places[act.Place], day));
            else if (act.Parent >= 0) Assert.Equal(Places[act.Parent], history.Tree.Parent(Places[act.Place], act.Role, day));
            else if (act.Parent == -1) Assert.All(Roles, r => Assert.Null(history.Tree.Parent(Places[act.Place], r, day)));
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    [Fact]
    public void Refusals_say_what_stands_in_the_way()
    {
        var history = Done(new(1, "admin", 0, 0), new(2, "admin", 1, 0), new(3, "admin", 2, 5));
        Refusal Why(Act act) => Assert.IsType<TreeRefused>(Decide(history, act)).Why;
        Assert.IsType<PlaceWouldBeAboveItself>(Why(new(1, "admin", 3, 6)));
        Assert.IsType<PlaceWouldBeAboveItself>(Why(new(1, "admin", 1, 6)));
        // On day 3 place 3 is not yet below; from day 5 on it will be, and the new link has no end.
        Assert.IsType<PlaceWouldBeAboveItself>(Why(new(1, "admin", 3, 3)));
        Assert.IsType<PlaceWouldBeAboveItself>(Why(new(1, "admin", 13, 3)));
        Assert.Equal(First.AddDays(5), Assert.IsType<PlaceHasLaterChange>(Why(new(3, "admin", 0, 4))).On);
        Assert.Equal(1, Assert.IsType<PlaceHasOthersBelow>(Why(new(2, "admin", -1, 6))).Count);
        Assert.IsType<PlaceIsOpen>(Why(new(3, "admin", -2, 8)));
        Assert.IsType<PlaceMergesIntoItself>(Why(new(3, "admin", 13, 8)));
        history = history.After(Decide(history, new(3, "admin", -1, 8)));
        Assert.IsType<ParentIsClosed>(Why(new(4, "admin", 3, 9)));
        Assert.Equal(First.AddDays(8), Assert.IsType<PlaceIsClosed>(Why(new(3, "admin", 0, 9))).On);
        Assert.IsType<PlaceIsClosed>(Why(new(4, "admin", 13, 9)));
        history = history.After(Decide(history, new(2, "admin", 10, 9)));
        Assert.IsType<PlaceIsMerged>(Why(new(2, "admin", 11, 10)));
    }

    [Fact]
    public void A_move_on_the_day_of_the_last_one_corrects_it()
    {
        var history = Done(new(1, "board", 0, 0), new(1, "board", 2, 4), new(1, "board", 3, 4));
        Assert.Equal(2, history.Links.Count);
        Assert.Equal(Places[3], history.Tree.Parent(Places[1], "board", First.AddDays(4)));
        Assert.Equal(Places[0], history.Tree.Parent(Places[1], "board", First.AddDays(3)));
    }

    [Fact]
    public void What_belonged_to_a_merged_place_belongs_to_the_other_from_that_day_on()
    {
        var history = Done(new(1, "board", 0, 0), new(2, "board", 0, 6), new(0, "board", 13, 4));
        Assert.Equal(Places[0], history.Tree.Parent(Places[1], "board", First.AddDays(3)));
        Assert.Equal(Places[3], history.Tree.Parent(Places[1], "board", First.AddDays(4)));
        Assert.Null(history.Tree.Parent(Places[2], "board", First.AddDays(5)));
        Assert.Equal(Places[3], history.Tree.Parent(Places[2], "board", First.AddDays(6)));
    }

    [Fact]
    public void A_merger_taken_back_on_its_day_never_was_and_later_is_a_new_fact()
    {
        var before = Done(new(1, "board", 0, 0), new(0, "admin", 5, 0));
        var merged = before.After(Decide(before, new(0, "board", 13, 4)));
        var same = merged.After(Decide(merged, new(0, "board", -2, 4)));
        Assert.Equal(Days.Select(d => Snapshot(before, d)), Days.Select(d => Snapshot(same, d)));
        Assert.Empty(same.Closures);
        var later = merged.After(Decide(merged, new(0, "board", -2, 7)));
        Assert.Equal(Places[5], later.Tree.Parent(Places[0], "admin", First.AddDays(7)));
        Assert.Equal(Places[3], later.Tree.Survivor(Places[0], First.AddDays(6)));
        Assert.Equal(Places[0], later.Tree.Survivor(Places[0], First.AddDays(7)));
        Assert.Equal((First.AddDays(4), First.AddDays(7)), (later.Closures.Single().ClosedOn, later.Closures.Single().ReopenedOn));
    }

    /// <summary>Found by a random history: opened, closed and reopened on one day, on which its parent went into another place.</summary>
    [Fact]
    public void A_place_that_opened_and_closed_on_one_day_reopens_under_what_its_parent_went_into()
    {
        var history = Done(new(3, "admin", 1, 12), new(3, "admin", -1, 12), new(1, "admin", 16, 12), new(3, "admin", -2, 5));
        Assert.Equal(Places[6], history.Tree.Parent(Places[3], "admin", First.AddDays(12)));
        Assert.Single(history.Links, l => l.PlaceId == Places[3]);
    }

    /// <summary>Found by a random history: before the merger was taken back, the parent had come under what the merger took along.</summary>
    [Fact]
    public void What_a_merger_took_along_stays_where_coming_back_would_make_a_ring()
    {
        var history = Done(new(1, "board", 0, 0), new(2, "board", 1, 0), new(1, "board", 13, 4), new(0, "board", 2, 4), new(1, "board", -2, 4));
        Assert.Equal(Places[0], history.Tree.Parent(Places[1], "board", First.AddDays(4)));
        Assert.Equal(Places[3], history.Tree.Parent(Places[2], "board", First.AddDays(4)));
        Assert.Equal([Places[0], Places[2], Places[3]], history.Tree.Above(Places[1], "board", First.AddDays(4)));
    }

    private static IEnumerable<DateOnly> Days => Enumerable.Range(-1, 16).Select(First.AddDays);

    private static TreeHistory Done(params Act[] acts) => acts.Aggregate(TreeHistory.Nothing, (h, act) => h.After(Decide(h, act)));

    private static TreeDecision Decide(TreeHistory history, Act act)
    {
        var (place, day) = (Places[act.Place], First.AddDays(act.Day));
        return act.Parent switch
        {
            -1 => history.Tree.Close(place, day),
            -2 => history.Tree.Reopen(place, day),
            >= 10 => history.Tree.Merge(place, Places[act.Parent - 10], day),
            _ => history.Tree.Move(place, act.Role, Places[act.Parent], day),
        };
    }

    private static List<(Guid, string, Guid?)> Snapshot(TreeHistory history, DateOnly day) =>
        [.. Places.SelectMany(p => Roles.Append(LinkRole.Merged).Select(r => (p, r, history.Tree.Parent(p, r, day))))];
}
