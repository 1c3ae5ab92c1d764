using System.Net;
using Meent.Foundation.Audit;
using Meent.Foundation.Data;
using Meent.People;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Places;

/// <summary>The operator's desk for places, from the outside in.</summary>
public class KeepPlacesTests
{
    private static readonly DateOnly Opened = new(2020, 8, 1);

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_school_is_added_renamed_and_moved_by_hand(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        using var olga = await Operator(hub);
        var board = await Add(hub, "Zuiderzon", PlaceKind.Board);
        await olga.Get("/operate/places/new");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await olga.Post(new() { ["what"] = "school", ["name"] = "", ["country"] = "NL", ["board"] = "nowhere" })).Status);
        Assert.Equal("nowhere", olga.Page.QuerySelector("input[name=board]")?.GetAttribute("value"));
        await olga.Post(new() { ["what"] = "school", ["name"] = "De Nieuwe Wilg", ["town"] = "Elzenhof", ["country"] = "NL", ["board"] = "zuiderzon" });
        var school = await hub.Look(db => db.Read<Place>().SingleAsync(p => p.Name == "De Nieuwe Wilg"));
        Assert.Equal(board, (await hub.With(p => p.Parent(school.PlaceId, LinkRole.Board)))?.PlaceId);
        Assert.Equal([school.PlaceId], (await hub.Search("nieuwe wilg")).Best.Select(f => f.PlaceId));

        await Send(olga, school.PlaceId, new() { ["act"] = "describe", ["name"] = "De Wilg", ["keep-name"] = "true", ["town"] = "Elzenhof" });
        var former = await hub.Look(db => db.Read<PlaceName>().SingleAsync(n => n.PlaceId == school.PlaceId));
        Assert.Equal(("De Nieuwe Wilg", PlaceName.Former), (former.Name, former.Kind));
        Assert.Equal([school.PlaceId], (await hub.Search("nieuwe wilg")).Best.Select(f => f.PlaceId));
        Assert.Equal("De Wilg", (await hub.With(p => p.Find(school.PlaceId)))?.Name);

        var other = await Add(hub, "Noorderlicht", PlaceKind.Board);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Send(olga, school.PlaceId, new() { ["act"] = "board", ["board"] = "noorderlicht", ["board-on"] = "2026-03-03" }));
        Assert.Contains("Choose today or a later day: what was before stays as it was.", olga.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await Send(olga, school.PlaceId, new() { ["act"] = "board", ["board"] = "noorderlicht", ["board-on"] = "2026-08-01" }));
        Assert.Equal(other, (await hub.With(p => p.Parent(school.PlaceId, LinkRole.Board, new DateOnly(2026, 8, 1))))?.PlaceId);
        Assert.Equal(["place added", "place described", "place moved"], (await hub.Look(db => db.Read<AuditEntry>().Where(e => e.PlaceId == school.PlaceId).OrderBy(e => e.Id).ToListAsync())).Select(e => e.Act));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_form_that_is_sent_several_times_at_once_adds_one_place(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        using var olga = await Operator(hub);
        await olga.Get("/operate/places/new");
        var fields = olga.Page.QuerySelectorAll("main form input[type=hidden]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value")!);
        foreach (var (name, value) in new[] { ("what", "library"), ("name", "Bibliotheek"), ("country", "NL") }) fields[name] = value;
        var others = Enumerable.Range(0, 4).Select(_ => hub.Visitor()).ToList();
        others.ForEach(o => o.TakeCookies(olga));
        await Task.WhenAll(others.Select(o => o.Send(new HttpRequestMessage(HttpMethod.Post, "/operate/places/new") { Content = new FormUrlEncodedContent(fields) })));
        Assert.All(others, o => Assert.Contains("Bibliotheek", o.Text, StringComparison.Ordinal));
        Assert.Equal(1, await hub.Look(db => db.Read<Place>().CountAsync(p => p.Name == "Bibliotheek")));
        Assert.Equal(1, await hub.Look(db => db.Read<AuditEntry>().CountAsync(e => e.Act == "place added")));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Names_and_numbers_are_added_and_taken_away_and_a_place_closes_and_reopens(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        using var olga = await Operator(hub);
        var school = await Add(hub, "De Wilg", PlaceKind.School);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Send(olga, school, new() { ["act"] = "name", ["new-name"] = "Willow School" }));
        await Send(olga, school, new() { ["act"] = "name", ["new-name"] = "Willow School", ["name-language"] = "en" });
        Assert.Equal("Willow School", (await hub.With(p => p.Find(school)))?.Name);
        Assert.Equal(HttpStatusCode.Conflict, await Send(olga, school, new() { ["act"] = "name", ["new-name"] = "Willow School", ["name-language"] = "en" }));
        await Send(olga, school, new() { ["act"] = "identify", ["new-scheme"] = "brin", ["new-value"] = "01AA" });
        Assert.Equal(school, (await hub.With(p => p.Known("brin", "01AA")))?.PlaceId);
        await Send(olga, school, new() { ["act"] = "unidentify", ["scheme"] = "brin", ["value"] = "01AA" });
        Assert.Empty((await hub.Search("01aa")).Best);
        await Send(olga, school, new() { ["act"] = "unname", ["language"] = "en", ["name"] = "Willow School" });
        Assert.Equal("De Wilg", (await hub.With(p => p.Find(school)))?.Name);
        await Send(olga, school, new() { ["act"] = "close", ["close-on"] = "2026-03-04" });
        Assert.Equal(new DateOnly(2026, 3, 4), (await hub.With(p => p.Find(school)))?.ClosedOn);
        await Send(olga, school, new() { ["act"] = "reopen" });
        Assert.Null((await hub.With(p => p.Find(school)))?.ClosedOn);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_number_that_was_ended_by_mistake_is_put_back(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        using var olga = await Operator(hub);
        var school = await Add(hub, "De Wilg", PlaceKind.School, ("brin", "01AA"));
        await Send(olga, school, new() { ["act"] = "unidentify", ["scheme"] = "brin", ["value"] = "01AA" });
        Assert.Equal(HttpStatusCode.OK, await Send(olga, school, new() { ["act"] = "identify", ["new-scheme"] = "brin", ["new-value"] = "01AA" }));
        Assert.Null((await hub.Look(db => db.Read<PlaceIdentifier>().SingleAsync(i => i.PlaceId == school))).ValidTo);
        Assert.Equal([school], (await hub.Search("01aa")).Best.Select(f => f.PlaceId));
        Assert.Equal(HttpStatusCode.Conflict, await Send(olga, school, new() { ["act"] = "identify", ["new-scheme"] = "brin", ["new-value"] = "01AA" }));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Only_an_area_that_is_offered_can_be_chosen(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        using var olga = await Operator(hub);
        var (agency, school) = (await Add(hub, "Agentschap", PlaceKind.Organisation), await Add(hub, "De Wilg", PlaceKind.School));
        var country = await Add(hub, "Nederland", PlaceKind.Country);
        foreach (var (act, other) in new[] { ("area", school), ("serves", school), ("area", Ids.New()), ("serves", agency) })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, await Send(olga, agency, new() { ["act"] = act, [act] = other.ToString() }));
            Assert.Contains("Choose a country or region.", olga.Text, StringComparison.Ordinal);
        }
        Assert.Empty(await hub.Look(db => db.Read<PlaceLink>().ToListAsync()));
        Assert.Equal(HttpStatusCode.OK, await Send(olga, agency, new() { ["act"] = "serves", ["serves"] = country.ToString() }));
        Assert.Equal(country, (await hub.With(p => p.Parent(agency, LinkRole.Serves)))?.PlaceId);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Duplicates_are_found_compared_and_merged_or_told_apart(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        using var olga = await Operator(hub);
        var (one, two) = (await Add(hub, "De Müller-school", PlaceKind.School), await Add(hub, "De Mueller School", PlaceKind.School));
        var (three, four) = (await Add(hub, "Een", PlaceKind.School, ("brin", "02AA")), await Add(hub, "Iets anders", PlaceKind.School, ("brin", "02AA")));
        await Add(hub, "De Mullerschool", PlaceKind.School);
        await olga.Get("/operate/places/duplicates?country=NL");
        Assert.Equal(2, olga.Page.QuerySelectorAll("main tbody tr").Length);
        Assert.Contains("same number 02AA", olga.Text, StringComparison.Ordinal);
        await olga.Get($"/operate/places/{three}/merge?with={four}");
        await olga.Press("These are two");
        await olga.Get("/operate/places/duplicates?country=NL");
        Assert.Single(olga.Page.QuerySelectorAll("main tbody tr"));
        await olga.Get($"/operate/places/{one}/merge?with={two}");
        await olga.Press("Merge this one into De Müller-school");
        Assert.Equal(one, await hub.Look(db => PlacesModule.Survivor(db, two, new DateOnly(2026, 3, 4))));
        await olga.Get("/operate/places/duplicates?country=NL");
        Assert.Contains("Nothing looks like two of one", olga.Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_stale_page_changes_nothing_and_says_so(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        using var olga = await Operator(hub);
        var (one, two) = (await Add(hub, "De Wilg", PlaceKind.School), await Add(hub, "De Iep", PlaceKind.School));
        await olga.Get($"/operate/places/{one}/merge?with={two}");
        Assert.Null(await hub.With(p => p.Close(two, new DateOnly(2026, 5, 1))));
        Assert.Equal(HttpStatusCode.Conflict, (await olga.Press("Merge this one into De Iep")).Status);
        Assert.Contains("Somebody changed this place while you looked at it.", olga.Text, StringComparison.Ordinal);
        Assert.Null((await hub.With(p => p.Find(one)))?.ClosedOn);
        Assert.DoesNotContain("place merged", await hub.Look(db => db.Read<AuditEntry>().Select(e => e.Act).ToListAsync()));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Closing_and_merging_ask_who_sits_there(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        using var olga = await Operator(hub);
        var school = await Add(hub, "De Wilg", PlaceKind.School);
        await olga.Get($"/operate/places/{school}");
        hub.Clock.Advance(TimeSpan.FromMinutes(11));
        await Send(olga, school, new() { ["act"] = "close", ["close-on"] = "2026-03-04" }, look: false);
        Assert.NotNull(olga.Page.QuerySelector("input[type=password]"));
        Assert.Null((await hub.With(p => p.Find(school)))?.ClosedOn);
    }

    private static async Task<HttpStatusCode> Send(Visitor visitor, Guid place, Dictionary<string, string?> fields, bool look = true)
    {
        if (look) await visitor.Get($"/operate/places/{place}");
        var form = $"main form:has(input[name=act][value={fields["act"]}])";
        return (await visitor.Post(fields, form)).Status;
    }

    private static async Task<Visitor> Operator(TestHub hub) => await hub.SignedIn(await hub.AddPerson("Olga Operator", isOperator: true));

    private static async Task<Guid> Add(TestHub hub, string name, string kind, params (string Scheme, string Value)[] ids)
    {
        var place = new Place { PlaceId = Ids.New(), Kind = kind, Name = name, Town = "Elzenhof", Country = "NL" };
        await hub.With(async p =>
        {
            await p.Add(place, Opened, null, null, [.. ids.Select(i => new PlaceIdentifier { PlaceId = place.PlaceId, Scheme = i.Scheme, Value = i.Value })]);
            return true;
        });
        return place.PlaceId;
    }
}
