using System.Net;
using System.Text.Json;
using Meent.Places;

namespace Meent.Tests.Places;

/// <summary>Somebody types what they remember of their school, and finds it.</summary>
public class FindSchoolTests
{
    private const string Rows = """
        A-1;101;Schubart-Gymnasium;Gymnasium;BW;"Rombacher Straße 30, 73430 Aalen"
        A-2;102;Goethegymnasium;Gymnasium;SN;"Markt 2 60311 Frankfurt"
        A-3;103;Grundschule am Schlosspark;Grundschule;SN;"Parkweg 3, 01127 Dresden"
        A-4;104;Müllerschule;Grundschule;SN;"Weg 4, 01127 Parkstadt"
        A-5;105;Grundschule Frankfurt;Grundschule;SN;"Weg 5, 01127 Oder"
        A-6;106;Montessoribasisschool De Linde;Grundschule;SN;"Weg 6, 01127 Grundstadt"
        A-7;107;Βαρβάκειος Σχολή;Gymnasium;SN;"Weg 7, 40211"
        A-8;108;Park;Grundschule;SN;"Weg 8, 01127 Ulm"
        A-9;109;Parkschule;Grundschule;SN;"Weg 9, 01127 Ulm"

        """;

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Any_part_of_name_and_town_in_any_order_finds_it(Engine engine)
    {
        await using var hub = await Hub(engine);
        foreach (var (typed, first) in new[]
        {
            ("schubart aalen", "Schubart-Gymnasium"), ("AALEN SCHUB", "Schubart-Gymnasium"), ("gymn aal", "Schubart-Gymnasium"),
            ("goethe frankfurt", "Goethegymnasium"), ("göthe", "Goethegymnasium"), ("goetheg", "Goethegymnasium"),
            ("mueller", "Müllerschule"), ("MÜLLER", "Müllerschule"), ("muller parkstadt", "Müllerschule"),
            ("basisschool", "Montessoribasisschool De Linde"), ("basis linde", "Montessoribasisschool De Linde"), ("soribasis", "Montessoribasisschool De Linde"),
            ("βαρβακειοσ", "Βαρβάκειος Σχολή"), ("ΣΧΟΛΗ", "Βαρβάκειος Σχολή"), ("dusseldorf", "Βαρβάκειος Σχολή"),
            ("73430", "Schubart-Gymnasium"), ("A-2", "Goethegymnasium"), ("SN-103", "Grundschule am Schlosspark"), ("parkschule u", "Parkschule"),
        })
        {
            var found = await hub.Search(typed);
            Assert.True(found.Best.Count > 0 && found.Best[0].Name == first, $"{typed}: {string.Join(" | ", found.Best.Select(p => p.Name))}");
        }
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Names_come_before_towns_and_whole_words_before_beginnings_before_parts(Engine engine)
    {
        await using var hub = await Hub(engine);
        Assert.Equal(["Park", "Parkschule", "Müllerschule", "Grundschule am Schlosspark"], (await hub.Search("park")).Best.Select(p => p.Name));
        Assert.Equal(["Grundschule Frankfurt", "Goethegymnasium"], (await hub.Search("frankfurt")).Best.Select(p => p.Name));
        Assert.Equal(["Grundschule Frankfurt", "Grundschule am Schlosspark", "Montessoribasisschool De Linde"], (await hub.Search("grund")).Best.Select(p => p.Name));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Queries_that_mean_something_to_an_engine_mean_nothing_here(Engine engine)
    {
        await using var hub = await Hub(engine);
        foreach (var typed in (string[])["", " ", "\"", "'", "\\", "%", "_", "*", "a AND", "NEAR(a b)", "name:x", "park OR", "-park", "(park", "park)", "'park':*A", "park & !linde", "{name} : park", "^park", "\0park", "\ud83d", "😀", "x'; drop table places_place; --", new string('a', 10_000), string.Join(' ', Enumerable.Repeat("park", 5000)), string.Join(' ', Enumerable.Range(0, 300)), "a b c d e f g h i j k"])
        {
            var found = await hub.Search(typed);
            Assert.True(found.Best.Count <= PlaceIndex.MostShown);
            var visitor = hub.Visitor();
            await visitor.Get("/find?q=" + Uri.EscapeDataString(typed.Length > 2000 ? typed[..2000] : typed));
            Assert.Equal(HttpStatusCode.OK, visitor.Status);
        }
        Assert.Equal(8, (await hub.With(async p => await p.AllBelow((await p.Known("nuts", "DED"))!.PlaceId, PlaceKind.School))).Count);
        Assert.Equal("Park", (await hub.Search("park \"")).Best[0].Name);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Of_many_the_best_twenty_are_shown_and_the_others_counted(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await hub.Import(string.Concat(Enumerable.Range(0, 1200).Select(i => $"{i};{i};Turmschule {(i % 3 == 0 ? "Nord" : "Mitte")};;SN;\"Weg {i}, 01127 Ulm\"\n")), TestRegister.Map.Replace("same_school: [state, official, school]", "", StringComparison.Ordinal));
        var nord = await hub.Search("turm nord");
        Assert.Equal((20, 400, 380, false), (nord.Best.Count, nord.All, nord.More, nord.Countless));
        var all = await hub.Search("turmschule");
        Assert.Equal((20, true), (all.Best.Count, all.Countless));
        var visitor = await hub.Visitor().Get("/find?q=turm+nord");
        Assert.Contains("The best 20 of 400 schools", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(20, visitor.Page.QuerySelectorAll("main li a[href^='/places/']").Length);
        Assert.Contains("The best 20 of more than 999 schools", (await visitor.Get("/find?q=turm")).Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task The_page_works_without_script_and_leads_to_the_school(Engine engine)
    {
        await using var hub = await Hub(engine);
        var visitor = hub.Visitor();
        await visitor.Get("/find");
        Assert.Equal("/find", visitor.Page.QuerySelector("form[role=search]")?.GetAttribute("action"));
        Assert.DoesNotContain("No school has all", visitor.Text, StringComparison.Ordinal);
        await visitor.Get("/find?q=schub%20aalen");
        Assert.Equal("schub aalen", visitor.Page.QuerySelector("input[name=q]")?.GetAttribute("value"));
        Assert.Contains("one school", visitor.Text, StringComparison.Ordinal);
        await visitor.Get(visitor.Page.QuerySelector("main li a")!.GetAttribute("href")!);
        Assert.Equal("Schubart-Gymnasium", visitor.Page.QuerySelector("h1")?.TextContent);
        Assert.Contains("Rombacher Straße 30, 73430 Aalen", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("No school has all of these words", (await visitor.Get("/find?q=nowhere")).Text, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", await (await visitor.Get("/find?q=<script>")).Response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Suggestions_are_a_list_of_places(Engine engine)
    {
        await using var hub = await Hub(engine);
        var visitor = await hub.Visitor().Get("/api/places?q=goethe");
        Assert.Equal("application/json", visitor.Response.Content.Headers.ContentType?.MediaType);
        var entry = Assert.Single(JsonDocument.Parse(await visitor.Response.Content.ReadAsStringAsync()).RootElement.EnumerateArray());
        string? Of(string name) => entry.GetProperty(name).GetString();
        Assert.Equal(("Goethegymnasium", "Frankfurt", "DE", "school", "Markt 2, 60311 Frankfurt"), (Of("name"), Of("town"), Of("country"), Of("kind"), Of("detail")));
        Assert.Equal($"/places/{Of("id")}", Of("path"));
        Assert.Equal(Of("path"), Of("href"));
        Assert.Equal("[]", await (await visitor.Get("/api/places")).Response.Content.ReadAsStringAsync());
    }

    private static async Task<TestHub> Hub(Engine engine)
    {
        var hub = await TestHub.Start(engine);
        var (result, _) = await hub.Import(Rows);
        Assert.Equal(9, result.Summary?.Created);
        return hub;
    }
}
