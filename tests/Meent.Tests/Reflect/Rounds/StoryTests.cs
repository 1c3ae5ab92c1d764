using System.Net;
using Meent.People;
using Meent.Reflect;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Reflect.Rounds;

/// <summary>The whole way of a school, from a new round to a shared report, as people without script go it.</summary>
public class StoryTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_school_asks_its_people_and_reads_what_they_say(Engine engine)
    {
        await using var school = await School.On(engine);
        var anna = school.Visitor;
        await PrepareAndOpen(anna);
        var (round, teachers, learners) = await Invite(anna);
        await EverybodyAnswers(school, teachers, learners);
        await anna.Get(round);
        Assert.Contains("6 of 12 have answered", anna.Text);
        Assert.Contains("3 have answered", anna.Text);
        Assert.Contains("Given by Tom Bakker.", anna.Text);
        await Follow(anna, "Close it now and read the report");
        Assert.Contains("Too few answers to show yet: Learners", anna.Text);
        await anna.Press("Close and count");
        await Follow(anna, "Read the report");
        Assert.Equal((HttpStatusCode.OK, round + "/report"), (anna.Status, anna.Path));
        await OthersRead(school, round);
        Assert.Equal(9, await school.Hub.Look(db => db.Read<Submission>().CountAsync()));
    }

    private static async Task PrepareAndOpen(Visitor anna)
    {
        await anna.Get("/school");
        await Follow(anna, "Start the first round");
        await anna.Get(anna.Path + "?instrument=" + anna.Page.QuerySelector("[name=instrument][checked]")!.GetAttribute("value"));
        await anna.Post(new() { ["profile"] = "mini", ["invited.teachers"] = "12", ["own.1"] = "Our new laptops help me teach.", ["own.1.for"] = "teachers" });
        await Follow(anna, "See what this group sees: Teachers");
        Assert.Contains("Our new laptops help me teach.", anna.Text);
        await anna.Post([]);
        Assert.Contains("That is how it goes.", anna.Text);
        await Follow(anna, "Go on to opening");
        Assert.Contains("Nobody can weaken this afterwards", anna.Text);
        await anna.Press("Open the round");
    }

    private static async Task<(string Round, string Teachers, string Learners)> Invite(Visitor anna)
    {
        var teachers = Link(anna, "link-teachers");
        await Follow(anna, "Read the three texts");
        var papers = anna.Path;
        await Follow(anna, "Read, print or change: Letter to parents");
        Assert.Contains("Dear parents", anna.Text);
        await anna.Get(papers);
        await anna.Post(new() { ["seen.letter-parents"] = "true", ["seen.privacy-notice"] = "true", ["seen.dpia"] = "true" });
        var learners = Link(anna, "link-learners");
        await Follow(anna, "See how many have answered");
        return (anna.Path, teachers, learners);
    }

    private static async Task EverybodyAnswers(School school, string teachers, string learners)
    {
        for (var i = 0; i < 6; i++) await Answer(school.Hub, teachers, 1 + (i % 5));
        for (var i = 0; i < 3; i++) await Answer(school.Hub, learners, 5);
        var tom = await school.With(Role.Leader, "Tom Bakker");
        await tom.Get("/school");
        await Follow(tom, "Give the team's view");
        await tom.Post(tom.Page.QuerySelectorAll("fieldset.question").ToDictionary(q => q.Id!, _ => (string?)"4")
            .Append(new("authors", "Tom Bakker")).Append(new("people", "1")).ToDictionary(f => f.Key, f => f.Value));
    }

    private static async Task OthersRead(School school, string round)
    {
        var anna = school.Visitor;
        var femke = await school.Hub.AddPerson("Femke Jansen");
        await anna.Get(round + "/share");
        await anna.Post(new() { ["email"] = femke.Email });
        var adviser = await school.Hub.SignedIn(femke);
        await adviser.Get("/school");
        await adviser.Get(adviser.Page.QuerySelector("main ul a")!.GetAttribute("href")!);
        Assert.Equal((HttpStatusCode.OK, round + "/report"), (adviser.Status, adviser.Path));
        var samira = await school.With(Role.Reader, "Samira Haddad");
        await samira.Get(school.Path);
        await Follow(samira, "Read the report");
        Assert.Equal(HttpStatusCode.OK, samira.Status);
    }

    /// <summary>What each sees first, by role and by how far the school is.</summary>
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Everybody_finds_what_to_do_next(Engine engine)
    {
        await using var school = await School.On(engine);
        var (anna, tom, samira) = (school.Visitor, await school.With(Role.Leader, "Tom Bakker"), await school.With(Role.Reader, "Samira Haddad"));
        var stranger = await school.Hub.SignedIn(await school.Hub.AddPerson("Olga Prins", isOperator: true));
        await stranger.Get("/school");
        Assert.Contains("You have no role at a school yet", stranger.Text);
        await Says(anna, "Start the first round");
        await Says(tom, "There is nothing to read yet");
        await Says(samira, "There is nothing to read yet");

        var draft = await school.Hub.OpenRound(school.Place, school.Coordinator, new() { Opened = false, Name = "Next year" });
        await Says(anna, "Go on preparing");
        await Says(tom, "There is nothing to read yet");
        var round = await school.Hub.OpenRound(school.Place, school.Coordinator, new() { Leaders = LeadersAnswer.Anonymous });
        await Says(anna, "See how it goes");
        await Says(tom, "See how it goes");
        await Says(samira, "There is nothing to read yet");
        await anna.Get(school.Path);
        Assert.Contains("Next year", anna.Text);
        await tom.Get(school.Path);
        Assert.DoesNotContain("Next year", tom.Text);

        await anna.Get(round.Path + "/close");
        await anna.Press("Close and count");
        foreach (var visitor in new[] { tom, samira }) await Says(visitor, "Read the report");
        await Says(anna, "Go on preparing");
        await anna.Get(draft.Path + "/cancel");
        await anna.Press("Throw the draft away");
        await Says(anna, "Read the report");
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Who_asked_for_a_role_sees_where_that_stands(Engine engine)
    {
        await using var school = await School.On(engine);
        var bea = await school.Hub.AddPerson("Bea Smit");
        await school.Hub.Change(db => db.Add(new RoleHeld
        {
            PlaceId = school.Place.PlaceId, PersonId = bea.Id, Role = Role.Coordinator, Since = new DateTime(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc), Reason = "I am the ICT coordinator.",
        }));
        var visitor = await school.Hub.SignedIn(bea);
        await visitor.Get("/school");
        Assert.Contains("De Elzen: asked on 2 March 2026, waits for an answer", visitor.Text);
        await visitor.Get(school.Path);
        Assert.Equal(HttpStatusCode.NotFound, visitor.Status);
    }

    private static async Task Says(Visitor visitor, string what)
    {
        await visitor.Get("/school");
        Assert.Contains(what, visitor.Text);
    }

    private static Task<Visitor> Follow(Visitor visitor, string link) =>
        visitor.Get((visitor.Page.QuerySelectorAll("a").FirstOrDefault(a => a.TextContent.Trim() == link)
            ?? throw new InvalidOperationException($"No link on {visitor.Path} says \"{link}\". The page says: {visitor.Text}")).GetAttribute("href")!);

    private static string Link(Visitor visitor, string id) => new Uri(visitor.Page.GetElementById(id)!.GetAttribute("value")!).PathAndQuery;

    private static async Task Answer(TestHub hub, string link, int answer)
    {
        var person = hub.Visitor();
        await person.Get(link);
        await person.Post(person.Page.QuerySelectorAll("fieldset.question").ToDictionary(q => q.Id!, _ => (string?)$"{answer}"));
        Assert.EndsWith("/thanks", person.Path);
    }
}
