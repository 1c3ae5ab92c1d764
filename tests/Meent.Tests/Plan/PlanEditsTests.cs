using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.Places;
using Meent.Plan;
using Meent.Plan.EditPlan;
using Meent.Plan.MakePlan;
using Meent.Plan.Policies;
using Meent.Plan.Proposals;

namespace Meent.Tests.Plan;

/// <summary>The document, the changes of its parts, and what people type.</summary>
public class PlanEditsTests
{
    private static readonly Texts T = new(new TextCatalogue("", [], ""), "en");
    private static readonly DateOnly Today = new(2026, 9, 1);
    private static readonly PolicyLibrary Policies = PolicyLibrary.Load(Hub.Shipped("content"));

    [Fact]
    public void An_id_is_never_given_again()
    {
        var plan = PlanEdits.Numbered(PlanSeeds.Content(Today));
        plan = PlanEdits.RemoveMeasure("m2").Apply(plan);
        plan = PlanEdits.AddMeasure("o1", Measure("Third")).Apply(plan);
        Assert.Equal(["m1", "m3"], plan.Measures.Select(m => m.Id));
        plan = PlanEdits.AddObjective(new Objective("", "New") { Measures = [Measure("Fourth"), Measure("Fifth")] }).Apply(PlanEdits.RemoveObjective("o1").Apply(plan));
        Assert.Equal(("o2", "m4", "m5"), (plan.Objectives.Single().Id, plan.Measures.First().Id, plan.Measures.Last().Id));
        plan = PlanEdits.SetSteps("m4", [new("", "One"), new("", "Two")]).Apply(plan);
        plan = PlanEdits.SetSteps("m4", [plan.Measure("m4")!.Steps[1], new("", "Three")]).Apply(plan);
        Assert.Equal([("s2", "Two"), ("s3", "Three")], plan.Measure("m4")!.Steps.Select(s => (s.Id, s.Title)));
    }

    [Fact]
    public void A_step_that_is_removed_leaves_its_id_unused()
    {
        var plan = PlanEdits.SetSteps("m1", []).Apply(PlanSeeds.Content(Today));
        Assert.Empty(plan.Measure("m1")!.Steps);
        var again = PlanEdits.SetSteps("m1", [new("s1", "Choose a course"), new("", "New")]).Apply(PlanSeeds.Content(Today));
        Assert.Equal(["s1", "s3"], again.Measure("m1")!.Steps.Select(s => s.Id));
    }

    [Fact]
    public void Changes_of_other_parts_are_no_conflict_and_of_the_same_part_are()
    {
        var before = PlanSeeds.Content(Today);
        var (reword, tick) = (PlanEdits.Reword("o1", "Other words", null), PlanEdits.Tick("m1", "s1", Today));
        var after = tick.Apply(before);
        Assert.Equal(reword.Part(before), reword.Part(after));
        Assert.Equal(PlanEdits.Pay("m1", []).Part(before), PlanEdits.Pay("m1", []).Part(after));
        Assert.NotEqual(tick.Part(before), tick.Part(after));
        Assert.NotEqual(reword.Part(before), reword.Part(reword.Apply(before)));
        Assert.Null(PlanEdits.Tick("m9", "s1", null).Part(before));
        Assert.True(PlanJson.Same(after, PlanJson.TryRead(PlanJson.Write(after))!));
    }

    [Fact]
    public void The_same_sent_twice_is_one()
    {
        var (plan, edit) = (PlanSeeds.Content(Today), PlanEdits.AddMeasure("o1", Measure("Once")));
        Assert.Equal(3, edit.Apply(edit.Apply(plan)).Measures.Count());
        var objective = PlanEdits.AddObjective(new Objective("", "Once"));
        Assert.Equal(2, objective.Apply(objective.Apply(plan)).Objectives.Count);
    }

    [Fact]
    public void What_differs_in_anything_is_another_one()
    {
        var plan = PlanSeeds.Content(Today);
        plan = PlanEdits.AddMeasure("o1", Measure("Course") with { Owner = "p1" }).Apply(plan);
        Assert.Equal(["m1", "m2", "m3", "m4"], PlanEdits.AddMeasure("o1", Measure("Course") with { Owner = "p2" }).Apply(plan).Measures.Select(m => m.Id));
        var (bare, full) = (new Objective("", "Once"), new Objective("", "Once") { Measures = [Measure("Course")] });
        Assert.Equal("o2", PlanEdits.IdOf(plan, bare));
        plan = PlanEdits.AddObjective(bare).Apply(plan);
        Assert.Equal(("o2", "o3"), (PlanEdits.IdOf(plan, bare), PlanEdits.IdOf(plan, full)));
        plan = PlanEdits.AddObjective(full).Apply(plan);
        Assert.Equal([("o1", 3), ("o2", 0), ("o3", 1)], plan.Objectives.Select(o => (o.Id, o.Measures.Count)));
        Assert.Equal((true, true, false, false), (PlanEdits.WasGiven(plan, "o3"), PlanEdits.WasGiven(plan, "m4"), PlanEdits.WasGiven(plan, "o4"), PlanEdits.WasGiven(plan, "x1")));
    }

    [Theory]
    [InlineData("1250", 1250d)]
    [InlineData("1.250", 1250d)]
    [InlineData("€ 1.250,50", 1250.5)]
    [InlineData("1 250.5", 1250.5)]
    [InlineData("1,250,000", 1250000d)]
    [InlineData("0", 0d)]
    [InlineData("12,5,1", null)]
    [InlineData("-3", null)]
    [InlineData("0.217", null)]
    [InlineData("many", null)]
    public void Euros_are_read_as_Europe_writes_them(string typed, double? euros)
    {
        var errors = new FormErrors();
        var read = new MoneyForm([("own", typed, null)]).Read(errors, T);
        Assert.Equal((decimal?)euros, read?[0].Planned);
        Assert.Equal(euros is null, errors.Any);
    }

