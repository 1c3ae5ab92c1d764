using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.Plan;
using Meent.Plan.EditPlan;
using Meent.Plan.TakeAlong;

namespace Meent.Tests.Plan;

/// <summary>What is written of a plan is read again unchanged, and what is wrong in a file is named.</summary>
public class PlanFilesTests
{
    [Fact]
    public void Every_plan_comes_back_from_JSON_as_it_was() => Prop.ForAll(Plans.ToArbitrary(), plan => Same(plan, PlanJsonFile.Read(PlanJsonFile.Write(plan)))).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_plan_comes_back_from_CSV_as_it_was() =>
        Prop.ForAll(Plans.ToArbitrary(), plan => Same(plan with { History = null }, PlanCsvFile.Read(Encoding.UTF8.GetString(PlanCsvFile.Write(plan))))).QuickCheckThrowOnFailure();

    [Fact]
    public void No_cell_begins_with_what_a_spreadsheet_would_run()
    {
        var csv = Encoding.UTF8.GetString(PlanCsvFile.Write(Small with { Content = Small.Content with { Title = "=1+1", About = "'quoted" } }));
        Assert.Contains(",'=1+1,''quoted,", csv, StringComparison.Ordinal);
    }

    [Fact]
    public void A_spreadsheet_that_writes_semicolons_is_read_too()
    {
        var csv = Encoding.UTF8.GetString(PlanCsvFile.Write(Small)).Replace(',', ';');
        Assert.True(Same(Small, PlanCsvFile.Read(csv)));
    }

