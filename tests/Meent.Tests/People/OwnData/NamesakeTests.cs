using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.PersonalData;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Meent.Reflect;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.People.OwnData;

/// <summary>Everybody chooses their own name: one that others have gives no power over what these wrote, and shows nothing of it.</summary>
public class NamesakeTests
{
    private const string Head = "Anna de Vries";

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Who_asks_for_a_role_under_the_name_of_another_reads_and_changes_nothing(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var school = await School(hub);
        var stranger = await hub.AddPerson(Head);
        await hub.Change(db => db.Add(new RoleHeld { PlaceId = school.PlaceId, PersonId = stranger.Id, Role = Role.Reader, Since = hub.Clock.Now(), Reason = "Let me in." }));
        await NothingOf(hub, stranger);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Who_came_after_a_round_was_closed_is_not_named_in_it(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var school = await School(hub, closed: true);
        hub.Clock.Advance(TimeSpan.FromDays(1));
        var reader = await hub.AddPerson(Head);
        await hub.Change(db => db.Add(new RoleHeld { PlaceId = school.PlaceId, PersonId = reader.Id, Role = Role.Reader, Since = hub.Clock.Now(), ApprovedAt = hub.Clock.Now() }));
        await NothingOf(hub, reader);
    }

    [Fact]
    public async Task Who_worked_there_at_that_time_is_shown_their_own_name_only()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var school = await School(hub);
        var anna = await hub.AddPerson(Head);
        await hub.Give(anna, Role.Leader, school);
        var known = await Known(hub, anna);
        Assert.Contains($"authors={Head}", known);
        Assert.DoesNotContain("Bo Jans", known);
        Assert.DoesNotContain("bo@school.example", known);
        Assert.DoesNotContain("A secret plan", known);
        await Leave(hub, anna);
        Assert.Contains("somebody who left and Bo Jans", await Texts(hub));
    }

    private static async Task<Place> School(TestHub hub, bool closed = false)
    {
        var (school, bo) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Bo Jans"));
        var round = (await hub.OpenRound(school, bo, new RoundWish { Name = "A secret plan", Opened = closed })).Round;
        await hub.Look(db => db.Set<Round>().Where(r => r.Id == round.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.ContactName, $"{Head} or Bo Jans").SetProperty(r => r.ContactEmail, "bo@school.example")
            .SetProperty(r => r.ClosedAt, closed ? hub.Clock.Now() : null)));
        await hub.Change(db =>
        {
            db.Add(new TeamView { PlaceId = school.PlaceId, RoundId = round.Id, Authors = $"{Head} and Bo Jans", People = 2, Answers = "{}", SavedAt = hub.Clock.Now(), SavedBy = bo.Id });
            db.Add(new RoundText { PlaceId = school.PlaceId, RoundId = round.Id, Kind = "letter-parents", Language = "en", Content = $"Ask {Head}. Begin here: {{link}}" });
        });
        return school;
    }

    private static async Task NothingOf(TestHub hub, Person person)
    {
        var before = await Texts(hub);
        Assert.Contains(Head, before);
        var known = await Known(hub, person);
        Assert.DoesNotContain("Bo Jans", known);
        Assert.DoesNotContain("rounds:", known);
        Assert.DoesNotContain("teamViews:", known);
        await Leave(hub, person);
        Assert.Equal(before, await Texts(hub));
    }

    private static async Task Leave(TestHub hub, Person person)
    {
        var visitor = await hub.SignedIn(person);
        await visitor.Get("/account/delete");
        await visitor.Post(new() { ["sure"] = "yes" });
        Assert.Equal("/account/deleted", visitor.Path);
    }

    private static Task<string> Texts(TestHub hub) => hub.Look(async db => string.Join('\n',
    [
        .. await db.Read<Round>().Select(r => r.ContactName + " " + r.ContactEmail).ToListAsync(),
        .. await db.Read<TeamView>().Select(v => v.Authors).ToListAsync(),
        .. await db.Read<RoundText>().Select(t => t.Content).ToListAsync(),
    ]));

    private static async Task<string> Known(TestHub hub, Person person)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        var T = new Texts(hub.Services.GetRequiredService<TextCatalogue>(), "en");
        var sections = await Forgetting.Read(scope.ServiceProvider, new DataSubject(person.Id, person.Name, person.Email!), T, TestContext.Current.CancellationToken);
        return string.Join('\n', sections.SelectMany(s => s.Items.Select(i => $"{s.Key}: {string.Join(" | ", i.Facts.Select(f => $"{f.Key}={f.Value}"))}")));
    }
}
