using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Mail;
using Meent.Foundation.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Foundation.Mail;

/// <summary>A letter is sent once, by one process, whatever breaks and whenever.</summary>
public class OutboxTests
{
    private static Task<TestHub> Start(Engine engine, SmtpCatcher server) => TestHub.Start(engine, s => s with { Smtp = $"smtp://localhost:{server.Port}", MailFrom = "hub@example.org" });

    private static void Send(TestHub hub, string code = "12345678") => Outbox.Send(hub, Outbox.Noor, _ => new Letter("Your code", ["Hello."], Code: code));

    private static async Task<Guid> One(TestHub hub) => (await Outbox.All(hub)).Single().Id;

    private static string MessageId(string mail) => mail.Split("\r\n").Single(l => l.StartsWith("Message-ID: ", StringComparison.Ordinal));

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_letter_goes_with_the_change_that_it_tells_of_or_not_at_all(Engine engine)
    {
        using var server = new SmtpCatcher();
        await using var hub = await Start(engine, server);
        await using var scope = hub.Services.CreateAsyncScope();
        var (db, mailer) = (scope.ServiceProvider.GetRequiredService<HubDb>(), scope.ServiceProvider.GetRequiredService<Mailer>());
        await Assert.ThrowsAsync<TimeoutException>(() => db.InTransaction<bool>(() =>
        {
            mailer.Send(Outbox.Noor, _ => new Letter("Never", ["Text."]));
            throw new TimeoutException();
        }));
        await db.InTransaction(async () =>
        {
            mailer.Send(Outbox.Noor, _ => new Letter("Done", ["Text."]));
            await Outbox.Ring(hub);
            Assert.Empty(server.Messages);
        });
        await Outbox.Until(hub, MailState.Sent);
        Assert.Contains("RG9uZQ==", server.Messages.Single());
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task What_a_letter_said_and_to_whom_is_forgotten_when_it_is_sent_and_that_it_was_after_thirty_days(Engine engine)
    {
        using var server = new SmtpCatcher();
        await using var hub = await Start(engine, server);
        Send(hub, "40414243");
        await Outbox.Until(hub, MailState.Sent);
        var mail = (await Outbox.All(hub)).Single();
        Assert.Equal((null, null, null, null), (mail.Subject, mail.Recipient, mail.Message, mail.Why));
        Assert.Single(await hub.Look(db => MailLists.To(db, "NOOR@example.org")));
        await Outbox.Do(hub, o => o.ForgetOld(default));
        Assert.Single(await Outbox.All(hub));
        hub.Clock.Advance(TimeSpan.FromDays(31));
        await Outbox.Do(hub, o => o.ForgetOld(default));
        Assert.Empty(await Outbox.All(hub));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_letter_that_is_put_off_is_tried_six_times_within_thirty_two_hours_and_always_is_the_same(Engine engine)
    {
        using var server = new SmtpCatcher { DotAnswer = "451 later" };
        await using var hub = await Start(engine, server);
        Send(hub);
        foreach (var (pause, tries) in MailOutbox.Pauses.Select((p, i) => (p, i + 1)))
        {
            await Outbox.Until(async () => (await Outbox.All(hub)).Single().Tries == tries);
            hub.Clock.Advance(pause - TimeSpan.FromSeconds(1));
            await Outbox.Ring(hub);
            Assert.Equal(tries, server.Messages.Count);
            hub.Clock.Advance(TimeSpan.FromSeconds(1));
            await Outbox.Ring(hub);
        }
        await Outbox.Until(hub, MailState.Failed);
        Assert.Equal(6, server.Messages.Count);
        Assert.Single(server.Messages.Select(MessageId).Distinct());
        Assert.EndsWith(": 451 later", (await Outbox.All(hub)).Single().Why);

        server.DotAnswer = "250 taken";
        Assert.True(await Outbox.Do(hub, async o => await o.Again(await One(hub))));
        await Outbox.Ring(hub);
        await Outbox.Until(hub, MailState.Sent);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task What_is_refused_for_good_is_not_tried_again(Engine engine)
    {
        using var server = new SmtpCatcher { RcptAnswer = "550 nobody here" };
        await using var hub = await Start(engine, server);
        Send(hub);
        await Outbox.Until(hub, MailState.Failed);
        hub.Clock.Advance(TimeSpan.FromDays(2));
        await Outbox.Ring(hub);
        Assert.Equal(1, server.Ended);
        Assert.NotNull((await Outbox.All(hub)).Single().Message);
        Assert.True(await Outbox.Do(hub, async o => await o.Drop(await One(hub))));
        Assert.Empty(await Outbox.All(hub));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_server_that_hangs_up_before_the_letter_is_complete_does_not_have_it(Engine engine)
    {
        using var server = new SmtpCatcher { HangsUpInData = true };
        await using var hub = await Start(engine, server);
        Send(hub);
        await Outbox.Until(async () => (await Outbox.All(hub)).Single() is { Tries: 1, HandingAt: null });
        server.HangsUpInData = false;
        hub.Clock.Advance(TimeSpan.FromMinutes(2));
        await Outbox.Ring(hub);
        await Outbox.Until(hub, MailState.Sent);
        Assert.Single(server.Messages);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task When_nobody_knows_whether_the_server_has_it_an_operator_decides(Engine engine)
    {
        using var server = new SmtpCatcher { DotAnswer = null };
        await using var hub = await Start(engine, server);
        Send(hub);
        await Outbox.Until(hub, MailState.Uncertain);
        hub.Clock.Advance(TimeSpan.FromDays(2));
        await Outbox.Ring(hub);
        Assert.Single(server.Messages);

        server.DotAnswer = "250 taken";
        var id = (await Outbox.All(hub)).Single().Id;
        Assert.True(await Outbox.Do(hub, o => o.Again(id)));
        await Outbox.Ring(hub);
        await Outbox.Until(hub, MailState.Sent);
        Assert.Equal(2, server.Messages.Count);
        Assert.Single(server.Messages.Select(MessageId).Distinct());
        Assert.False(await Outbox.Do(hub, o => o.Again(id)));
    }

    [Fact]
    public async Task An_operator_may_say_that_an_uncertain_letter_arrived()
    {
        using var server = new SmtpCatcher { DotAnswer = null };
        await using var hub = await Start(Engine.Sqlite, server);
        Send(hub);
        await Outbox.Until(hub, MailState.Uncertain);
        Assert.True(await Outbox.Do(hub, async o => await o.Leave(await One(hub))));
        Assert.Equal((MailState.Sent, null), await Outbox.All(hub) is [var m] ? (m.State(hub.Clock.Now()), m.Message) : default);
        Assert.Single(server.Messages);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Two_programs_on_one_database_send_each_letter_once(Engine engine)
    {
        using var server = new SmtpCatcher();
        await using var hub = await Start(engine, server);
        await using var beside = await TestHub.Beside(hub);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() =>
        {
            Send(i % 2 == 0 ? hub : beside);
            hub.Services.GetRequiredService<MailSignal>().Ring();
            beside.Services.GetRequiredService<MailSignal>().Ring();
        })));
        await Outbox.Until(hub, MailState.Sent);
        Assert.Equal(40, server.Messages.Count);
        Assert.Equal(40, server.Messages.Select(MessageId).Distinct().Count());
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases)), Trait("Kind", "Crash")]
    public async Task A_program_that_is_killed_in_the_moment_of_handing_over_never_sends_twice(Engine engine)
    {
        using var server = new SmtpCatcher { DotAnswer = "" };
        var settings = await Databases.Fresh(engine) with { Smtp = $"smtp://localhost:{server.Port}", MailFrom = "hub@example.org" };
        await using (var app = Hub.Build(settings, TestHub.Modules))
        {
            await using var scope = app.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Mailer>().Send(Outbox.Noor, _ => new Letter("Once", ["Text."]));
            using (var first = await ServedHub.Start(settings))
            {
                await Outbox.Until(() => Task.FromResult(server.Messages.Count == 1));
                first.KillHard();
            }
            server.DotAnswer = "250 taken";
            using (await ServedHub.Start(settings)) await Task.Delay(1000, TestContext.Current.CancellationToken);
            var mail = await scope.ServiceProvider.GetRequiredService<HubDb>().Read<StoredMail>().SingleAsync(TestContext.Current.CancellationToken);
            Assert.Equal(MailState.Uncertain, mail.State(mail.ClaimedUntil!.Value));
            Assert.Single(server.Messages);
        }
        await Databases.Drop(settings);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Letters_of_the_old_folders_are_taken_over_and_sent_once(Engine engine)
    {
        using var server = new SmtpCatcher();
        await using var old = await TestHub.Start(Engine.Sqlite, s => s with { MailFrom = "hub@example.org" });
        Send(old, "11111111");
        Send(old, "22222222");
        var files = Directory.GetFiles(Path.Combine(old.Settings.DataFolder, "mail"), "*.eml");
        string folder = "", kept = "";
        await using var hub = await TestHub.Start(engine, s =>
        {
            (folder, kept) = (Directory.CreateDirectory(Path.Combine(s.DataFolder, "mail", "queue")).FullName, Directory.CreateDirectory(Path.Combine(s.DataFolder, "mail", "failed")).FullName);
            File.Copy(files[0], Path.Combine(folder, "1.eml"));
            File.Copy(files[1], Path.Combine(kept, "2.eml"));
            File.WriteAllText(Path.Combine(folder, "3.eml"), "no letter");
            return s with { Smtp = $"smtp://localhost:{server.Port}" };
        });
        await Outbox.Until(async () => (await Outbox.All(hub)).Select(m => m.State(hub.Clock.Now())).Order().SequenceEqual([MailState.Failed, MailState.Sent]));
        Assert.Single(server.Messages);
        Assert.Equal(["3.eml.unreadable"], Directory.GetFiles(folder).Concat(Directory.GetFiles(kept)).Select(Path.GetFileName));

        // The program stopped after the letter was stored and before the file was gone.
        File.Copy(files[0], Path.Combine(folder, "1.eml"));
        await Outbox.Ring(hub);
        await Outbox.Until(() => Task.FromResult(!File.Exists(Path.Combine(folder, "1.eml"))));
        await Outbox.Ring(hub);
        Assert.Single(server.Messages);
    }
}
