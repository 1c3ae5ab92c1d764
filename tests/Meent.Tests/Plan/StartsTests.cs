using System.Globalization;
using System.Text.RegularExpressions;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Monitor;
using Meent.Monitor.RollUp;
using Meent.People;
using Meent.Places;
using Meent.Plan;
using Meent.Plan.MakePlan;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Plan;

/// <summary>Where a place begins: filled in from what the hub knows, and never without a word of it on the page.</summary>
public partial class StartsTests
{
    private static readonly Texts T = new(new TextCatalogue("", [], ""), "en");

    [Fact]
    public async Task Who_makes_a_plan_reads_with_which_figures_it_begins_before_they_are_written()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await hub.AddDigitalSkills();
        var olga = await hub.AddPerson("Olga Berg", isOperator: true);
        var country = await hub.PlaceOf("NL");
        using var visitor = await hub.SignedIn(olga);
        await visitor.Get($"/places/{country}/plans/new");
        var told = Told().Match(visitor.Text);
        Assert.True(told.Success, visitor.Text);
        await visitor.Post(new() { ["template"] = "country", ["title"] = "Our strategy" });
        var content = PlanJson.TryRead((await hub.Look(db => db.Read<PlanVersion>().SingleAsync())).Content)!;
        var begins = content.Objectives.SelectMany(o => o.MeasuredBy).Single(m => m.Indicator == "digital-skills-basic");
        Assert.Equal((told.Groups["value"].Value, told.Groups["period"].Value), (begins.Base!.Value.ToString("0.######", CultureInfo.InvariantCulture), begins.BasePeriod));

        // Of a place without figures nothing is said and nothing written.
        var alone = new Place { PlaceId = Ids.Random(), Kind = PlaceKind.Country, Name = "Figureland", Country = "XX" };
        await hub.Change(db => db.Add(alone));
        await visitor.Get($"/places/{alone.PlaceId}/plans/new");
        Assert.DoesNotContain("Where you begin", visitor.Text, StringComparison.Ordinal);
        await visitor.Post(new() { ["template"] = "country", ["title"] = "Our strategy" });
        content = PlanJson.TryRead((await hub.Look(db => db.Read<PlanVersion>().SingleAsync(v => v.PlaceId == alone.PlaceId))).Content)!;
        Assert.All(content.Objectives.SelectMany(o => o.MeasuredBy), m => Assert.Equal((null, null), (m.Base, m.BasePeriod)));
    }

    [Fact]
    public void A_start_that_somebody_wrote_stays_and_groups_and_own_figures_get_none()
    {
        MeasuredBy[] by = [new("a"), new("a", "girls"), new("a", Base: 3), new("own figure")];
        var content = new PlanContent { Title = "Plan", Objectives = [new("o1", "One") { MeasuredBy = by }] };
        var begun = PlanTemplate.WithStarts(content, [new("a", Base: 2.5m, BasePeriod: "2025")]);
        Assert.Equal([new("a", Base: 2.5m, BasePeriod: "2025"), by[1], by[2], by[3]], begun.Objectives[0].MeasuredBy);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task What_a_board_reads_of_its_schools_says_how_new_it_is_on_every_page(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (board, anna) = (await hub.AddBoard("Board of the Vale"), await hub.AddPerson("Anna Bos"));
        await hub.Give(anna, Role.Leader, board);
        var first = new DateOnly(2025, 10, 6);
        await hub.Change(db => db.AddRange(
            new Series { Id = 98, Indicator = "learners-with-gigabit", Breakdown = Breakdowns.Total, Unit = IndicatorUnit.Percent, Source = ObservationSource.Schools },
            new Rollup { PlaceId = board.PlaceId, SeriesId = 98, Period = "2025/2026", Numerator = 366, Denominator = 1000, N = 1000, Places = 3 }));
        await hub.Change(db => db.AddRange(Enumerable.Range(0, 3).Select(i => new Contribution
        {
            PlaceId = board.PlaceId, SeriesId = 98, Period = "2025/2026", SchoolId = Ids.Random(), Numerator = 122, Denominator = 333, N = 333, CountedOn = first.AddMonths(i),
        })));
        var content = PlanSeeds.Content(hub.Clock.Today());
        var plan = await hub.AddPlan(board, anna, content: content with { Objectives = [content.Objectives[0] with { MeasuredBy = [new("learners-with-gigabit")] }] });
        using var visitor = await hub.SignedIn(anna);
        const string AsOf = "It adds up what each school of the board stated last, the newest on 6 December 2025.";
        foreach (var path in new[] { $"/places/{board.PlaceId}/indicators", $"/indicators/learners-with-gigabit?place={board.PlaceId}" })
            Assert.Contains(AsOf, (await visitor.Get(path)).Text, StringComparison.Ordinal);
        foreach (var path in new[] { "", "/wall", "/thread" })
            Assert.Contains("36.6 % (2025/2026, from what schools stated until 6 December 2025)", (await visitor.Get($"/plans/{plan}{path}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_figure_that_has_a_version_is_told_with_its_source() =>
        Assert.Equal("2025, Eurostat", FigureNow.Of(60.39m, "2025", ObservationSource.Eurostat, new DateOnly(2026, 3, 2)).When(T));

    [GeneratedRegex(@"Where you begin is filled in with the newest figure\. People with at least basic digital skills: (?<value>[\d.]+) % in (?<period>\d{4})\.")]
    private static partial Regex Told();
}
