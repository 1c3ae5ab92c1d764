using Meent.Foundation.Data;
using Meent.Places;
using Meent.Plan;
using Meent.Plan.FindGaps;
using Meent.Plan.Policies;

namespace Meent.Tests.Plan;

public class GapsTests
{
    private static readonly PolicyDocument Council = PolicyLibrary.Load(Hub.Shipped("content")).Get("council-2023")!;

    [Fact]
    public void Without_a_plan_nothing_is_answered_and_it_says_how_many_others_do()
    {
        var gaps = Find([], elsewhere: new() { ["council-2023/3b.vii"] = 3 });
        Assert.Equal(35, gaps.Unanswered.Count);
        Assert.Equal(3, gaps.Unanswered.Single(u => u.Paragraph.Id == "3b.vii").Elsewhere);
        Assert.Equal(0, gaps.Unanswered.Single(u => u.Paragraph.Id == "3b.vi").Elsewhere);
    }

    [Fact]
    public void What_only_a_country_can_do_and_what_is_for_other_sectors_is_no_gap_of_a_school()
    {
        var school = new Place { PlaceId = Ids.New(), Kind = PlaceKind.School, Name = "De Elzen", Sector = "primary" };
        var left = Left(Gaps.Of(Council, school, [], new Dictionary<string, int>(), new HashSet<string>(), false));
        Assert.Equal(26, left.Count);
        Assert.DoesNotContain("2a", left);
        Assert.DoesNotContain("3a.ii", left);
        var scheme = PolicyLibrary.Load(Hub.Shipped("content")).Get("sector-scheme")!;
        Assert.All(Left(Gaps.Of(scheme, school, [], new Dictionary<string, int>(), new HashSet<string>(), false)), id => Assert.EndsWith(".school", id));
    }

    [Fact]
    public void Who_answers_a_point_answers_it_and_who_answers_the_whole_answers_its_points()
    {
        Assert.DoesNotContain("3b.vii", Left(Find([Plan(Answering("council-2023/3b.vii"))])));
        var whole = Left(Find([Plan(Answering("council-2023/3b"))]));
        Assert.DoesNotContain(whole, id => id.StartsWith("3b", StringComparison.Ordinal));
        Assert.Equal(28, whole.Count);
        Assert.Empty(Find([Plan(Answering("council-2023/1"), Answering("council-2023/2"), Answering("council-2023/3"), Answering("council-2023/4"), Answering("council-2023/5"))]).Unanswered);
    }

    [Fact]
    public void A_paragraph_of_another_document_or_to_the_Commission_answers_nothing() =>
        Assert.Equal(35, Find([Plan(Answering("blended-2021/1"), Answering("council-2023/com1"))]).Unanswered.Count);

    [Fact]
    public void A_stopped_plan_answers_nothing_and_asks_for_nothing()
    {
        var gaps = Find([Plan(PlanStates.Stopped, Answering("council-2023/3b"))]);
        Assert.Equal(35, gaps.Unanswered.Count);
        Assert.Empty(gaps.Unmeasured);
    }

    [Fact]
    public void A_finished_plan_goes_on_answering_and_is_asked_no_more()
    {
        var gaps = Find([Plan(PlanStates.Done, Answering("council-2023/5"))], hasBelow: true);
        Assert.Equal(34, gaps.Unanswered.Count);
        Assert.Empty(gaps.Unmeasured.Concat(gaps.Idle).Concat(gaps.Alone));
    }

    [Fact]
    public void Objectives_without_indicator_measure_or_anyone_below_are_named()
    {
        var full = Answering("council-2023/5") with { MeasuredBy = [new("digital-skills-basic")], Measures = [new("m1", "Do", "Why", "p1", new(2027, 1, 1))] };
        var plan = Plan(full, new Objective("o2", "Bare"));
        var gaps = Find([plan], hasBelow: true, contributed: new PlanTarget(plan.Plan.PlaceId, plan.Id, "o1").ToString());
        Assert.All([gaps.Unmeasured, gaps.Idle, gaps.Alone], l => Assert.Equal("o2", Assert.Single(l).Objective.Id));
        Assert.Empty(Find([plan], hasBelow: false).Alone);
    }

    private static GapReport Find(IReadOnlyList<OpenPlan> plans, Dictionary<string, int>? elsewhere = null, bool hasBelow = false, params string[] contributed) =>
        Gaps.Of(Council, new Place { PlaceId = Ids.New(), Kind = PlaceKind.Country, Name = "Here" }, plans, elsewhere ?? [], contributed.ToHashSet(), hasBelow);

    private static List<string> Left(GapReport gaps) => [.. gaps.Unanswered.Select(u => u.Paragraph.Id)];

    private static Objective Answering(string target) => new("o1", "Answer") { Links = [new(LinkRoles.Implements, target)] };

    private static OpenPlan Plan(params Objective[] objectives) => Plan(PlanStates.Running, objectives);

    private static OpenPlan Plan(string state, params Objective[] objectives)
    {
        var place = new Place { PlaceId = Ids.New(), Kind = PlaceKind.Country, Name = "Here" };
        return new(new StoredPlan { PlaceId = place.PlaceId, State = state }, place, new PlanContent { Title = "Plan", Objectives = objectives }, [], PlanAccess.Own);
    }
}
