using Meent.Plan.Policies;
using Meent.Plan.Proposals;
using Meent.Reflect.Instruments;

namespace Meent.Tests.Plan;

public class ProposalLibraryTests
{
    private static readonly ProposalLibrary Shipped = ProposalLibrary.Load(PolicyLibrary.Load(Hub.Shipped("content")).IsParagraph, Hub.Shipped("content"));

    [Fact]
    public void Every_shipped_file_is_without_mistakes() => Assert.Empty(Shipped.Problems);

    [Fact]
    public void Every_area_of_every_framework_has_proposals_for_every_level()
    {
        var frameworks = FrameworkLibrary.Load(Path.Combine(Hub.Shipped("content"), "frameworks"));
        Assert.True(frameworks.Ids.Count >= 14);
        Assert.All(frameworks.Ids, id => Assert.All(frameworks.Get(id)!.Areas, a => Assert.Equal(ProposalLevel.All, Shipped.For(id, a.Id)?.Measures.Select(m => m.Level).Distinct())));
    }

    [Fact]
    public void Every_paragraph_that_a_proposal_answers_is_there()
    {
        var policies = PolicyLibrary.Load(Hub.Shipped("content"));
        Assert.All(Shipped.All.SelectMany(a => a.Answers), target => Assert.NotNull(policies.Paragraph(target)));
    }

    [Fact]
    public void Everything_is_there_in_English_and_Dutch() => Assert.All(Shipped.All, a =>
    {
        var texts = a.Measures.SelectMany(m => m.Steps.Append(m.Title).Append(m.Why)).Concat(a.Measures.Select(m => m.Changes!).Where(c => c is not null)).Append(a.Objective);
        Assert.All(texts, t => Assert.Equal(["en", "nl"], t.All.Keys));
    });

    [Theory]
    [InlineData(1.0, 5, ProposalLevel.Begin)]
    [InlineData(2.5, 5, ProposalLevel.Begin)]
    [InlineData(2.6, 5, ProposalLevel.Build)]
    [InlineData(3.5, 5, ProposalLevel.Build)]
    [InlineData(3.6, 5, ProposalLevel.Deepen)]
    [InlineData(5.0, 5, ProposalLevel.Deepen)]
    [InlineData(2.9, 6, ProposalLevel.Begin)]
    [InlineData(1.0, 2, ProposalLevel.Begin)]
    public void A_mean_tells_the_level(double mean, int scale, string level) => Assert.Equal(level, ProposalLevel.Of(mean, scale));

    [Fact]
    public void What_fits_where_the_place_stands_comes_first()
    {
        var area = Shipped.For("digital-school", "leadership")!;
        Assert.Equal(["one-page", "hours", "learners-say"], area.From(ProposalLevel.Begin).Select(m => m.Id));
        Assert.Equal(["learners-say", "hours", "one-page"], area.From(ProposalLevel.Deepen).Select(m => m.Id));
    }

    [Fact]
    public void From_where_somebody_stands_the_proposals_lead_on()
    {
        var area = Shipped.For("digital-school", "leadership")!;
        Assert.Equal(["one-page", "hours", "learners-say"], area.Onward(ProposalLevel.Begin).Select(m => m.Id));
        Assert.Equal(["hours", "learners-say"], area.Onward(ProposalLevel.Build).Select(m => m.Id));
        Assert.Equal(["learners-say"], area.Onward(ProposalLevel.Deepen).Select(m => m.Id));
        var early = area with { Measures = [.. area.Measures.Where(m => m.Level != ProposalLevel.Deepen)] };
        Assert.Equal(["hours"], early.Onward(ProposalLevel.Deepen).Select(m => m.Id));
        Assert.Empty((area with { Measures = [] }).Onward(ProposalLevel.Begin));
    }

    [Theory]
    [InlineData("for: begin", "for: later", 7, "no level")]
    [InlineData("months: 3", "months: soon", 10, "a number from 1 to")]
    [InlineData("months: 3", "months: 300", 10, "a number from 1 to")]
    [InlineData("title: {en: Do}", "title: {nl: Doe}", 8, "\"en\" is missing")]
    [InlineData("why: {en: Because}", "why: {en: Because, and so on}", 9, "is not a key")]
    public void A_mistake_is_named_with_its_line(string right, string wrong, int line, string reason)
    {
        const string own = """
            framework: mine
            languages: [en]
            areas:
              here:
                objective: {en: Be}
                measures:
                  - for: begin
                    title: {en: Do}
                    why: {en: Because}
                    months: 3
                    id: one
            """;
        Assert.Empty(ProposalFile.Parse(own).Mistakes);
        var broken = ProposalFile.Parse(own.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Empty(broken.Areas);
        Assert.Contains(broken.Mistakes, m => m.Line == line && m.Sentence.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void A_link_that_leads_nowhere_is_named_with_its_line()
    {
        const string own = "framework: mine\nlanguages: [en]\nareas:\n  here:\n    objective: {en: Be}\n    answers: [council-2023/3b.viii]\n    measures: []\n";
        var policies = PolicyLibrary.Load(Hub.Shipped("content"));
        Assert.Empty(ProposalFile.Parse(own).Mistakes);
        Assert.Empty(ProposalFile.Parse(own.Replace("3b.viii", "3b.vii", StringComparison.Ordinal), policies.IsParagraph).Mistakes);
        var mistake = Assert.Single(ProposalFile.Parse(own, policies.IsParagraph).Mistakes);
        Assert.Equal((6, true), (mistake.Line, mistake.Sentence.Contains("\"council-2023/3b.viii\"", StringComparison.Ordinal)));
    }
}
