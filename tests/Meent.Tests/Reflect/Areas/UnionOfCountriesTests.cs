using System.Net;
using System.Text.Json;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Monitor;
using Meent.Monitor.ReadReleases;
using Meent.Reflect;
using Meent.Reflect.Areas;
using Meent.Reflect.Federate;
using Meent.Reflect.ReadFigures;
using Meent.Tests.Reflect.Federate;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Reflect.Areas;

/// <summary>The schools of one country are not the Union.</summary>
public class UnionOfCountriesTests
{
    [Fact]
    public void The_Union_shows_what_two_countries_show()
    {
        Assert.Empty(UnionOfCountries.Shown<string>([]));
        Assert.Empty(UnionOfCountries.Shown<string>([["teaching", "teaching"], ["leadership"]]));
        Assert.Equal(["teaching"], UnionOfCountries.Shown<string>([["teaching", "leadership"], ["teaching"], []]));
    }

    [Fact]
    public void Of_an_edition_of_the_Union_statements_and_areas_that_one_country_shows_are_left_out()
    {
        ItemFigure both = Made.Shown("leadership.vision", 9, 300, 4), one = Made.Shown("leadership.plan", 9, 300, 4), hidden = Made.Hidden("leadership.time");
        Edition Of(params ItemFigure[] items) => JointEdition.Of(null, [Made.Edition(1, 9, items)], Ids.New());
        var items = UnionEdition.Shown(Of(both, one, hidden), [[Of(both, one)], [Of(both)], [Of(hidden)]]).Parts[0];
        Assert.Equal([FigureState.Shown, FigureState.OneCountry, FigureState.TooFew], items.Items.Select(i => i.State));
        Assert.Equal((null, null, null), (items.Items[1].Mean, items.Items[1].N, items.Items[1].Schools));
        // One statement of three says too little about an area, whatever its countries say of it with others.
        Assert.Equal(new("teachers", "leadership", FigureState.OneCountry, 3, 0), items.Areas.Single());
        // What one country and its partner say is of one country.
        var alone = UnionEdition.Shown(Of(both), [[Of(both), Of(both)], []]).Parts[0];
        Assert.Equal((FigureState.OneCountry, FigureState.OneCountry), (alone.Items.Single().State, alone.Areas.Single().State));
        Assert.Null(alone.Areas.Single().Mean);
    }

    [Fact]
    public void An_area_of_the_Union_is_made_of_the_statements_that_the_Union_shows()
    {
        ItemFigure both = Made.Shown("leadership.vision", 9, 300, 4), one = Made.Shown("leadership.plan", 30, 900, 2);
        Edition Of(params ItemFigure[] items) => JointEdition.Of(null, [Made.Edition(1, 9, items)], Ids.New());
        var area = UnionEdition.Shown(Of(both, one), [[Of(both, one)], [Of(both)]]).Parts[0].Areas.Single();
        Assert.Equal((FigureState.Shown, 4, 1, 2, 300, 9), (area.State, area.Mean, area.Used, area.Asked, area.N, area.Schools));
        // Where only one country shows the area itself, the Union has none, though both show a statement of it.
        Assert.Equal(FigureState.OneCountry, UnionEdition.Shown(Of(both, one), [[Of(both, one)], [Of(both, Made.Hidden("leadership.plan"), Made.Hidden("leadership.time"))]]).Parts[0].Areas.Single().State);
    }

