using Meent.Foundation.Data;
using Meent.Places;
using Meent.Plan;
using Meent.Plan.Policies;
using Meent.Plan.SeeThread;

namespace Meent.Tests.Plan;

/// <summary>From a paragraph down to a school, and from a school up to the paragraph.</summary>
public class ThreadsTests
{
    private const string Paragraph = "council-2023/3b.vii";

    private static readonly PolicyLibrary Policies = PolicyLibrary.Load(Hub.Shipped("content"));
    private readonly OpenPlan country, board, school;

    public ThreadsTests()
    {
        country = Plan("Netherlands", PlaceKind.Country, new Objective("o1", "Safe schools") { Links = [new(LinkRoles.Implements, Paragraph)] });
        board = Plan("Board", PlaceKind.Board, new Objective("o1", "Safe accounts") { Links = [To(country)] });
        school = Plan("School", PlaceKind.School, new Objective("o1", "Other"), new Objective("o2", "A second step") { Links = [To(board), new(LinkRoles.ContributesTo, "nothing/at-all")] });
    }

    [Fact]
    public void The_thread_goes_down_from_the_paragraph_to_the_school()
    {
        var top = Assert.Single(Threads.Down([Paragraph], [school, country, board]));
        Assert.Equal(["Netherlands", "Board", "School"], top.All.Select(d => d.At.Plan.Place.Name));
        Assert.Equal("o2", top.All.Last().At.Objective.Id);
    }

    [Fact]
    public void What_the_reader_may_not_see_is_a_gap_and_what_hangs_below_it_is_not_told() =>
        Assert.Single(Assert.Single(Threads.Down([Paragraph], [school, country])).All);

    [Fact]
    public void What_answers_by_itself_and_through_the_board_is_told_once_below_the_board()
    {
        var both = school with { Content = school.Content with { Objectives = [.. school.Content.Objectives.Select(o => o with { Links = [.. o.Links, new(LinkRoles.ContributesTo, Paragraph)] })] } };
        var down = Threads.Down([Paragraph], [country, board, both]);
        Assert.Equal(["Netherlands", "School"], down.Select(d => d.At.Plan.Place.Name));
        Assert.Equal(["o1", "o2"], down.SelectMany(d => d.All).Where(d => d.At.Plan.Id == school.Id).Select(d => d.At.Objective.Id).Order());
    }

    [Fact]
    public void Two_that_contribute_to_each_other_both_stay()
    {
        var one = Plan("One", PlaceKind.School);
        var two = Plan("Two", PlaceKind.School, new Objective("o1", "Two") { Links = [To(one), new(LinkRoles.Implements, Paragraph)] });
        one = one with { Content = one.Content with { Objectives = [new Objective("o1", "One") { Links = [To(two), new(LinkRoles.Implements, Paragraph)] }] } };
        Assert.Equal(["One", "Two"], Threads.Down([Paragraph], [one, two]).Select(d => d.At.Plan.Place.Name));
    }

    [Fact]
    public void The_thread_goes_up_from_the_school_to_the_paragraph()
    {
        var plans = new[] { country, board, school }.ToDictionary(p => p.Id);
        var board1 = Assert.Single(Threads.Up(new(school, school.Content.Objectives[1]), Policies, plans));
        Assert.Equal(("Board", LinkRoles.ContributesTo), (board1.At!.Plan.Place.Name, board1.Role));
        var paragraph = Assert.Single(Assert.Single(board1.Above).Above);
        Assert.Equal((Paragraph, LinkRoles.Implements), (paragraph.Paragraph!.Target, paragraph.Role));
    }

    [Fact]
    public void Plans_that_point_at_each_other_end_somewhere()
    {
        var one = Plan("One", PlaceKind.School);
        var two = Plan("Two", PlaceKind.School, new Objective("o1", "Two") { Links = [To(one), new(LinkRoles.Implements, Paragraph)] });
        one = one with { Content = one.Content with { Objectives = [new Objective("o1", "One") { Links = [To(two)] }] } };
        var way = Assert.Single(Threads.Down([Paragraph], [one, two]));
        Assert.Equal(["Two", "One"], way.All.Select(d => d.At.Plan.Place.Name));
        var up = Threads.Up(new(one, one.Content.Objectives[0]), Policies, new[] { one, two }.ToDictionary(p => p.Id));
        Assert.Equal([Paragraph], Assert.Single(up).Above.Select(a => a.Paragraph?.Target));
    }

    [Fact]
    public void Plans_that_link_everything_to_everything_are_told_in_as_many_lines_as_there_is_room()
    {
        List<OpenPlan> plans = [Plan("First", PlaceKind.School, [.. Enumerable.Range(1, 8).Select(n => new Objective($"o{n}", "Reach it") { Links = [new(LinkRoles.Implements, Paragraph)] })])];
        for (var n = 0; n < 5; n++)
            plans.Add(Plan($"Next {n}", PlaceKind.School, [.. plans[^1].Content.Objectives.Select(o => o with { Links = [.. Enumerable.Range(1, 8).Select(i => To(plans[^1], $"o{i}"))], Measures = [new("m1", "Do it", "So", "p1", new(2027, 1, 1))] })]));
        var down = Threads.Down([Paragraph], plans);
        // Each link once, 8 to the paragraph and 64 to each plan but the last; and each measure once.
        Assert.Equal(8 + (5 * 64), down.SelectMany(d => d.All).Count());
        Assert.Equal(40, down.SelectMany(d => d.All).Sum(d => d.Measures.Count));
        Assert.Equal(7, down.SelectMany(d => d.Below).Count(d => d.At.Target == To(plans[1]).Target && d.IsAgain));
        static int Lines(IReadOnlyList<ThreadUp> up) => up.Sum(u => 1 + Lines(u.Above));
        Assert.Equal(8 + (4 * 64) + 8, Lines(Threads.Up(new(plans[^1], plans[^1].Content.Objectives[0]), Policies, plans.ToDictionary(p => p.Id))));

        var room = new ThreadRoom(100);
        Assert.InRange(Threads.Down([Paragraph], plans, room).SelectMany(d => d.All).Sum(d => 1 + d.Measures.Count), 90, 100);
        Assert.True(room.IsFull);
    }

    private static PlanLink To(OpenPlan plan, string objective) => new(LinkRoles.ContributesTo, new PlanTarget(plan.Plan.PlaceId, plan.Id, objective).ToString());

    private static PlanLink To(OpenPlan plan) => new(LinkRoles.ContributesTo, new PlanTarget(plan.Plan.PlaceId, plan.Id, "o1").ToString());

    private static OpenPlan Plan(string name, string kind, params Objective[] objectives)
    {
        var place = new Place { PlaceId = Ids.New(), Kind = kind, Name = name };
        return new(new StoredPlan { PlaceId = place.PlaceId, State = PlanStates.Running }, place, new PlanContent { Title = $"Plan of {name}", Objectives = objectives }, [], PlanAccess.Read);
    }
}
