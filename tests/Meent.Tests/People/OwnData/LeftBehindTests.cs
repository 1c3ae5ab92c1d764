using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Mail;
using Meent.Foundation.PersonalData;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Reflect;
using Meent.Tests.Foundation.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.People.OwnData;

/// <summary>What a person could leave behind: an old address, a letter on its way, an invitation that nobody accepted.</summary>
public class LeftBehindTests
{
    private const string New = "noor@elsewhere.example";

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task The_old_address_is_left_nowhere(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (noor, school, other) = (await hub.AddPerson("Noor Bakker"), await hub.AddSchool("De Elzen"), await hub.AddSchool("De Wilgen"));
        await hub.Give(noor, Role.Coordinator, school);
        var old = noor.Email!;
        var round = (await hub.OpenRound(school, noor)).Round;
        await hub.Look(db => db.Set<Round>().Where(r => r.Id == round.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.ContactEmail, old.ToUpperInvariant())));
        await hub.Change(db =>
        {
            db.Add(new RoundText { PlaceId = school.PlaceId, RoundId = round.Id, Kind = "letter-parents", Language = "en", Content = $"Write to {old}." });
            foreach (var (place, email, by) in new[] { (school, old, Guid.Empty), (other, old, Guid.Empty), (other, New, Guid.Empty) })
                db.Add(new Invitation { PlaceId = place.PlaceId, Email = email, NormalizedEmail = email.ToUpperInvariant(), Role = Role.Reader, InvitedBy = by, InvitedAt = hub.Clock.Now() });
            db.Add(new StoredMail { Id = Ids.New(), MadeAt = hub.Clock.Now(), RecipientHash = StoredMail.HashOf(old), SentAt = hub.Clock.Now(), NextAt = hub.Clock.Now() });
            db.Add(new AddressChange { PersonId = noor.Id, Id = Ids.Random(), Email = New, NormalizedEmail = New.ToUpperInvariant(), AskedAt = hub.Clock.Now(), EffectiveAt = hub.Clock.Now(), Hash = "", TriesLeft = 5 });
        });
        await ApplyDue(hub);
        Assert.Equal(New, (await hub.Look(db => db.Read<Round>().SingleAsync())).ContactEmail);
        Assert.Equal($"Write to {New}.", (await hub.Look(db => db.Read<RoundText>().SingleAsync())).Content);
        Assert.Equal(2, await hub.Look(db => Invitation.Open(db, hub.Clock.Now()).CountAsync(i => i.Email == New)));
        Assert.Single(await hub.Look(db => MailLists.To(db, New)));
        Assert.Empty(await DatabaseText.Traces(hub, new(Ids.New(), "Nobody by this name", old)));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task The_new_address_does_not_count_before_the_letter_to_the_old_one_was_out_for_a_week(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (noor, letter) = (await hub.AddPerson("Noor Bakker"), Ids.New());
        await hub.Change(db =>
        {
            db.Add(new StoredMail { Id = letter, MadeAt = hub.Clock.Now(), RecipientHash = StoredMail.HashOf(noor.Email!), FailedAt = hub.Clock.Now(), NextAt = hub.Clock.Now() });
            db.Add(new AddressChange { PersonId = noor.Id, Id = Ids.Random(), Email = New, NormalizedEmail = New.ToUpperInvariant(), AskedAt = hub.Clock.Now(), EffectiveAt = hub.Clock.Now().AddDays(7), Hash = "", TriesLeft = 5, LetterId = letter });
        });
        hub.Clock.Advance(TimeSpan.FromDays(8));
        await ApplyDue(hub);
        Assert.Equal(noor.Email, await Address(hub));
        await hub.Look(db => db.Set<StoredMail>().ExecuteUpdateAsync(s => s.SetProperty(m => m.SentAt, hub.Clock.Now()).SetProperty(m => m.FailedAt, (DateTime?)null)));
        hub.Clock.Advance(TimeSpan.FromDays(6));
        await ApplyDue(hub);
        Assert.Equal(noor.Email, await Address(hub));
        hub.Clock.Advance(TimeSpan.FromDays(2));
        await ApplyDue(hub);
        Assert.Equal(New, await Address(hub));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Letters_that_wait_and_name_who_left_go_too_and_no_others(Engine engine)
    {
        using var nobody = new SmtpCatcher { RcptAnswer = "450 later" };
        await using var hub = await TestHub.Start(engine, s => s with { Smtp = $"smtp://localhost:{nobody.Port}", MailFrom = "hub@example.org" });
        var noor = await hub.AddPerson("Noor Bakker");
        await using (var scope = hub.Services.CreateAsyncScope())
        {
            var mailer = scope.ServiceProvider.GetRequiredService<Mailer>();
            Assert.True(EmailAddress.TryParse("kim@school.example", out var kim));
            void Send(string subject, string text, Guid? about) => mailer.Send(new Recipient(kim!, "Kim", "en"), _ => new Letter(subject, [text]), about);
            Send("About her", "She handed over.", noor.Id);
            Send("Names her", $"In a letter about somebody else that is long enough to be broken into two lines, {noor.Name} is named.", Ids.New());
            Send("Her address", $"In a letter about nobody that is long enough for two lines one is to write to {noor.Email}.", null);
            Send("Kept", $"{noor.Name} is a name that others have, too.", null);
        }
        Assert.Equal(4, (await Outbox.All(hub)).Count);
        var visitor = await hub.SignedIn(noor);
        await visitor.Get("/account/delete");
        await visitor.Post(new() { ["sure"] = "yes" });
        Assert.Equal("/account/deleted", visitor.Path);
        Assert.Equal(["Kept"], (await Outbox.All(hub)).Where(m => m.Recipient == "kim@school.example").Select(m => m.Subject));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Invitations_that_led_to_nothing_are_forgotten_after_sixty_days(Engine engine)
    {
        await using var world = await RoleWorld.Start(engine);
        var now = world.Hub.Clock.Now();
        Invitation Invite(string email, int daysAgo, DateTime? accepted = null, DateTime? ended = null) => new()
        {
            PlaceId = world.School.PlaceId, Email = email, NormalizedEmail = email.ToUpperInvariant(), Role = Role.Reader, InvitedBy = world.Olga.Id, InvitedAt = now.AddDays(-daysAgo), AcceptedAt = accepted, EndedAt = ended,
        };
        await world.Hub.Change(db => db.AddRange(
            Invite("declined@example.org", 70, ended: now.AddDays(-61)), Invite("declined.lately@example.org", 70, ended: now.AddDays(-59)),
            Invite("expired@example.org", 91), Invite("expired.lately@example.org", 89), Invite("accepted@example.org", 200, accepted: now.AddDays(-190))));
        await world.Look();
        Assert.Equal(["accepted@example.org", "declined.lately@example.org", "expired.lately@example.org"], await world.Hub.Look(db => db.Read<Invitation>().Select(i => i.Email).OrderBy(e => e).ToListAsync()));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Nothing_is_asked_for_by_an_account_that_is_gone(Engine engine)
    {
        await using var world = await RoleWorld.Start(engine);
        var request = new RoleHeld { PlaceId = world.School.PlaceId, PersonId = Ids.New(), Role = Role.Reader, Since = world.Hub.Clock.Now(), Reason = "I worked there." };
        Assert.False(await world.Hub.Look(db => AskForRole.Save(db, request)));
        Assert.Equal(0, await world.Hub.Look(db => db.Read<RoleHeld>().CountAsync()));
    }

    [Fact]
    public async Task A_role_whose_letter_cannot_be_written_does_not_end_untold()
    {
        await using var world = await RoleWorld.Start(Engine.Sqlite);
        var (noor, kim) = (await world.Add("Noor Bakker", Role.Reader), await world.Add("Kim Visser", Role.Coordinator));
        await world.Hub.Look(db => db.Set<RoleHeld>().Where(r => r.PersonId == noor.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.EndsOn, world.Hub.Clock.Today())));
        var folder = Path.Combine(world.Hub.Settings.DataFolder, "mail");
        if (Directory.Exists(folder)) Directory.Delete(folder, true);
        await File.WriteAllTextAsync(folder, "A file is where the folder was.");
        await world.Look();
        Assert.Equal(RoleState.Held, (await world.Roles(noor)).Single().State);
        File.Delete(folder);
        await world.Look();
        Assert.Equal(RoleState.Ended, (await world.Roles(noor)).Single().State);
        Assert.Single(MailBox.To(world.Hub, noor.Email!));
        Assert.Equal(RoleState.Held, (await world.Roles(kim)).Single().State);
    }

    [Fact]
    public async Task The_answer_of_another_is_not_shown_as_ones_own()
    {
        await using var world = await RoleWorld.Start(Engine.Sqlite);
        var (noor, kim, lee) = (await world.Add("Noor Bakker"), await world.Add("Kim Visser"), await world.Add("Lee Vos"));
        var now = world.Hub.Clock.Now();
        await world.Hub.Change(db => db.Add(new RoleHeld { PlaceId = world.School.PlaceId, PersonId = lee.Id, Role = Role.Reader, Since = now, ApprovedAt = now, ApprovedBy = noor.Id, Answer = "Welcome, Lee.", EndedAt = now, EndedBy = kim.Id }));
        Assert.Contains("Welcome, Lee.", await Known(world.Hub, noor));
        Assert.DoesNotContain("Welcome, Lee.", await Known(world.Hub, kim));
    }

    private static Task<string?> Address(TestHub hub) => hub.Look(db => db.Read<Person>().Select(p => p.Email).SingleAsync());

    private static async Task ApplyDue(TestHub hub)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AddressChanges>().ApplyDue(TestContext.Current.CancellationToken);
    }

    private static async Task<string> Known(TestHub hub, Person person)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        var sections = await Forgetting.Read(scope.ServiceProvider, new DataSubject(person.Id, person.Name, person.Email!), new Texts(hub.Services.GetRequiredService<TextCatalogue>(), "en"), TestContext.Current.CancellationToken);
        return string.Join('\n', sections.SelectMany(s => s.Items).SelectMany(i => i.Facts).Select(f => f.Value));
    }
}
