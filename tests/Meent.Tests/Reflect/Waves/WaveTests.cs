using System.Net;
using System.Security.Cryptography;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Meent.Reflect;
using Meent.Reflect.Areas;
using Meent.Reflect.EstimateWave;
using Meent.Reflect.Instruments;
using Meent.Tests.Authorisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Reflect.Waves;

public class WaveTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task An_agency_draws_a_sample_invites_it_and_asks_a_reserve_where_a_school_says_no(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (agency, caller) = await Country(hub);
        await caller.Get($"/places/{agency.PlaceId}/waves/new");
        await Ask(caller, new() { ["seed"] = "meadow", ["by"] = "Sector", ["number"] = "5", ["minimum"] = "2", ["reserves"] = "1" });
        Assert.Contains("12 schools can be drawn from. Drawn: 5. In reserve: 2.", caller.Text);
        Assert.Equal(["primary education 8 3 1 2.67", "secondary education 4 2 1 2.00", "Together 12 5 2 2.40"], Rows(caller));
        Assert.Contains("If 100 % of the drawn schools take part, there is no figure: it needs at least 10 schools.", caller.Text);
        Assert.Empty(await hub.Look(db => db.Read<Wave>().ToListAsync()));
        Assert.DoesNotContain("School 3", caller.Text);

        await caller.Press("Draw these schools");
        Assert.Equal(HttpStatusCode.OK, caller.Status);
        var path = caller.Path;
        Assert.Contains("5 schools were drawn from 12.", caller.Text);
        // What was typed does not tell the sample before it is drawn; the seed that is kept gives it again.
        var seed = (await hub.Look(db => db.Read<Wave>().SingleAsync())).Seed;
        Assert.Matches("^meadow-[A-Z0-9a-z]{10}$", seed);
        var drawn = await Schools(hub);
        Assert.Equal(ByHand(seed, 1, 8).Take(4).Concat(ByHand(seed, 9, 12).Take(3)), drawn.Select(s => Number(s.PlaceId)));
        await IsInTheFile(caller, path, seed);

        await caller.Get(path + "/invite");
        await caller.Post(new() { ["name"] = "Survey 2026" });
        await caller.Get(path);
        Assert.Contains("Together 5 5 0 0 0 0 % 2", Rows(caller));
        Assert.Equal(5, await hub.Look(db => db.Read<CampaignSchool>().CountAsync()));
        Assert.Contains("Nobody coordinates 5 of these schools", caller.Text);

        var first = drawn[0].PlaceId;
        await caller.Post(new() { ["school"] = first.ToString() }, "form[action$=decline]");
        Assert.Contains("Together 5 6 1 0 0 0 % 1", Rows(caller));
        var asked = await hub.Look(db => db.Read<CampaignSchool>().Select(s => s.PlaceId).ToListAsync());
        var reserve = Assert.Single(await Schools(hub), s => s.ReplacesId == first);
        Assert.Equal((5, false, true, 4), (asked.Count, asked.Contains(first), asked.Contains(reserve.PlaceId), reserve.Rank));
        await CannotBeSteered(hub, caller, agency, drawn[^1].PlaceId);
    }

    private static async Task IsInTheFile(Visitor caller, string path, string seed)
    {
        var lines = (await (await caller.Get(path + "/schools.csv")).Response.Content.ReadAsStringAsync()).TrimEnd().Split('\n');
        Assert.Equal(8, lines.Length);
        Assert.All(lines.Skip(1), line => Assert.Contains($",{seed},", line));
        Assert.All(lines.Index(), line => Assert.EndsWith(line.Index == 0 ? ",coordinated" : ",no", line.Item.TrimEnd()));
    }

    private static async Task CannotBeSteered(TestHub hub, Visitor caller, Place agency, Guid reserve)
    {
        // The reserve of the other stratum was asked by nobody: its no would bring in the one behind it.
        var path = caller.Path;
        await caller.Post(new() { ["school"] = reserve.ToString() }, "form[action$=decline]");
        Assert.Equal(HttpStatusCode.Conflict, caller.Status);
        Assert.Null((await Schools(hub))[^1].DeclinedAt);

        // An agency that lost the country reads what it drew, and writes to nobody any more.
        await hub.Look(db => db.Set<PlaceLink>().Where(l => l.PlaceId == agency.PlaceId).ExecuteUpdateAsync(s => s.SetProperty(l => l.ValidTo, hub.Clock.Today())));
        await caller.Get(path);
        Assert.DoesNotContain("Says no", caller.Text);
        Assert.Equal(HttpStatusCode.OK, caller.Status);
        await caller.Get(path + "/invite");
        Assert.Equal(HttpStatusCode.NotFound, caller.Status);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_sample_cannot_be_drawn_over_that_of_another_agency(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (agency, caller) = await Country(hub);
        await Draw(caller, agency, new() { ["number"] = "4" });
        var (path, mine) = (caller.Path, await hub.Look(db => db.Read<Wave>().SingleAsync()));
        var other = await hub.AddAgency("Agency of elsewhere", await hub.AddSchool("Elsewhere"));
        var person = await hub.AddPerson("Bo Berg");
        await hub.Give(person, Role.Coordinator, other);
        var visitor = await hub.SignedIn(person);
        await Draw(visitor, other, new() { ["id"] = mine.Id.ToString(), ["number"] = "1", ["minimum"] = "1" });
        Assert.NotEqual(path, visitor.Path);
        Assert.Equal(2, await hub.Look(db => db.Read<Wave>().Select(w => w.Id).Distinct().CountAsync()));
        // One that came in all the same shuts nobody out.
        await hub.Change(db => db.Add(new Wave
        {
            PlaceId = new Guid(1, 0, 0, new byte[8]), Id = mine.Id, Number = 9, Name = "Over it", AreaId = mine.AreaId, InstrumentId = "school", Rules = mine.Rules, Seed = "x", FrameHash = "x",
            DrawnAt = mine.DrawnAt.AddDays(-1),
        }));
        await caller.Get(path);
        Assert.Equal((HttpStatusCode.OK, true), (caller.Status, caller.Text.Contains(mine.Name, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_second_draw_needs_a_reason_and_nothing_is_drawn_from_a_register_that_changed()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (agency, caller) = await Country(hub);
        await Draw(caller, agency, new() { ["number"] = "4" });
        await Draw(caller, agency, new() { ["number"] = "4" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, caller.Status);
        Assert.Contains("Say why you draw another one.", caller.Text);
        await Ask(caller, new() { ["reason"] = "The first one had no reserves." });
        await hub.Look(db => db.Set<Place>().Where(p => p.Name == "School 2").ExecuteUpdateAsync(s => s.SetProperty(p => p.ClosedOn, hub.Clock.Today())));
        await caller.Press("Draw these schools");
        Assert.Equal(HttpStatusCode.Conflict, caller.Status);
        Assert.Contains("The register has changed since you looked.", caller.Text);
        await caller.Press("Draw these schools");
        Assert.Equal([1, 2], await hub.Look(db => db.Read<Wave>().OrderBy(w => w.Number).Select(w => w.Number).ToListAsync()));

        await caller.Get($"/places/{agency.PlaceId}/waves/new");
        await Ask(caller, new() { ["name"] = "", ["number"] = "many", ["seed"] = "" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, caller.Status);
        Assert.Contains("Give a whole number from 1 to 100,000.", caller.Text);
        Assert.Equal("many", caller.Page.QuerySelector("[name=number]")!.GetAttribute("value"));

        await caller.Get($"/places/{agency.PlaceId}/waves/new");
        await Ask(caller, new() { ["day"] = "1900-01-01", ["reason"] = "Once more." });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "true", null), (caller.Status, Invalid("day"), Invalid("area")));
        Assert.Contains("On 1 January 1900 the register knows no such school that is open.", caller.Text);
        await Ask(caller, new() { ["day"] = "2026-03-04", ["reason"] = "Once more.", ["kinds"] = "adult" });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, null, "true"), (caller.Status, Invalid("day"), Invalid("area")));

        string? Invalid(string field) => caller.Page.QuerySelector($"[name={field}]")!.GetAttribute("aria-invalid");
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task When_all_is_over_the_result_is_decided_once_and_shown_of_the_whole_area_only(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (agency, caller) = await Country(hub);
        var by = (await hub.Look(db => db.Read<Person>().SingleAsync())).Id;
        var schools = await hub.Look(db => db.Read<Place>().Where(p => p.Kind == PlaceKind.School).OrderBy(p => p.PlaceId).ToListAsync());
        var country = await hub.Look(db => db.Read<Place>().SingleAsync(p => p.Kind == PlaceKind.Country));
        await Draw(caller, agency, new() { ["number"] = "12", ["by"] = "Sector" });
        var path = caller.Path;
        var wave = await hub.Look(db => db.Read<Wave>().SingleAsync());
        var rounds = await hub.CloseAll(wave, country, schools, by);
        foreach (var (i, school) in schools.Index()) await hub.AddCounter(school, rounds[i].Id, i, country);
        await hub.Publish();
        var content = (await hub.Look(db => db.Read<Wave>().SingleAsync())).Content!;
        var figures = WaveResult.FromJson(content);
        Assert.Equal((12, 12), (figures.Asked, figures.Schools));
        var shown = figures.Items.Where(i => i.State == FigureState.Shown).ToList();
        Assert.NotEmpty(shown);
        // All twelve were drawn, so it is the plain mean of the schools, to a tenth: 2.5 and what AddCounter adds, a tenth for each number modulo 7.
        var first = shown.First(i => i.Audience == "teachers" && i.Schools == 12);
        Assert.Equal(Math.Round(2.5 + (schools.Select((_, i) => i % 7).Average() / 10) + (Area(hub, first.Area) / 10.0), 1), first.Mean);
        Assert.All(schools, s => Assert.DoesNotContain(s.PlaceId.ToString(), content));
        await caller.Get(path);
        Assert.Contains("At least 10 of 12 invited schools are in it", caller.Text);
        Assert.DoesNotContain("12 schools", caller.Page.QuerySelector("figure")!.TextContent);

        hub.Clock.Advance(TimeSpan.FromDays(3));
        await hub.Publish();
        Assert.Equal(content, (await hub.Look(db => db.Read<Wave>().SingleAsync())).Content);
    }

    [Fact]
    public async Task A_round_that_never_counts_does_not_hold_the_result_up_and_one_sample_that_cannot_be_read_stops_no_other()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (agency, caller) = await Country(hub);
        var by = (await hub.Look(db => db.Read<Person>().SingleAsync())).Id;
        var schools = await hub.Look(db => db.Read<Place>().Where(p => p.Kind == PlaceKind.School).OrderBy(p => p.PlaceId).ToListAsync());
        var country = await hub.Look(db => db.Read<Place>().SingleAsync(p => p.Kind == PlaceKind.Country));
        // The last school did a round of its own before, which counts for the year.
        await hub.AddCounter(schools[^1], Ids.New(), 11, country);
        await Draw(caller, agency, new() { ["number"] = "12", ["by"] = "Sector" });
        var path = caller.Path;
        var wave = await hub.Look(db => db.Read<Wave>().SingleAsync());
        var rounds = await hub.CloseAll(wave, country, schools, by);
        foreach (var (i, school) in schools.SkipLast(2).Index()) await hub.AddCounter(school, rounds[i].Id, i, country);
        await hub.Publish();
        // It came in with the others: from now on the round of the sample has no place in a figure.
        await hub.AddCounter(schools[^1], rounds[^1].Id, 11, country);
        await hub.AddCounter(schools[^2], rounds[^2].Id, 10, country);
        var late = rounds[^2].Id;
        await hub.Look(db => db.Set<AreaCounter>().Where(c => c.RoundId == late).ExecuteUpdateAsync(s => s.SetProperty(c => c.Period, "2026-2027")));
        await hub.Look(db => db.Set<Wave>().ExecuteUpdateAsync(s => s.SetProperty(w => w.DecidedAt, (DateTime?)null).SetProperty(w => w.Content, (string?)null)));

        // Another one, with an id before it, of an area whose edition nobody can read.
        var broken = await Broken(hub, wave, rounds[0], by);
        await hub.Publish();
        Assert.Null((await hub.Look(db => db.Read<Wave>().SingleAsync(w => w.Id == broken))).DecidedAt);
        Assert.NotNull((await hub.Look(db => db.Read<Wave>().SingleAsync(w => w.Id == wave.Id))).DecidedAt);
        await caller.Get(path);
        // Twelve closed their rounds: neither how many are in it, nor for how many another round counts, is told.
        Assert.Contains("At least 10 of 12 invited schools are in it", caller.Text);
        Assert.Contains("We do not say how many these are", caller.Text);
        Assert.DoesNotContain("otherRound", (await hub.Look(db => db.Read<Wave>().SingleAsync(w => w.Id == wave.Id))).Content!, StringComparison.Ordinal);
        Assert.Contains("One school is not in it, because it closed its round in another school year.", caller.Text);

        await hub.Look(db => db.Set<Wave>().Where(w => w.Id == wave.Id).ExecuteUpdateAsync(s => s.SetProperty(w => w.Content, "{\"format\":99}")));
        await caller.Get(path);
        Assert.Contains("This version of the hub cannot read the result.", caller.Text);
    }

    /// <summary>A sample over the same rounds whose area has an edition that is no edition.</summary>
    private static async Task<Guid> Broken(TestHub hub, Wave wave, Round round, Guid by)
    {
        var (id, area, today) = (new Guid(1, 0, 0, new byte[8]), Ids.New(), hub.Clock.Today());
        await hub.Change(db =>
        {
            db.Add(new Wave
            {
                PlaceId = wave.PlaceId, Id = id, Number = 8, Name = "Broken", AreaId = area, InstrumentId = "school", InstrumentVersion = wave.InstrumentVersion, FrameDay = today,
                Rules = wave.Rules, Seed = "x", FrameHash = "x", DrawnAt = hub.Clock.Now(), DrawnBy = by, CampaignId = id,
            });
            db.Add(new Campaign
            {
                PlaceId = wave.PlaceId, Id = id, AreaId = area, Name = "Broken", InstrumentId = "school", InstrumentVersion = wave.InstrumentVersion,
                OpensOn = today.AddDays(-20), ClosesOn = today.AddDays(-1), CalledAt = hub.Clock.Now().AddDays(-30), CalledBy = by,
            });
            db.Add(new CampaignSchool { PlaceId = round.PlaceId, CampaignId = id, CallerId = wave.PlaceId, RoundId = round.Id });
            db.Add(new StoredEdition { PlaceId = area, Instrument = "school", Period = "2025-2026", Number = 1, Run = 1, MadeAt = hub.Clock.Now(), Content = "{}" });
        });
        return id;
    }

    /// <summary>Its number in the questionnaire, from 0.</summary>
    private static int Area(TestHub hub, string id) => hub.Services.GetRequiredService<InstrumentLibrary>().Latest("school")!.Areas.Index().Single(a => a.Item.Id == id).Index;

    private static async Task Draw(Visitor caller, Place agency, Dictionary<string, string?> fields)
    {
        await caller.Get($"/places/{agency.PlaceId}/waves/new");
        await Ask(caller, fields);
        if (caller.Status == HttpStatusCode.OK) await caller.Press("Draw these schools");
    }

    /// <summary>Fills in the form that shows how many.</summary>
    private static Task<Visitor> Ask(Visitor caller, Dictionary<string, string?> fields)
    {
        var form = caller.Page.QuerySelectorAll<IHtmlFormElement>("form.form[method=get]").First(f => f.QuerySelector("[name=seed]") is not null);
        var values = Visitor.Filled(form).Where(v => !fields.ContainsKey(v.Key)).Concat(fields.Where(f => f.Value is not null).Select(f => KeyValuePair.Create(f.Key, f.Value!)));
        return caller.Get(form.GetAttribute("action") + "?" + string.Join('&', values.Select(v => $"{v.Key}={Uri.EscapeDataString(v.Value)}")));
    }

    /// <summary>Eight primary and four secondary schools with known ids, and an agency that serves their country.</summary>
    private static async Task<(Place Agency, Visitor Caller)> Country(TestHub hub)
    {
        List<Place> schools = [.. Enumerable.Range(1, 12).Select(i => new Place { PlaceId = new Guid(i, 0, 0, new byte[8]), Kind = PlaceKind.School, Name = $"School {i}", Country = "NL", Sector = i <= 8 ? "primary" : "secondary" })];
        await hub.Change(db => db.AddRange(schools));
        var agency = await hub.AddAgency("Agency of the country", schools);
        var person = await hub.AddPerson("Ada Mol");
        await hub.Give(person, Role.Coordinator, agency);
        return (agency, await hub.SignedIn(person));
    }

    private static Task<List<WaveSchool>> Schools(TestHub hub) => hub.Look(db => db.Read<WaveSchool>().OrderBy(s => s.Stratum).ThenBy(s => s.Rank).ToListAsync());

    /// <summary>The rows of the page's tables, cell by cell.</summary>
    private static List<string> Rows(Visitor caller) => [.. caller.Page.QuerySelectorAll("tbody tr").Select(r => string.Join(' ', r.Children.Select(c => c.TextContent.Trim())))];

    /// <summary>As sha256sum would have it: schools from one number to another, in the order of their hashes.</summary>
    private static IEnumerable<int> ByHand(string seed, int from, int to) => Enumerable.Range(from, to - from + 1)
        .OrderBy(i => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}|{i:x8}000000000000000000000000"))), StringComparer.Ordinal);

    private static int Number(Guid id) => Convert.ToInt32(id.ToString("N")[..8], 16);
}
