using System.Net;
using Meent.Reflect;
using Meent.Reflect.Instruments;
using Meent.Tests.Reflect.Instruments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Reflect.Rounds;

/// <summary>A school chooses another instrument than the school's own, all the way from a new round to its report.</summary>
public class OtherInstrumentTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_whole_round_asks_counts_and_reports_what_was_chosen(Engine engine)
    {
        await using var school = await School.On(engine);
        var anna = school.Visitor;
        await Chooses(anna, school.Path);
        var round = await Prepares(anna);
        await anna.Get(round + "/open");
        await anna.Press("Open the round");
        await LettersNameIt(anna, round);
        var links = await school.Hub.Look(db => db.Read<RoundAudience>().ToDictionaryAsync(a => a.Audience, a => a.LinkCode));
        Assert.Equal(["learners", "team"], links.Keys.Order());
        for (var i = 0; i < 6; i++) await Answer(school.Hub, links["team"], 12, 1 + (i % 5));
        for (var i = 0; i < 7; i++) await Answer(school.Hub, links["learners"], 10, 4);
        await anna.Get(round + "/close");
        await anna.Press("Close and count");
        await Reads(anna, round);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_round_is_compared_with_the_one_before_of_the_same_instrument_only(Engine engine)
    {
        await using var school = await School.On(engine);
        var anna = school.Visitor;
        var wish = new RoundWish { Leaders = LeadersAnswer.NotAsked, Audiences = ["teachers"] };
        await Closed(school, wish with { Name = "First" }, 8);
        // More rounds of another kind in between than one would look through.
        for (var i = 0; i < 6; i++)
            await Closed(school, new() { Instrument = "inclusion", Name = $"Inclusion {i}", Profile = Profile.Full, Leaders = LeadersAnswer.NotAsked, Audiences = ["team"] }, 12);
        await anna.Get((await Closed(school, wish with { Name = "Second" }, 8)).Path + "/report");
        Assert.Contains("What changed since First", anna.Text);
        Assert.DoesNotContain("Inclusion", anna.Text);
        await anna.Get((await Closed(school, wish with { Name = "Third" }, 8)).Path + "/report");
        Assert.Contains("What changed since Second", anna.Text);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task What_is_not_offered_is_not_found(Engine engine)
    {
        await using var school = await School.On(engine);
        var anna = school.Visitor;
        await anna.Get($"{school.Path}/rounds/new?instrument=horoscope");
        Assert.Equal(HttpStatusCode.NotFound, anna.Status);
        await anna.Get($"{school.Path}/rounds/new?instrument=inclusion");
        await anna.Post(new() { ["instrument"] = "horoscope" });
        Assert.Equal(HttpStatusCode.NotFound, anna.Status);
        // A length that this instrument does not have is not read.
        await anna.Get($"{school.Path}/rounds/new?instrument=inclusion");
        await anna.Send(new HttpRequestMessage(HttpMethod.Post, anna.Path)
        {
            Content = new FormUrlEncodedContent(anna.Page.QuerySelectorAll("form[method=post] [name]").Where(f => f.GetAttribute("type") is "hidden" or "text" or "date")
                .Select(f => KeyValuePair.Create(f.GetAttribute("name")!, f.GetAttribute("value") ?? ""))
                .Concat([new("ask.team", "true"), new("access.team", "link"), new("profile", "mini")])),
        });
        Assert.EndsWith("/preview", anna.Path);
        Assert.Equal(("inclusion", Profile.Full, LeadersAnswer.NotAsked), await school.Hub.Look(async db => await db.Read<Round>().SingleAsync() is var r ? (r.InstrumentId, r.Profile, r.Leaders) : default));
    }

    /// <summary>Adults who learn get their link at once; children's parents get a letter first.</summary>
    [Theory]
    [InlineData("adult-education", "participants", true)]
    [InlineData("adult-education", "volunteers", true)]
    [InlineData("work-based", "trainers", true)]
    [InlineData("work-based", "learners", false)]
    public async Task Who_is_asked_gets_an_invitation_in_words_of_their_own(string instrument, string audience, bool atOnce)
    {
        await using var school = await School.On(Engine.Sqlite);
        var round = await school.Hub.OpenRound(school.Place, school.Coordinator, new()
        {
            Instrument = instrument, Audiences = [audience], LearnersVariant = null, Profile = Profile.Full, Leaders = LeadersAnswer.NotAsked,
        });
        await school.Visitor.Get(round.Path + "/invite");
        Assert.Equal(atOnce, school.Visitor.Page.GetElementById($"text-{audience}") is not null);
        Assert.Equal(atOnce, !school.Visitor.Text.Contains("Read the three texts", StringComparison.Ordinal));
        await school.Visitor.Get($"{round.Path}/texts/invite-{audience}");
        Assert.Contains(atOnce ? round.Codes[audience] : "Before learners are asked", school.Visitor.Text);
    }

    [Theory, MemberData(nameof(ShippedInstrumentTests.Short), MemberType = typeof(ShippedInstrumentTests))]
    public async Task Every_short_instrument_can_be_asked_counted_and_reported(string id)
    {
        await using var school = await School.On(Engine.Sqlite);
        var instrument = school.Hub.Services.GetRequiredService<InstrumentLibrary>().Latest(id)!;
        var round = await school.Hub.OpenRound(school.Place, school.Coordinator, new()
        {
            Instrument = id, Profile = Profile.Full, Leaders = LeadersAnswer.Anonymous,
            Audiences = [.. instrument.Audiences.Select(a => a.Id)], LearnersVariant = instrument.Audiences.Any(a => a.Variants.Count > 0) ? "primary" : null,
        });
        foreach (var audience in instrument.Audiences)
        {
            var asked = Questionnaire.For(instrument, audience.Id, null, Profile.Full, []);
            for (var i = 0; i < 5; i++) await Answer(school.Hub, round.Codes[audience.Id], asked.Count, 1 + i);
        }
        await school.Visitor.Get(round.Path + "/close");
        await school.Visitor.Press("Close and count");
        await school.Visitor.Get(round.Path + "/report");
        Assert.All(instrument.Areas, area => Assert.Contains(area.Name.In("en"), school.Visitor.Text));
        Assert.All(instrument.Audiences, audience => Assert.Contains(audience.Name.In("en"), school.Visitor.Text));
        Assert.Contains(instrument.Areas.SelectMany(a => a.NextSteps), step => school.Visitor.Text.Contains(step.In("en"), StringComparison.Ordinal));
    }

    private static async Task Chooses(Visitor anna, string school)
    {
        await anna.Get($"{school}/rounds/new");
        var choices = anna.Page.QuerySelectorAll("input[type=radio][name=instrument]").ToList();
        Assert.Equal("school", choices[0].GetAttribute("value"));
        Assert.True(choices[0].HasAttribute("checked"));
        Assert.Contains("10 to 12 statements, about 2 minutes. For: staff, learners, families.", anna.Text);
        await anna.Get($"{school}/rounds/new?instrument=inclusion");
        Assert.Empty(anna.Page.QuerySelectorAll("[name=profile], [name=leaders]"));
        Assert.Equal("Inclusion and equal access, Spring 2026", anna.Page.QuerySelector("[name=name]")!.GetAttribute("value"));
    }

    private static async Task<string> Prepares(Visitor anna)
    {
        await anna.Post(new() { ["ask.families"] = null, ["invited.team"] = "9" });
        Assert.EndsWith("/preview", anna.Path);
        var round = anna.Path.Replace("/preview", "");
        await anna.Get(round + "/preview/learners");
        Assert.Contains("Inclusion and equal access", anna.Text);
        Assert.Contains("In our class everyone gets a turn on the computer.", anna.Text);
        await anna.Get(round + "/prepare");
        await anna.Post(new() { ["invited.team"] = "8" });
        Assert.EndsWith("/preview", anna.Path);
        return round;
    }

    private static async Task LettersNameIt(Visitor anna, string round)
    {
        await anna.Get(round + "/texts/letter-parents");
        Assert.Contains("equal access to digital learning", anna.Text);
        Assert.Contains("staff and learners", anna.Text);
        Assert.Contains("about 2 minutes", anna.Text);
        Assert.Contains("“At home there is a computer for me when I need it for school” and chooses", anna.Text);
        await anna.Get(round + "/texts/invite-team");
        Assert.Contains("we look at equal access to digital learning", anna.Text);
        foreach (var paper in new[] { "privacy-notice", "dpia" })
        {
            await anna.Get($"{round}/texts/{paper}");
            Assert.Contains("equal access to digital learning", anna.Text);
            Assert.DoesNotContain("{", anna.Text);
        }
    }

    private static async Task Reads(Visitor anna, string round)
    {
        await anna.Get(round + "/report");
        Assert.Contains("Inclusion and equal access", anna.Text);
        Assert.Contains("Devices and internet for all", anna.Text);
        Assert.Contains("This is the first round with these statements.", anna.Text);
        await anna.Get(round + "/report/all");
        Assert.Contains("Everyone gets a turn", anna.Text);
        await anna.Get(round + "/conversation");
        Assert.Contains("More questions about “", anna.Text);
        foreach (var file in new[] { "report.csv", "report.json", "codebook.csv" })
        {
            await anna.Get($"{round}/{file}");
            var text = await anna.Response.Content.ReadAsStringAsync();
            Assert.Contains("inclusion", text, StringComparison.Ordinal);
            Assert.Contains("chances.turn", text, StringComparison.Ordinal);
        }
        Assert.Contains("Equal chances", await anna.Response.Content.ReadAsStringAsync());
    }

    private static async Task<MadeRound> Closed(School school, RoundWish wish, int questions)
    {
        var round = await school.Hub.OpenRound(school.Place, school.Coordinator, wish);
        for (var i = 0; i < 6; i++) await Answer(school.Hub, round.Codes.Values.Single(), questions, 2 + (i % 3));
        await school.Visitor.Get(round.Path + "/close");
        await school.Visitor.Press("Close and count");
        school.Hub.Clock.Advance(TimeSpan.FromHours(1));
        return round;
    }

    private static async Task Answer(TestHub hub, string code, int questions, int answer)
    {
        using var person = hub.Visitor();
        await person.Get($"/r/{code}");
        var asked = person.Page.QuerySelectorAll("fieldset.question").ToList();
        Assert.Equal(questions, asked.Count);
        await person.Post(asked.ToDictionary(q => q.Id!, _ => (string?)$"{answer}"));
        Assert.EndsWith("/thanks", person.Path);
    }
}
