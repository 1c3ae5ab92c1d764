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

    /// <param name="Parent">-1 closes the place</param>
    private sealed record Act(int Place, string Role, int Parent, int Day);

    private static readonly Arbitrary<Act[]> Histories = Arb.From(
        from acts in Gen.ListOf(
            from place in Gen.Choose(0, 6)
            from role in Gen.Elements(Roles)
            from parent in Gen.Frequency((5, Gen.Choose(0, 6)), (1, Gen.Constant(-1)))
            from day in Gen.Choose(0, 12)
            select new Act(place, role, parent, day))
        select acts.ToArray());

    [Fact]
    public void Every_place_has_at_most_one_parent_per_role_and_day_and_is_never_above_itself() => Prop.ForAll(Histories, acts =>
    {
        var links = acts.Aggregate(new List<PlaceLink>(), (l, act) => Apply(l, Decide(l, act)));
        var tree = new PlaceTree(links);
        foreach (var (day, role) in Days.SelectMany(d => Roles.Select(r => (d, r))))
        {
            foreach (var place in Places)
            {
                Assert.True(links.Count(l => l.PlaceId == place && l.Role == role && l.HoldsOn(day)) <= 1);
                Assert.DoesNotContain(place, tree.Above(place, role, day));
                // A walk that ended because it went round would stop before the top.
                if (tree.Above(place, role, day) is [.., var top]) Assert.Null(tree.Parent(top, role, day));
            }
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    [Fact]
    public void No_decision_changes_a_day_before_its_own() => Prop.ForAll(Histories, acts =>
    {
        var links = new List<PlaceLink>();
        foreach (var act in acts)
        {
            var before = links;
            links = Apply(links, Decide(links, act));
            foreach (var day in Days.Where(d => d < First.AddDays(act.Day)))
                Assert.Equal(Snapshot(before, day), Snapshot(links, day));
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    [Fact]
    public void After_a_move_the_place_is_there_and_after_a_close_nowhere() => Prop.ForAll(Histories, acts =>
    {
        var links = new List<PlaceLink>();
        foreach (var act in acts)
        {
            var decision = Decide(links, act);
            links = Apply(links, decision);
            if (decision is not TreeChanged) continue;
            var tree = new PlaceTree(links);
            var day = First.AddDays(act.Day);
            if (act.Parent >= 0) Assert.Equal(Places[act.Parent], tree.Parent(Places[act.Place], act.Role, day));
            else Assert.All(Roles, r => Assert.Null(tree.Parent(Places[act.Place], r, day)));
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    [Fact]
    public void Refusals_say_what_stands_in_the_way()
    {
        List<PlaceLink> links = [];
        foreach (var act in (Act[])[new(1, "admin", 0, 0), new(2, "admin", 1, 0), new(3, "admin", 2, 5)]) links = Apply(links, Decide(links, act));
        Refusal Why(Act act) => Assert.IsType<TreeRefused>(Decide(links, act)).Why;
        Assert.IsType<PlaceWouldBeAboveItself>(Why(new(1, "admin", 3, 6)));
        Assert.IsType<PlaceWouldBeAboveItself>(Why(new(1, "admin", 1, 6)));
        // On day 3 place 3 is not yet below; from day 5 on it will be, and the new link has no end.
        Assert.IsType<PlaceWouldBeAboveItself>(Why(new(1, "admin", 3, 3)));
        Assert.Equal(First.AddDays(5), Assert.IsType<PlaceHasLaterChange>(Why(new(3, "admin", 0, 4))).On);
        Assert.Equal(1, Assert.IsType<PlaceHasOthersBelow>(Why(new(2, "admin", -1, 6))).Count);
        links = Apply(links, Decide(links, new(3, "admin", -1, 8)));
        Assert.IsType<ParentIsClosed>(Why(new(4, "admin", 3, 9)));
    }

    [Fact]
    public void A_move_on_the_day_of_the_last_one_corrects_it()
    {
        List<PlaceLink> links = [];
        foreach (var act in (Act[])[new(1, "board", 0, 0), new(1, "board", 2, 4), new(1, "board", 3, 4)]) links = Apply(links, Decide(links, act));
        Assert.Equal(2, links.Count);
        Assert.Equal(Places[3], new PlaceTree(links).Parent(Places[1], "board", First.AddDays(4)));
        Assert.Equal(Places[0], new PlaceTree(links).Parent(Places[1], "board", First.AddDays(3)));
    }

    private static IEnumerable<DateOnly> Days => Enumerable.Range(-1, 16).Select(First.AddDays);

    private static TreeDecision Decide(List<PlaceLink> links, Act act)
    {
        var tree = new PlaceTree(links);
        var day = First.AddDays(act.Day);
        return act.Parent < 0 ? tree.Close(Places[act.Place], day) : tree.Move(Places[act.Place], act.Role, Places[act.Parent], day);
    }

    private static List<PlaceLink> Apply(List<PlaceLink> links, TreeDecision decision)
    {
        if (decision is not TreeChanged changed) return links;
        static (Guid, string, DateOnly) Key(PlaceLink l) => (l.PlaceId, l.Role, l.ValidFrom);
        var gone = changed.Removed.Concat(changed.Altered).Select(Key).ToHashSet();
        return [.. links.Where(l => !gone.Contains(Key(l))), .. changed.Altered, .. changed.Added];
    }

    private static List<(Guid, string, Guid?)> Snapshot(List<PlaceLink> links, DateOnly day)
    {
        var tree = new PlaceTree(links);
        return [.. Places.SelectMany(p => Roles.Select(r => (p, r, tree.Parent(p, r, day))))];
    }
}