    [Theory]
    [InlineData("objective,o1", "objektive,o1", 4, typeof(UnknownKind))]
    [InlineData("measure,m1,o1", "measure,m1,o7", 6, typeof(BelongsNowhere))]
    [InlineData("2027-06-30", "30 June", 6, typeof(CellIsNoDay))]
    [InlineData("60.5", "60x5", 5, typeof(CellIsNoNumber))]
    [InlineData("erasmus", "lottery", 6, typeof(MoneyIsWrong))]
    [InlineData("https://example.org/", "javascript:alert(1)", 6, typeof(EvidenceIsWrong))]
    [InlineData("measure,m1,o1,Do it,,Because", "measure,m1,o1,Do it,,", 6, typeof(TextDoesNotFit))]
    [InlineData("2026-01-01", "2030-01-01", null, typeof(PeriodIsWrong))]
    [InlineData("2027-12-31", "9999-12-31", null, typeof(PeriodIsWrong))]
    [InlineData(",0,", ",79228162514264337593543950335,", 6, typeof(MoneyIsWrong))]
    [InlineData("60.5", "1000000000000", 4, typeof(ValueIsTooLarge))]
    [InlineData("plan,,,Small", "person,p9,,Small", null, typeof(NotOnePlan))]
    public void A_mistake_is_named_with_its_line_and_nothing_is_taken(string right, string wrong, int? line, Type why)
    {
        var csv = Encoding.UTF8.GetString(PlanCsvFile.Write(Small));
        Assert.Contains(right, csv, StringComparison.Ordinal);
        var read = PlanCsvFile.Read(csv.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Null(read.Plan);
        Assert.Contains(read.Problems, p => p.Line == line && p.Why.GetType() == why);
    }

    [Theory]
    [InlineData(",planned,", ",gepland,", 1, "“gepland” is no column of a plan.")]
    [InlineData(",planned,spent,", ",spent,spent,", 1, "The column “spent” stands there twice.")]
    [InlineData(",planned,", ",,", 7, "“0” stands in a column without a name.")]
    public void What_stands_under_no_column_of_a_plan_is_not_lost_without_a_word(string right, string wrong, int line, string says)
    {
        var csv = Encoding.UTF8.GetString(PlanCsvFile.Write(Small));
        Assert.Contains(right, csv, StringComparison.Ordinal);
        var read = PlanCsvFile.Read(csv.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Null(read.Plan);
        var only = Assert.Single(read.Problems);
        Assert.Equal((line, true), (only.Line, only.Why.Sentence(new Texts(new TextCatalogue("", [], ""), "en")).StartsWith(says, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"format\": \"meent-plan/1\"}")]
    [InlineData("{\"format\": \"meent-plan/2\", \"plan\": {\"title\": \"x\"}}")]
    [InlineData("{\"format\": 1, \"plan\": {\"title\": \"x\"}}")]
    [InlineData("{\"format\": \"meent-plan/1\", \"plan\": {\"title\": \"x\", \"objectives\": [null]}}")]
    [InlineData("{\"format\": \"meent-plan/1\", \"plan\": {\"title\": \"x\", \"objectives\": null}}")]
    [InlineData("{\"format\": \"meent-plan/1\", \"plan\": {\"title\": null}}")]
    [InlineData("{\"format\": \"meent-plan/1\", \"people\": [1], \"plan\": {\"title\": \"x\"}}")]
    public void What_is_no_plan_is_refused(string json) => Assert.IsType<NoPlanFile>(Assert.Single(PlanJsonFile.Read(json).Problems).Why);

    [Theory]
    [InlineData("", 1, typeof(PlanTableHasNoHead))]
    [InlineData("a,b\n1,2", 1, typeof(PlanTableHasNoHead))]
    [InlineData("kind,title\nplan,x\n\"plan,x", 3, typeof(PlanQuoteIsOpen))]
    public void A_table_without_a_plan_in_it_says_what_is_missing(string text, int line, Type why) =>
        Assert.Equal((line, why), Assert.Single(PlanCsvFile.Read(text).Problems) is var only ? (only.Line ?? 0, only.Why.GetType()) : default);

    [Fact]
    public void What_is_wrong_in_JSON_says_of_which_part_it_is() =>
        Assert.Equal("o1", Assert.Single(PlanJsonFile.Read(PlanJsonFile.Write(Small with { Content = Small.Content with { Objectives = [Small.Content.Objectives[0] with { Title = " " }] } })).Problems).Of);

    [Fact]
    public void What_could_not_have_been_made_here_is_refused_before_it_is_put_together()
    {
        static string Table(string rows) => "kind,id,of,title,start,end\nplan,,,Plan,2026-01-01,2027-01-01\n" + rows;
        // Of 40,000 objectives the first scan of each for its rows took half a minute.
        Assert.IsType<PlanIsTooLarge>(Assert.Single(PlanCsvFile.Read(Table(string.Concat(Enumerable.Range(1, 40_000).Select(n => $"objective,o{n},,Reach it,,\n")))).Problems).Why);
        var twice = Assert.Single(PlanCsvFile.Read(Table("objective,o1,,One,,\nobjective,o1,,Two,,\n")).Problems);
        Assert.Equal((4, typeof(IdIsTaken)), (twice.Line, twice.Why.GetType()));
        var links = Small.Content.Objectives[0] with { Links = [.. Enumerable.Range(1, PlanChecks.MostLinks + 1).Select(n => new PlanLink(LinkRoles.Implements, $"policy/{n}"))] };
        Assert.IsType<TooManyLinks>(Assert.Single(PlanJsonFile.Read(PlanJsonFile.Write(Small with { Content = Small.Content with { Objectives = [links] } })).Problems).Why);
        Assert.IsType<IdIsWrong>(Assert.Single(PlanJsonFile.Read(PlanJsonFile.Write(Small with { Content = Small.Content with { LastObjective = int.MaxValue } })).Problems).Why);
    }

    [Fact]
    public void What_the_forms_could_not_hold_is_refused()
    {
        var (objective, measure) = (Small.Content.Objectives[0], Small.Content.Objectives[0].Measures[0]);
        Assert.IsType<TooManyFigures>(Why(objective with { MeasuredBy = [.. Enumerable.Range(1, 9).Select(n => new MeasuredBy($"figure {n}"))] }));
        Assert.IsType<FigureIsTaken>(Why(objective with { MeasuredBy = [new("one", "girls"), new("one", "boys"), new("one", "girls", Target: 2)] }));
        Assert.Null(Why(objective with { MeasuredBy = [new("one", "girls"), new("one", "boys"), new("one")] }));
        Assert.IsType<TextDoesNotFit>(Why(objective with { MeasuredBy = [new("one", new string('x', 201))] }));
        Assert.IsType<TextDoesNotFit>(Why(objective with { MeasuredBy = [new("one", null, 1, "a period in very many words")] }));
        Refusal? Of(Measure changed) => Why(objective with { Measures = [changed] });
        Assert.IsType<StepIsWrong>(Of(measure with { Steps = [.. Enumerable.Range(1, 41).Select(n => new Step($"s{n}", "Step"))] }));
        Assert.IsType<EvidenceIsWrong>(Of(measure with { Evidence = [.. Enumerable.Repeat(new Evidence("Seen"), 21)] }));
        Assert.IsType<EvidenceIsWrong>(Of(measure with { Evidence = [new(new string('x', 501))] }));
        Assert.IsType<EvidenceIsWrong>(Of(measure with { Evidence = [new("Seen", "https://example.org/" + new string('x', 500))] }));
        Assert.Null(Of(measure with { Evidence = [.. Enumerable.Repeat(new Evidence(new string('x', 500)), 20)], Steps = [.. Enumerable.Range(1, 40).Select(n => new Step($"s{n}", "Step"))] }));
        Assert.IsType<TextDoesNotFit>(Assert.Single(PlanJsonFile.Read(PlanJsonFile.Write(Small with { Content = Small.Content with { Language = "en\" onclick" } })).Problems).Why);
        static Refusal? Why(Objective objective) => PlanJsonFile.Read(PlanJsonFile.Write(Small with { Content = Small.Content with { Objectives = [objective] } })).Problems is [var only] ? only.Why : null;
    }

    [Fact]
    public void An_aim_of_a_file_is_held_to_the_scale_of_its_figure_as_in_the_form()
    {
        PlanExchange With(MeasuredBy by) => Small with { Content = Small.Content with { Objectives = [Small.Content.Objectives[0] with { MeasuredBy = [by] }] } };
        IReadOnlyList<FileProblem> Json(MeasuredBy by) => PlanJsonFile.Read(PlanJsonFile.Write(With(by)), Known).Problems;
        IReadOnlyList<FileProblem> Csv(MeasuredBy by) => PlanCsvFile.Read(Encoding.UTF8.GetString(PlanCsvFile.Write(With(by))), Known).Problems;
        Assert.Equal(("o1", null, "This objective is measured by “digital-skills-basic”, and 180 is no value of it. It lies between 0 and 100."), Said(Json(new("digital-skills-basic", Target: 180))));
        Assert.Equal(("o1", 4, "This objective is measured by “school-teaching”, and 9 is no value of it. It lies between 1 and 5."), Said(Csv(new("school-teaching", Base: 9, Target: 4))));
        Assert.Equal(("o1", null, "This objective begins at 60 of “digital-skills-basic” and wants to be at 50, which is worse."), Said(Json(new("digital-skills-basic", Base: 60, Target: 50))));
        // A figure of the plan's own has no scale, and a day that has gone by is part of an old plan.
        Assert.Empty(Json(new("our own figure", Base: 400, Target: 180)));
        Assert.Empty(Csv(new("digital-skills-basic", Base: 40, Target: 60, Due: new(2026, 1, 1))));

        static (string? Of, int? Line, string Sentence) Said(IReadOnlyList<FileProblem> problems) => Assert.Single(problems) is var only ? (only.Of, only.Line, only.Why.Sentence(new(new TextCatalogue("", [], ""), "en"))) : default;
    }

    private static Meent.Monitor.Indicator? Known(string id) => Content.Find(id);

    private static readonly Meent.Monitor.IndicatorContent Content = Meent.Monitor.IndicatorContent.Load(Hub.Shipped("content"));

    [Fact]
    public void A_form_shows_more_rows_than_it_would_take() =>
        Assert.Equal((25, 12), (EvidenceForm.Of([.. Enumerable.Repeat(new Evidence("Seen"), 25)]).Rows.Count, MoneyForm.Of([.. Enumerable.Repeat(new Money("own"), 12)], new(new TextCatalogue("", [], ""), "en")).Rows.Count));

    [Theory]
    [InlineData("{\"id\": \"o1\"}")]
    [InlineData("{\"id\": \"x\", \"title\": \"t\"}")]
    [InlineData("{\"id\": \"o1\", \"title\": \"t\", \"links\": [{}]}")]
    [InlineData("{\"id\": \"o1\", \"title\": \"t\", \"measuredBy\": [{}]}")]
    [InlineData("{\"id\": \"o1\", \"title\": \"t\", \"measures\": [{}]}")]
    public void A_part_that_misses_something_is_refused(string objective) =>
        Assert.NotEmpty(PlanJsonFile.Read($"{{\"format\": \"meent-plan/1\", \"plan\": {{\"title\": \"x\", \"from\": \"2026-01-01\", \"to\": \"2027-01-01\", \"objectives\": [{objective}]}}}}").Problems);

    private static readonly PlanExchange Small = new(
        PlanEdits.Numbered(new()
        {
            Title = "Small", From = new(2026, 1, 1), To = new(2027, 12, 31),
            Objectives =
            [
                new("o1", "Reach it")
                {
                    MeasuredBy = [new("digital-skills-basic", Target: 60.5m)],
                    Measures =
                    [
                        new("m1", "Do it", "Because", "p1", new(2027, 6, 30)) { Money = [new("erasmus", 0m)], Evidence = [new("Seen", "https://example.org/")] },
                    ],
                },
            ],
        }),
        [new("p1", "Anna")]);

    private static bool Same(PlanExchange plan, ExchangeRead read) =>
        read.Problems.Count == 0 && read.Plan is { } back && PlanJson.Same(plan.Content, back.Content) && plan.People.SequenceEqual(back.People) && PlanHistoryTests.Same(plan.History, back.History);

    // Signs that tables, spreadsheets and JSON trip over.
    private static readonly Gen<string> Text = Gen.Elements("a", "é", "Ω", "\"", ",", ";", "\n", " ", "=", "+", "-", "@", "'", "{", "\\", "null", "0", "plan", "😀")
        .NonEmptyListOf().Select(parts => string.Concat(parts.Take(30))).Where(t => !string.IsNullOrWhiteSpace(t));

    private static readonly Gen<string?> Maybe = Gen.OneOf(Gen.Constant<string?>(null), Text.Select(t => (string?)t));

    private static readonly Gen<DateOnly> Day = Gen.Choose(0, 3000).Select(n => new DateOnly(2024, 1, 1).AddDays(n));

    private static readonly Gen<DateOnly?> MaybeDay = Gen.OneOf(Gen.Constant<DateOnly?>(null), Day.Select(d => (DateOnly?)d));

    // Zero is not nothing, and 1.50 is written with both decimals.
    private static readonly Gen<decimal?> Number = Gen.OneOf(Gen.Constant<decimal?>(null), Gen.Constant<decimal?>(0m), Gen.Choose(0, 10_000_000).Select(n => (decimal?)(n / 100m)), Gen.Constant<decimal?>(1.50m));

    private static readonly Gen<PlanLink> Link = Gen.Elements("council-2023/3b.vii", "sector-scheme/skills", $"plan:{Guid.Empty:N}/{Guid.Empty:N}/o1").SelectMany(t => Gen.Elements(LinkRoles.All.ToArray()).Select(r => new PlanLink(r, t)));

    private static readonly Gen<MeasuredBy> Measured =
        from indicator in Text from breakdown in Maybe from start in Number from period in Gen.Elements(null, "2025", "2024/2025", "=1") from target in Number from due in MaybeDay
        select new MeasuredBy(indicator, breakdown, start, period, target is { } t ? -t : null, due);

    private static Gen<Measure> Measure(int number) =>
        from title in Text from why in Text from changes in Maybe from role in Maybe from start in MaybeDay from days in Gen.Choose(0, 500) from review in MaybeDay
        from money in Gen.SubListOf(MoneySources.All.ToArray()) from planned in Number from spent in Number from steps in Text.ListOf() from done in MaybeDay from evidence in Text.ListOf() from url in Gen.Elements(null, "https://example.org/?a=1,2")
        select new Measure($"m{number}", title, why, "p1", (start ?? new DateOnly(2026, 1, 1)).AddDays(days))
        {
            Changes = changes, OwnerRole = role, Start = start, NextReview = review, Money = [.. money.Select(m => new Money(m, planned, spent))],
            Steps = [.. steps.Take(5).Select((s, i) => new Step($"s{i + 1}", s, done))], Evidence = [.. evidence.Take(3).Select(e => new Evidence(e, url))],
        };

    private static Gen<Objective> Objective(int number) =>
        from title in Text from why in Maybe from report in Gen.Elements(null, new ObjectiveFrom(Guid.Parse("0199aa00-0000-7000-8000-000000000001"), "=teaching")) from links in Link.ListOf() from measured in Measured.ListOf() from measures in Gen.CollectToList(Enumerable.Range(0, number % 4), i => Measure((number * 10) + i))
        select new Objective($"o{number}", title) { Why = why, From = report, Links = [.. links.Distinct()], MeasuredBy = [.. measured.DistinctBy(m => (m.Indicator, m.Breakdown)).Take(3)], Measures = [.. measures] };

    private static readonly Gen<PlanExchange> Plans =
        from title in Text from about in Maybe from language in Gen.Elements(null, "en", "el") from day in Day from days in Gen.Choose(0, 2000) from name in Text from last in Gen.Choose(0, 90)
        from count in Gen.Choose(0, 5) from demonstration in Gen.Elements(true, false) from objectives in Gen.CollectToList(Enumerable.Range(1, count), Objective) from history in PlanHistoryTests.Histories(Text, Maybe, Number, Day, MaybeDay)
        select new PlanExchange(
            PlanEdits.Numbered(new PlanContent { Title = title, About = about, Language = language, From = day, To = day.AddDays(days), Objectives = [.. objectives], LastMeasure = last, Demonstration = demonstration }), [new("p1", name)])
        {
            History = last < 9 ? null : history,
        };
}