    [Fact]
    public async Task What_countries_show_is_read_once_for_the_same_editions()
    {
        var (kept, union, read) = (new KeptUnion(), Ids.New(), 0);
        EditionKey one = new(Ids.New(), 1), two = new(Ids.New(), 1);
        async Task<string> Of(string period, params EditionKey[] editions) => (await kept.Of((union, "school", period), editions.ToHashSet(), Read)).Single().Item!;
        Task<IReadOnlySet<FigureKey>> Read() => Task.FromResult<IReadOnlySet<FigureKey>>(new HashSet<FigureKey> { new(null, "teachers", "a", $"{++read}", 1) });
        Assert.Equal(["1", "1"], [await Of("2025-2026", one, two), await Of("2025-2026", two, one)]);
        Assert.Equal(["2", "3", "4"], [await Of("2024-2025", one, two), await Of("2025-2026", one, two with { Number = 2 }), await Of("2025-2026", one)]);
        Assert.Equal(["2", "4"], [await Of("2024-2025", one, two), await Of("2025-2026", one)]);
        // It is bounded: with one that is too large all go.
        HashSet<FigureKey> many = [.. Enumerable.Range(0, KeptUnion.Most).Select(i => new FigureKey(null, "teachers", "a", $"{i}", 1))];
        await kept.Of((union, "school", "2023-2024"), new HashSet<EditionKey> { one }, () => Task.FromResult<IReadOnlySet<FigureKey>>(many));
        Assert.Equal("5", await Of("2025-2026", one));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Pages_files_programs_and_indicators_have_figures_of_the_Union_from_the_second_country_on(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await hub.AddDigitalSkills();
        var (union, first, second) = (await hub.PlaceOf("EU"), await hub.PlaceOf("NL"), await hub.PlaceOf("BE"));
        await Publish(hub, union, "leadership.vision", "leadership.plan");
        await Publish(hub, first, "leadership.vision", "leadership.plan");
        foreach (var place in new[] { union, first }) await hub.Observe(place, "2025/2026", 41, null, ObservationSource.Schools);
        using var visitor = hub.Visitor();
        Assert.Contains(UnionOfCountries.Sentence(new Texts(new TextCatalogue("", [], ""), "en")), (await visitor.Get($"/figures/{union}")).Text, StringComparison.Ordinal);
        Assert.NotNull(visitor.Page.QuerySelector($"main a[href='/figures/{first}']"));
        foreach (var file in new[] { $"/api/figures/{union}", $"/api/figures/{union}.csv", $"/figures/{union}/leadership", $"/figures/{union}?instrument=school" })
            Assert.Equal((file, HttpStatusCode.NotFound), (file, (await visitor.Get(file)).Status));
        Assert.Equal([first], await Listed(visitor));
        Assert.Null((await visitor.Get("/figures")).Page.QuerySelector($"main a[href^='/figures/{union}']"));
        Assert.Equal(["NL"], await OfSchools(visitor));
        Assert.Equal(["Netherlands"], await Revised(hub, visitor, union, first));

        // Neither a figure that is held back, nor one of another school year, nor one of another series makes it two countries.
        await hub.Observe(second, "2025/2026", null, null, ObservationSource.Schools);
        await hub.Observe(second, "2024/2025", 40, null, ObservationSource.Schools);
        await OfAnotherSeries(hub, union, second);
        Assert.Equal(["BE", "NL"], await OfSchools(visitor));

        await Publish(hub, second, "leadership.vision");
        await hub.Observe(second, "2025/2026", 42, null, ObservationSource.Schools);
        Assert.Equal(["BE", "EU", "NL"], await OfSchools(visitor));
        Assert.Equal(["European Union", "Netherlands"], (await Revised(hub, visitor, union, first)).Order(StringComparer.Ordinal));
        Assert.Contains("9 schools took part", (await visitor.Get($"/figures/{union}")).Text, StringComparison.Ordinal);
        Assert.Contains("because fewer than 2 countries show it", visitor.Text, StringComparison.Ordinal);
        var items = JsonDocument.Parse(await Body(visitor, $"/api/figures/{union}")).RootElement.GetProperty("parts")[0].GetProperty("items");
        Assert.Equal(["shown", "oneCountry"], items.EnumerateArray().Select(i => i.GetProperty("state").GetString()));
        Assert.False(items[1].TryGetProperty("mean", out _));
        Assert.Equal(new[] { union, first, second }.Order(), (await Listed(visitor)).Order());
        Assert.NotNull((await visitor.Get("/figures")).Page.QuerySelector($"main a[href^='/figures/{union}']"));
    }

    [Fact]
    public async Task A_later_edition_of_a_country_counts_at_once()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await hub.AddDigitalSkills();
        var (union, first, second) = (await hub.PlaceOf("EU"), await hub.PlaceOf("NL"), await hub.PlaceOf("BE"));
        foreach (var place in new[] { union, first }) await Publish(hub, place, "leadership.vision", "leadership.plan");
        await Publish(hub, second, "leadership.vision");
        using var visitor = hub.Visitor();
        Assert.Equal(["shown", "oneCountry"], await States());
        await Publish(hub, second, 2, "leadership.vision", "leadership.plan");
        Assert.Equal(["shown", "shown"], await States());

        async Task<List<string?>> States() =>
            [.. JsonDocument.Parse(await Body(visitor, $"/api/figures/{union}")).RootElement.GetProperty("parts")[0].GetProperty("items").EnumerateArray().Select(i => i.GetProperty("state").GetString())];
    }

