using System.Data.Common;
using System.Net;
using Meent.Reflect;
using Meent.Reflect.Instruments;
using Meent.Reflect.Results;
using Meent.Tests.Reflect.Rounds;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Reflect.AskAgain;

/// <summary>A school asks again only what it works on, from an earlier round to the report that compares the two.</summary>
public class PulseTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_pulse_asks_what_was_chosen_and_is_compared_over_it(Engine engine)
    {
        await using var school = await School.On(engine);
        var anna = school.Visitor;
        var first = await AskedAndClosed(school, answer: 2);
        await anna.Get($"{first.Path}/pulse");
        Assert.Equal(3, anna.Page.QuerySelectorAll("input[name^='item.'][checked]").Length);
        await Choose(anna, "teaching.make", "leadership.plan-not-there");
        Assert.EndsWith("/prepare", anna.Path);
        Assert.Contains("This is a pulse. It asks these statements again", anna.Text);
        Assert.Empty(anna.Page.QuerySelectorAll("[name=profile], [name=optional]"));
        await anna.Post(new() { ["name"] = "Did it help?" });
        await anna.Get(anna.Path.Replace("/preview", "/open"));
        await anna.Press("Open the round");
        Assert.Contains("Two results so close together can show what one person said.", anna.Text);
        await school.Hub.Change(db => db.Set<Round>().Single(r => r.Id == first.Id).ClosesOn = new DateOnly(2026, 2, 4));
        await anna.Press("Open the round");
        var pulse = await school.Hub.Look(db => db.Read<Round>().SingleAsync(r => r.PulseOf == first.Id));
        Assert.Equal(("teaching.make", "Did it help?", first.Round.Profile), (pulse.AskedAgain, pulse.Name, pulse.Profile));

        await Answer(school.Hub, pulse.Id, 1, 4);
        await anna.Get($"/rounds/{pulse.Id}/close");
        await anna.Press("Close and count");
        var release = Release.FromJson((await school.Hub.Look(db => db.Read<StoredRelease>().SingleAsync(r => r.RoundId == pulse.Id))).Content);
        Assert.Equal("teaching.make", Assert.Single(release.Items).Id);
        Assert.True(release.Round.IsPulse);
        // For the figures of areas the whole round goes on to count.
        Assert.Equal([first.Id], await school.Hub.Look(db => db.Read<Meent.Reflect.Areas.AreaCounter>().Select(c => c.RoundId).ToListAsync()));
        await anna.Get($"/rounds/{pulse.Id}/report");
        Assert.Contains("What changed since Spring 2026", anna.Text);
        Assert.Contains("Teachers rate “Teaching: in class” clearly higher than in “Spring 2026”.", anna.Text);
        Assert.Contains("The two rounds did not ask quite the same", anna.Text);
    }

    [Fact]
    public async Task What_cannot_be_a_pulse_is_said_beside_what_was_typed()
    {
        await using var school = await School.On(Engine.Sqlite);
        var anna = school.Visitor;
        var first = await AskedAndClosed(school, answer: 3);
        await anna.Get($"{first.Path}/pulse");
        await Choose(anna);
        Assert.Equal((HttpStatusCode)422, anna.Status);
        Assert.Contains("Choose at least one statement.", anna.Text);
        Assert.Equal("Pulse, Spring 2026", anna.Page.QuerySelector("[name=name]")!.GetAttribute("value"));
        Assert.Equal(1, await school.Hub.Look(db => db.Read<Round>().CountAsync()));
        // Sent twice, it is made once.
        await anna.Get($"{first.Path}/pulse");
        var page = anna.Page;
        await Choose(anna, "teaching.make");
        await anna.Get($"{first.Path}/pulse");
        anna.Page.QuerySelector("[name=id]")!.SetAttribute("value", page.QuerySelector("[name=id]")!.GetAttribute("value"));
        await Choose(anna, "teaching.make");
        Assert.Equal(2, await school.Hub.Look(db => db.Read<Round>().CountAsync()));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task What_a_pulse_asks_no_longer_changes_once_it_is_open(Engine engine)
    {
        await using var school = await School.On(engine);
        await school.Hub.OpenRound(school.Place, school.Coordinator);
        foreach (var attempt in new[] { "asked_again = 'teaching.make'", "pulse_of = place_id" })
        {
            var sql = "update reflect_round set " + attempt;
            await Assert.ThrowsAnyAsync<DbException>(() => school.Hub.Look(db => db.Database.ExecuteSqlRawAsync(sql)));
        }
        var draft = await school.Hub.OpenRound(school.Place, school.Coordinator, new() { Opened = false, Name = "Draft" });
        Assert.Equal(1, await school.Hub.Look(db => db.Set<Round>().Where(r => r.Id == draft.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.AskedAgain, "teaching.make"))));
    }

    [Fact]
    public void The_plan_keeps_groups_wordings_and_how_leaders_answer()
    {
        var instrument = InstrumentLibrary.Load(InstrumentLibrary.Shipped).Latest("school")!;
        var round = new Round { InstrumentId = "school", InstrumentVersion = 1, Name = "Spring", Profile = Profile.Full, Leaders = LeadersAnswer.Anonymous };
        RoundAudience[] groups =
        [
            new() { Audience = "leaders", LinkCode = "", Invited = 3 }, new() { Audience = "teachers", LinkCode = "", Invited = 20 },
            new() { Audience = "learners", Variant = "secondary", LinkCode = "", Access = Access.Codes },
        ];
        var release = AllOf(instrument);
        var plan = Pulse.Plan(round, groups, release, instrument, ["teaching.make", "no-such"], "Pulse", new(2026, 9, 1)).Plan!;
        Assert.Equal([new("leaders", null, 3, Access.Link), new("teachers", null, 20, Access.Link), new("learners", "secondary", null, Access.Codes)], plan.Audiences);
        Assert.Equal((LeadersAnswer.Anonymous, Profile.Full, new DateOnly(2026, 9, 15)), (plan.Leaders, plan.Profile, plan.ClosesOn));
        Assert.Equal(["teaching.make"], plan.Pulse!.Items);

        // Learners were never asked this one, so they are not asked now.
        var teachersOnly = instrument.Items.First(i => i.Wordings.ContainsKey("teachers") && !i.Wordings.Keys.Any(k => k.StartsWith("learners", StringComparison.Ordinal) || k == "leaders")).Id;
        var narrow = Pulse.Plan(round, groups, release, instrument, [teachersOnly], "Pulse", new(2026, 9, 1)).Plan!;
        Assert.Equal(["teachers"], narrow.Audiences.Select(a => a.Audience));
        Assert.Equal(LeadersAnswer.NotAsked, narrow.Leaders);
        Assert.IsType<PulseOfTeamOnly>(Pulse.Plan(round, [groups[2]], release, instrument, [teachersOnly], "Pulse", new(2026, 9, 1)).Refusal);
        Assert.IsType<PulseIsEmpty>(Pulse.Plan(round, groups, release, instrument, ["no-such"], "Pulse", new(2026, 9, 1)).Refusal);
        Assert.IsType<PulseIsTooLong>(Pulse.Plan(round, groups, release, instrument, [.. instrument.Items.Select(i => i.Id)], "Pulse", new(2026, 9, 1)).Refusal);
    }

    /// <summary>A release that asked every item of teachers.</summary>
    private static Release AllOf(Instrument instrument)
    {
        var items = instrument.Items.Where(i => !i.Optional).Select(i => new ReleasedItem(i.Id, i.Version, i.Id.Split('.')[0], null, [])).ToList();
        return new(1, new(Guid.Empty, Guid.Empty, "", "Spring", default, default, "school", 1, "full", false), new(5, 10, 30), [], [], items);
    }

    private static async Task<MadeRound> AskedAndClosed(School school, int answer)
    {
        var round = await school.Hub.OpenRound(school.Place, school.Coordinator, new() { Leaders = LeadersAnswer.NotAsked, Audiences = ["teachers"] });
        await Answer(school.Hub, round.Id, 8, answer);
        await school.Visitor.Get(round.Path + "/close");
        await school.Visitor.Press("Close and count");
        school.Hub.Clock.Advance(TimeSpan.FromHours(1));
        return round;
    }

    /// <summary>Ten teachers who all answer about the same.</summary>
    private static async Task Answer(TestHub hub, Guid round, int questions, int answer)
    {
        var code = await hub.Look(db => db.Read<RoundAudience>().Where(a => a.RoundId == round).Select(a => a.LinkCode).SingleAsync());
        for (var i = 0; i < 10; i++)
        {
            using var person = hub.Visitor();
            await person.Get($"/r/{code}");
            var asked = person.Page.QuerySelectorAll("fieldset.question").ToList();
            Assert.Equal(questions, asked.Count);
            await person.Post(asked.ToDictionary(q => q.Id!, _ => (string?)$"{Math.Clamp(answer + (i == 0 ? 1 : 0), 1, 5)}"));
            Assert.EndsWith("/thanks", person.Path);
        }
    }

    private static Task<Visitor> Choose(Visitor anna, params string[] items) => anna.Send(new HttpRequestMessage(HttpMethod.Post, anna.Path)
    {
        Content = new FormUrlEncodedContent(anna.Page.QuerySelectorAll("form[method=post] input").Where(f => f.GetAttribute("type") is "hidden" or "text")
            .Select(f => KeyValuePair.Create(f.GetAttribute("name")!, f.GetAttribute("value") ?? "")).Concat(items.Select(i => KeyValuePair.Create("item." + i.Split('.')[0], i)))),
    });
}
