using System.Net;
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
        Assert.Empty(await hub.Look(db => db.Read<Wave>().ToListAsync()));
        Assert.DoesNotContain("School 3", caller.Text);

        await caller.Press("Draw these schools");
        Assert.Equal(HttpStatusCode.OK, caller.Status);
        var path = caller.Path;
        Assert.Contains("5 schools were drawn from 12.", caller.Text);
        // The ids are fixed, so both engines draw the same: worked out with sha256sum.
        var drawn = await Schools(hub);
        Assert.Equal("3 4 6 7 | 12 10 11", string.Join(" | ", drawn.GroupBy(s => s.Stratum).Select(g => string.Join(' ', g.Select(s => Number(s.PlaceId))))));
        var csv = await (await caller.Get(path + "/schools.csv")).Response.Content.ReadAsStringAsync();
        Assert.Equal(8, csv.TrimEnd().Split('\n').Length);
        Assert.Contains("meadow", csv);
        Assert.Contains(",drawn,", csv);

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
        var rounds = await CloseAll(hub, wave, country, schools, by);
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
        Assert.Contains("12 of 12 invited schools are in it", caller.Text);

        hub.Clock.Advance(TimeSpan.FromDays(3));
        await hub.Publish();
        Assert.Equal(content, (await hub.Look(db => db.Read<Wave>().SingleAsync())).Content);
    }

    /// <summary>All schools were asked and have closed their rounds; the last day was yesterday.</summary>
    private static async Task<List<Round>> CloseAll(TestHub hub, Wave wave, Place country, IEnumerable<Place> schools, Guid by)
    {
        var rounds = schools.Select(s => AuthorisationRounds.Make(s.PlaceId, RoundState.Closed, by, hub.Clock)).ToList();
        await hub.Change(db =>
        {
            db.AddRange(rounds);
            db.Add(new Campaign
            {
                PlaceId = wave.PlaceId, Id = wave.Id, AreaId = country.PlaceId, Name = "Survey", InstrumentId = "school", InstrumentVersion = wave.InstrumentVersion,
                OpensOn = hub.Clock.Today().AddDays(-20), ClosesOn = hub.Clock.Today().AddDays(-1), CalledAt = hub.Clock.Now().AddDays(-30), CalledBy = by,
            });
            db.AddRange(rounds.Select(r => new CampaignSchool { PlaceId = r.PlaceId, CampaignId = wave.Id, CallerId = wave.PlaceId, RoundId = r.Id }));
        });
        await hub.Look(db => db.Set<Wave>().ExecuteUpdateAsync(s => s.SetProperty(w => w.CampaignId, wave.Id)));
        await hub.Look(db => db.Set<WaveSchool>().ExecuteUpdateAsync(s => s.SetProperty(w => w.AskedAt, hub.Clock.Now())));
        return rounds;
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

    private static int Number(Guid id) => Convert.ToInt32(id.ToString("N")[..8], 16);
}