    private static Task OfAnotherSeries(TestHub hub, params Guid[] places) => hub.Change(db =>
    {
        db.Add(new Series { Id = 97, Indicator = "digital-skills-basic", Breakdown = Breakdowns.Total, Unit = "PC_HH", Source = ObservationSource.Schools });
        db.AddRange(places.Select(p => new StoredObservation { PlaceId = p, SeriesId = 97, Period = "2025/2026", Value = 40, Vintage = 1 }));
    });

    private static Task Publish(TestHub hub, Guid place, params string[] items) => Publish(hub, place, 1, items);

    private static Task Publish(TestHub hub, Guid place, int number, params string[] items)
    {
        var edition = Made.Edition(number, 9, [.. items.Select(i => Made.Shown(i, 9, 300, 4))]);
        edition = edition with { About = edition.About with { PlaceId = place } };
        return hub.Change(db => db.Add(new StoredEdition { PlaceId = place, Instrument = "school", Period = "2025-2026", Number = number, Run = number, MadeAt = hub.Clock.GetUtcNow().UtcDateTime, Content = edition.ToJson() }));
    }

    private static async Task<IEnumerable<Guid>> Listed(Visitor visitor) =>
        JsonDocument.Parse(await Body(visitor, "/api/figures")).RootElement.EnumerateArray().Select(l => l.GetProperty("placeId").GetGuid()).ToList();

    /// <summary>Places of which the newest release tells a change.</summary>
    private static async Task<IEnumerable<string>> Revised(TestHub hub, Visitor visitor, params Guid[] places)
    {
        var newest = await hub.Look(async db => (await db.Read<StoredObservation>().ToListAsync()).Where(o => o.Period == "2025/2026").MaxBy(o => o.Vintage)!);
        await hub.Change(db => db.AddRange(places.Select(p => new KeptRevision { PlaceId = p, Vintage = newest.Vintage, SeriesId = newest.SeriesId, Period = newest.Period, Was = 40, Value = 41 })));
        return (await visitor.Get($"/releases/{newest.Vintage}")).Page.QuerySelectorAll("table")[^1].QuerySelectorAll("tbody th").Select(h => h.TextContent.Trim()).ToList();
    }

    /// <summary>Places that have a figure from schools in the file of an indicator.</summary>
    private static async Task<IEnumerable<string>> OfSchools(Visitor visitor)
    {
        var lines = (await Body(visitor, "/indicators/digital-skills-basic/data.csv")).Split('\n').Where(l => l.Contains(",schools,", StringComparison.Ordinal));
        return lines.Select(l => new[] { "NL", "BE", "EU" }.Single(c => l.Split(',').Contains(c))).Distinct().Order(StringComparer.Ordinal).ToList();
    }

    private static async Task<string> Body(Visitor visitor, string path) => await (await visitor.Get(path)).Response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
