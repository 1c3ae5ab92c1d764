using System.Text.Json;
using Meent.Foundation.Data;
using Meent.Places;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Places;

/// <summary>Somebody types one letter wrong, and finds their school all the same.</summary>
public class ForgiveTests
{
    private const string Rows = """
        A-1;101;Schubart-Gymnasium;Gymnasium;BW;"Rombacher Straße 30, 73430 Aalen"
        A-2;102;Goethegymnasium;Gymnasium;SN;"Markt 2 60311 Frankfurt"
        A-3;103;Grundschule am Schlosspark;Grundschule;SN;"Parkweg 3, 01127 Dresden"
        A-4;104;Müllerschule;Grundschule;SN;"Weg 4, 01127 Parkstadt"
        A-5;105;Ulm Süd;Grundschule;SN;"Weg 5, 01127 Oder"
        A-6;106;Βαρβάκειος Σχολή;Gymnasium;SN;"Weg 7, 40211"
        A-7;107;Marktschule;Grundschule;SN;"Weg 8, 01127 Ulm"
        A-8;108;Parkschule;Grundschule;SN;"Weg 9, 01127 Ulm"
        A-9;109;Larkschule;Grundschule;SN;"Weg 9, 01127 Oder"

        """;

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task One_wrong_letter_in_a_word_is_forgiven_anywhere_in_it(Engine engine)
    {
        await using var hub = await Hub(engine);
        foreach (var (typed, first) in new[]
        {
            ("schubrat aalen", "Schubart-Gymnasium"), ("xchubart", "Schubart-Gymnasium"), ("chubart", "Schubart-Gymnasium"), ("cshubart", "Schubart-Gymnasium"), ("schubart alen", "Schubart-Gymnasium"),
            ("schubat gymnasuim aaln", "Schubart-Gymnasium"), ("gothegymnasium", "Goethegymnasium"), ("goethegimnasium", "Goethegymnasium"), ("goethegymn frankfrt", "Goethegymnasium"),
            ("schlospark", "Grundschule am Schlosspark"), ("shlosspark", "Grundschule am Schlosspark"), ("grundschle schlosspark", "Grundschule am Schlosspark"),
            ("shlos", "Grundschule am Schlosspark"), ("müllerchule", "Müllerschule"), ("mullershule parkstad", "Müllerschule"), ("ukm sud", "Ulm Süd"), ("uml", "Ulm Süd"),
            ("βαρβακεισ", "Βαρβάκειος Σχολή"), ("parkshcule", "Parkschule"), ("pakrschule", "Parkschule"), ("dresdn", "Grundschule am Schlosspark"),
        })
        {
            var found = await hub.Search(typed);
            Assert.True(found.Best.Count > 0 && found.Best[0].Name == first, $"{typed}: {string.Join(" | ", found.Best.Select(p => p.Name))}");
        }
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task What_was_typed_comes_before_what_may_be_meant(Engine engine)
    {
        await using var hub = await Hub(engine);
        var found = await hub.Search("markschule");
        Assert.Equal(["Larkschule", "Marktschule", "Parkschule"], found.Near.Select(p => p.Name).Order());
        await hub.Import(Rows + "B-1;201;Markschule;Grundschule;SN;\"Weg 1, 01127 Oder\"\nB-2;202;Markschule Nord;Grundschule;SN;\"Weg 1, 01127 Oder\"\n");
        found = await hub.Search("markschule");
        Assert.Equal(["Markschule", "Markschule Nord"], found.Right.Select(p => p.Name));
        Assert.Equal(["Markschule", "Markschule Nord"], found.Best.Take(2).Select(p => p.Name));
        Assert.Equal(["Larkschule", "Marktschule", "Parkschule"], found.Near.Select(p => p.Name).Order());
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Numbers_and_two_wrong_letters_are_not_forgiven(Engine engine)
    {
        await using var hub = await Hub(engine);
        foreach (var typed in (string[])["73431", "A-19", "xchubrat", "gimnasuim", "zz", "qqq", "nowhere"])
            Assert.Empty((await hub.Search(typed)).Best);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task The_page_asks_whether_one_of_these_was_meant(Engine engine)
    {
        await using var hub = await Hub(engine);
        var visitor = await hub.Visitor().Get("/find?q=schubrat");
        Assert.Equal("Did you mean one of these?", visitor.Page.QuerySelector("main h2")?.TextContent);
        Assert.Equal("Schubart-Gymnasium", visitor.Page.QuerySelector("main li a")?.TextContent);
        await visitor.Get("/find?q=parkschule");
        Assert.Equal(["one school", "Or did you mean one of these?"], visitor.Page.QuerySelectorAll("main h2").Select(h => h.TextContent));
        var answer = await (await visitor.Get("/api/places?q=schubrat")).Response.Content.ReadAsStringAsync();
        Assert.Equal("Schubart-Gymnasium", Assert.Single(JsonDocument.Parse(answer).RootElement.EnumerateArray()).GetProperty("name").GetString());
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task What_a_place_is_called_now_is_in_the_index_after_it_is_written(Engine engine)
    {
        await using var hub = await Hub(engine);
        var park = (await hub.With(p => p.Known("test", "A-8")))!;
        await Write(hub, park.PlaceId, db =>
        {
            db.Update(park).Entity.Name = "Ahornschule";
            db.Add(new PlaceName { PlaceId = park.PlaceId, Language = "fr", Name = "École des Érables" });
        });
        foreach (var typed in (string[])["ahornschule", "ahronschule", "ecole erables", "ecole erabels", "A-8"]) Assert.Equal("Ahornschule", (await hub.Search(typed)).Best[0].Name);
        Assert.DoesNotContain((await hub.Search("parkschule")).Best, p => p.PlaceId == park.PlaceId);
        Assert.Single((await hub.Search("ahornschule")).Right);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_whole_id_comes_before_longer_ones(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await hub.Import(string.Concat(Enumerable.Range(1, 150).Select(i => $"{i};x{i};School {(char)('a' + (i % 26))}{i};;SN;\n")));
        Assert.StartsWith("School", (await hub.Search("15")).Best[0].Name, StringComparison.Ordinal);
        Assert.EndsWith("15", (await hub.Search("15")).Best[0].Name, StringComparison.Ordinal);
        Assert.EndsWith("15", (await hub.Search("x15")).Best[0].Name, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Any_name_with_one_random_wrong_letter_is_found_among_the_first_ten(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var random = new Random(20261122);
        string Part(string vowels) => string.Concat(Enumerable.Range(0, random.Next(2, 4)).Select(_ => $"{"bdfgklmnprstvwz"[random.Next(15)]}{vowels[random.Next(vowels.Length)]}"));
        List<string> names = [.. Enumerable.Range(0, 400).Select(i => $"{(i % 3) switch { 0 => "Grundschule", 1 => "Gymnasium", _ => "Schule am" }} {Part("aeiouäöü")}{(i % 2 == 0 ? "berg" : "tal")}").Distinct()];
        await hub.Import(string.Concat(names.Select((n, i) => $"{i};n{i};{n};;SN;\"Weg {i}, 01127 {Part("aeio")}stadt\"\n")));
        var missed = new List<string>();
        for (var i = 0; i < 80; i++)
        {
            var name = names[random.Next(names.Count)];
            var typed = Misspelled.Text(name, random);
            if (!(await hub.Search(typed)).Best.Take(10).Any(p => p.Name == name)) missed.Add($"{typed} for {name}");
        }
        Assert.Empty(missed);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_hub_that_is_older_than_the_list_of_words_fills_it_when_it_starts(Engine engine)
    {
        await using var hub = await Hub(engine);
        await hub.Look(db => db.Database.ExecuteSqlRawAsync("delete from places_search_near"));
        Assert.Empty((await hub.Search("schubrat")).Best);
        Assert.Equal("9 places can be found now with one wrong letter, too.", await PlacesModule.Module.Greeting(hub.Services, default));
        Assert.Equal("Schubart-Gymnasium", Assert.Single((await hub.Search("schubrat")).Best).Name);
        Assert.Single((await hub.Search("schubart")).Right);
        Assert.Null(await PlacesModule.Module.Greeting(hub.Services, default));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_filling_that_broke_off_begins_anew_at_the_next_start(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        List<Guid> ids = [.. Enumerable.Range(0, 2100).Select(_ => Ids.New()).Order()];
        await Write(hub, ids[0], db => db.AddRange(ids.Select((id, i) => new Place { PlaceId = id, Kind = PlaceKind.School, Name = i == 2099 ? "Lastwood" : "Firstwood", Country = "DE" })));
        await hub.Look(db => db.Database.ExecuteSqlRawAsync("delete from places_search_near"));
        // The last place cannot be written, as if the program had ended before it.
        await hub.Look(db => db.Database.ExecuteSqlRawAsync(engine == Engine.Sqlite
            ? $"create trigger broken before insert on places_search_row when new.place_id = '{ids[^1].ToString().ToUpperInvariant()}' begin select raise(abort, 'broken'); end"
            : $"alter table places_search add constraint broken check (place_id <> '{ids[^1]}') not valid"));
        await Assert.ThrowsAnyAsync<Exception>(() => PlacesModule.Module.Greeting(hub.Services, default));
        await hub.Look(db => db.Database.ExecuteSqlRawAsync(engine == Engine.Sqlite ? "drop trigger broken" : "alter table places_search drop constraint broken"));
        Assert.Equal("2100 places can be found now with one wrong letter, too.", await PlacesModule.Module.Greeting(hub.Services, default));
        Assert.Equal("Lastwood", Assert.Single((await hub.Search("lsatwood")).Best).Name);
    }

    internal static async Task Write(TestHub hub, Guid place, Action<HubDb> change)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        await db.InTransaction(async () =>
        {
            change(db);
            await db.SaveChangesAsync();
            await scope.ServiceProvider.GetRequiredService<PlaceIndex>().Write([place]);
        });
    }

    private static async Task<TestHub> Hub(Engine engine)
    {
        var hub = await TestHub.Start(engine);
        Assert.Equal(9, (await hub.Import(Rows)).Result.Summary?.Created);
        return hub;
    }
}