    [Fact]
    public void Where_two_fields_are_wrong_in_one_way_the_list_on_top_names_them()
    {
        var errors = new FormErrors();
        Assert.Null(new MoneyForm([("own", "much", "more")]).Read(errors, T));
        Assert.Equal(["Money 1, Planned", "Money 1, Spent"], errors.All.Select(e => errors.NameOf(e.Field)));
        Assert.Single(errors.All.Select(e => e.Sentence).Distinct());
    }

    [Fact]
    public void Why_owner_and_end_are_enough_for_a_measure()
    {
        var (errors, owners) = (new FormErrors(), new Owners([new PlanPerson { Slot = "p1", Name = "Anna Bos" }], new Dictionary<Guid, string>()));
        var form = MeasureForm.Empty with { Why = "Few feel sure. We asked them.", Name = "Kim Vos", End = "2027-06-30" };
        var (measure, added) = form.Read("", owners, errors, T)!.Value;
        Assert.Equal(("Few feel sure", "p2", new DateOnly(2027, 6, 30)), (measure.Title, measure.Owner, measure.End));
        Assert.Equal([new SlotPerson("p2", null, "Kim Vos")], added);
        Assert.Null((MeasureForm.Empty with { Start = "soon" }).Read("", owners, errors, T));
        Assert.Equal(["why", "owner", "start", "end"], errors.All.Select(e => e.Field).Distinct());
    }

    [Fact]
    public void Money_of_one_source_stands_once_and_zero_is_not_nothing()
    {
        var errors = new FormErrors();
        Assert.Equal([new Money("own", 0, null)], new MoneyForm([("own", "0", null), (null, null, null), ("rrf", null, null)]).Read(errors, T)!);
        Assert.False(errors.Any);
        Assert.Null(new MoneyForm([("own", "1", null), ("own", "2", null), (null, "5", null), ("gold", "1", null)]).Read(errors, T));
        Assert.Equal(["source-1", "source-2", "source-3"], errors.All.Select(e => e.Field));
    }

    [Theory]
    [InlineData("https://example.org/report", true)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("//example.org", false)]
    public void Evidence_leads_to_pages_only(string url, bool taken) => Assert.Equal(taken, EvidenceForm.IsAddress(url));

    [Fact]
    public void The_shipped_templates_have_no_mistake_and_there_is_one_for_each_place()
    {
        var templates = PlanTemplates.Load(Policies.IsParagraph, Hub.Shipped("content"));
        Assert.Empty(templates.Problems);
        foreach (var (kind, sector, id) in new[] { ("school", "primary", "school"), ("school", "vocational secondary", "vocational"), ("school", "higher", "higher"), ("school", "adult", "adult"), ("board", null, "board"), ("country", null, "country"), ("region", null, "country") })
            Assert.Contains(id, templates.For(new Place { Kind = kind, Name = "A place", Sector = sector }).Select(t => t.Id));
        foreach (var template in templates.All)
        {
            Assert.All(template.Objectives.SelectMany(o => o.Measures.SelectMany(m => m.Steps.Append(m.Title).Append(m.Why)).Append(o.Title)).Append(template.Title), text => Assert.Equal(["en", "nl"], text.All.Keys));
            var plan = template.In("nl", "Plan", Today, Today.AddMonths(3), "p1");
            Assert.Equal(plan.Measures.Count(), plan.Measures.Select(m => m.Id).Distinct().Count());
            Assert.All(plan.Measures, m => Assert.InRange(m.End, Today, Today.AddMonths(3)));
        }
    }

    [Fact]
    public void A_mistake_in_a_template_is_told_with_its_line()
    {
        var templates = PlanTemplates.Of(Policies.IsParagraph, ("own.yaml", "id: own\ntitle: { en: Own }\nfor: [school]\nobjectives:\n  - title: { en: A }\n    measures:\n      - title: { en: B }\n        month: 3\n"), ("links.yaml", "id: links\ntitle: { en: Links }\nobjectives:\n  - title: { en: A }\n    implements: [council-2023/3b.viii]\n"));
        Assert.Empty(templates.All);
        Assert.Contains(templates.Problems, p => p is ("own.yaml", { Line: 8 }));
        Assert.Contains(templates.Problems, p => p is ("links.yaml", { Line: 5 }));
        var proposals = ProposalLibrary.Load(Policies.IsParagraph, Hub.Shipped("content"));
        Assert.Null(ContentProblems.Told(Policies, proposals, PlanTemplates.Of(Policies.IsParagraph)));
        Assert.Contains("Left out: content/plans/links.yaml, line 5: There is no paragraph \"council-2023/3b.viii\"", ContentProblems.Told(Policies, proposals, templates), StringComparison.Ordinal);
    }

    [Fact]
    public void What_stands_for_a_person_can_be_taken_out_of_every_text()
    {
        var plan = PlanSeeds.Content(Today) with { About = "Ask Bob." };
        var without = PlanTexts.Rewritten(plan, t => t.Replace("Bob", "somebody", StringComparison.Ordinal).Replace("course", "lesson", StringComparison.Ordinal));
        Assert.Equal("Ask somebody.", without.About);
        Assert.DoesNotContain("course", PlanJson.Write(without), StringComparison.Ordinal);
        Assert.Equal(plan.Objectives[0].MeasuredBy, without.Objectives[0].MeasuredBy);
        Assert.Equal("no plan of somebody", PlanTexts.Rewritten("no plan of Bob", t => t.Replace("Bob", "somebody", StringComparison.Ordinal)));
    }

    private static Measure Measure(string title) => new("", title, "Because", "p1", Today.AddMonths(6));
}
