using System.Net;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Reflect;
using Meent.Reflect.ShareReport;
using Meent.Tests.People;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Reflect.Rounds;

public class ShareReportTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task An_adviser_reads_until_the_day_or_until_it_is_ended(Engine engine)
    {
        await using var school = await School.On(engine);
        var femke = await school.Hub.AddPerson("Femke Jansen");
        var adviser = await school.Hub.SignedIn(femke);
        var round = await Closed(school);
        await adviser.Get(round.Path + "/report");
        Assert.Equal(HttpStatusCode.NotFound, adviser.Status);

        var anna = school.Visitor;
        for (var twice = 0; twice < 2; twice++)
        {
            await anna.Get(round.Path + "/share");
            await anna.Post(new() { ["email"] = " Femke.Jansen@EXAMPLE.org ", ["until"] = "2026-03-05" }, "form:has([name=email])");
        }
        Assert.DoesNotContain("Femke", anna.Text, StringComparison.Ordinal);
        Assert.Equal(1, await school.Hub.Look(db => db.Read<ReportShare>().CountAsync()));
        Assert.Single(Directory.GetFiles(school.Hub.Settings.DataFolder, "*.eml", SearchOption.AllDirectories));
        await adviser.Get("/school");
        Assert.Contains("De Elzen, Spring 2026 until 5 March 2026", adviser.Text.Replace("Spring 2026, De Elzen", "De Elzen, Spring 2026"));
        await adviser.Get(round.Path + "/report");
        Assert.Equal(HttpStatusCode.OK, adviser.Status);
        await adviser.Get(round.Path);
        Assert.Equal(HttpStatusCode.NotFound, adviser.Status);

        await anna.Get(round.Path + "/share");
        Assert.Contains("Femke Jansen, until 5 March 2026", anna.Text);
        await anna.Press("End it for Femke Jansen");
        await adviser.Get(round.Path + "/report");
        Assert.Equal(HttpStatusCode.NotFound, adviser.Status);
    }

    [Fact]
    public async Task At_a_session_left_open_nobody_shares_a_report_or_calls_a_round_off_without_a_proof()
    {
        await using var school = await School.On(Engine.Sqlite);
        var anna = school.Visitor;
        await school.Hub.AddPerson("Femke Jansen");
        var round = await Closed(school);
        var open = await school.Hub.OpenRound(school.Place, school.Coordinator, new());
        school.Hub.Clock.Advance(TimeSpan.FromMinutes(11));
        await anna.Get(open.Path + "/cancel");
        await anna.Post([]);
        Assert.Contains("Is it you?", anna.Text);
        Assert.All(await school.Hub.Look(db => db.Read<Round>().ToListAsync()), r => Assert.Null(r.CancelledAt));
        await anna.Get(round.Path + "/share");
        await anna.Post(new() { ["email"] = "femke.jansen@example.org", ["until"] = "2026-03-05" }, "form:has([name=email])");
        Assert.Contains("Is it you?", anna.Text);
        Assert.Equal(0, await school.Hub.Look(db => db.Read<ReportShare>().CountAsync()));
        await anna.Post(new() { [StepUpFilter.Password] = TestHub.Password });
        Assert.Equal(1, await school.Hub.Look(db => db.Read<ReportShare>().CountAsync()));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Sharing_says_the_same_whether_somebody_has_the_address(Engine engine)
    {
        await using var school = await School.On(engine);
        var femke = await school.Hub.AddPerson("Femke Jansen");
        var (round, anna) = (await Closed(school), school.Visitor);
        var adviser = await school.Hub.SignedIn(femke);
        var said = new List<(HttpStatusCode, string Page, int Trail, string Own)>();
        var trail = await Acts(school);
        foreach (var email in new[] { "nobody@example.org", femke.Email })
        {
            await anna.Get(round.Path + "/share");
            await anna.Post(new() { ["email"] = email, ["until"] = "2026-03-05" }, "form:has([name=email])");
            var (page, acts) = ((anna.Status, anna.Text), await Acts(school));
            said.Add((page.Status, page.Text, acts - trail, (await anna.Get("/account/data")).Page.QuerySelectorAll("main h2").Where(h => h.TextContent.StartsWith("Reports shared", StringComparison.Ordinal)).Select(h => h.NextElementSibling!.NextElementSibling!.TextContent).Single()));
            trail = acts;
        }
        Assert.Equal(said[0], said[1]);
        Assert.Equal((HttpStatusCode.OK, 1), (said[0].Item1, said[0].Trail));
        Assert.Single(MailBox.To(school.Hub, femke.Email!));
        await anna.Get(round.Path + "/share");
        await anna.Post(new() { ["email"] = femke.Email, ["until"] = "2026-03-06" }, "form:has([name=email])");
        Assert.Single(MailBox.To(school.Hub, femke.Email!));

        await anna.Press("Take back what nobody opened");
        Assert.Contains("cannot open it any more", anna.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await adviser.Get(round.Path + "/report")).Status);
        for (var i = 0; i < 17; i++) await anna.Post(new() { ["email"] = "nobody@example.org", ["until"] = "2026-03-05" }, "form:has([name=email])");
        Assert.Equal(HttpStatusCode.OK, anna.Status);
        await anna.Post(new() { ["email"] = "nobody@example.org", ["until"] = "2026-03-05" }, "form:has([name=email])");
        Assert.Equal(HttpStatusCode.TooManyRequests, anna.Status);
    }

    private static Task<int> Acts(School school) => school.Hub.Look(db => db.Read<Meent.Foundation.Audit.AuditEntry>().CountAsync(e => e.PlaceId == school.Place.PlaceId));

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task After_the_last_day_the_report_is_gone_for_the_adviser(Engine engine)
    {
        await using var school = await School.On(engine);
        var femke = await school.Hub.AddPerson("Femke Jansen");
        var round = await Closed(school);
        await school.Visitor.Get(round.Path + "/share");
        await school.Visitor.Post(new() { ["email"] = femke.Email, ["until"] = "2026-03-05" }, "form:has([name=email])");
        school.Hub.Clock.SetDay(new DateOnly(2026, 3, 5));
        var adviser = await school.Hub.SignedIn(femke);
        await adviser.Get(round.Path + "/report");
        Assert.Equal(HttpStatusCode.OK, adviser.Status);
        school.Hub.Clock.SetDay(new DateOnly(2026, 3, 6));
        await adviser.Get(round.Path + "/report");
        Assert.Equal(HttpStatusCode.NotFound, adviser.Status);
        await adviser.Get("/school");
        Assert.DoesNotContain("Shared with me", adviser.Text);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Who_does_not_open_a_report_in_time_has_to_be_let_in_again(Engine engine)
    {
        await using var school = await School.On(engine);
        var femke = await school.Hub.AddPerson("Femke Jansen");
        var round = await Closed(school);
        await ShareWith(school.Visitor);
        Assert.Contains("Open it by 18 March 2026", Assert.Single(MailBox.To(school.Hub, femke.Email!)), StringComparison.Ordinal);
        school.Hub.Clock.SetDay(new DateOnly(2026, 3, 18));
        var adviser = await school.Hub.SignedIn(femke);
        Assert.Contains("De Elzen", (await adviser.Get("/school")).Text, StringComparison.Ordinal);
        school.Hub.Clock.SetDay(new DateOnly(2026, 3, 19));
        Assert.DoesNotContain("De Elzen", (await adviser.Get("/school")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await adviser.Get(round.Path + "/report")).Status);

        // The same once more gives as many days anew, and who has opened it keeps it.
        await ShareWith(await school.Hub.SignedIn(school.Coordinator));
        Assert.Contains("Open it by 2 April 2026", MailBox.To(school.Hub, femke.Email!)[^1], StringComparison.Ordinal);
        Assert.Equal(1, await school.Hub.Look(db => SharedReport.Sweep(db, new DateOnly(2026, 3, 19), TestContext.Current.CancellationToken)));
        Assert.Equal(HttpStatusCode.OK, (await adviser.Get(round.Path + "/report")).Status);
        school.Hub.Clock.SetDay(new DateOnly(2026, 6, 1));
        Assert.Equal(0, await school.Hub.Look(db => SharedReport.Sweep(db, school.Hub.Clock.Today(), TestContext.Current.CancellationToken)));
        Assert.Equal(HttpStatusCode.OK, (await (await school.Hub.SignedIn(femke)).Get(round.Path + "/report")).Status);

        async Task ShareWith(Visitor coordinator)
        {
            await coordinator.Get(round.Path + "/share");
            await coordinator.Post(new() { ["email"] = femke.Email, ["until"] = "2026-12-31" }, "form:has([name=email])");
            Assert.Equal(HttpStatusCode.OK, coordinator.Status);
        }
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Nobody_is_let_in_by_mistake(Engine engine)
    {
        await using var school = await School.On(engine);
        await school.With(Role.Reader, "Samira Haddad");
        var round = await Closed(school);
        var anna = school.Visitor;
        foreach (var (email, until, sentence) in new[]
        {
            ("samira.haddad@example.org", "2026-04-01", "can read the report already"),
            ("anna.de.vries@example.org", "2026-04-01", "can read the report already"),
            ("not an address", "2026-04-01", "Write the adviser's e-mail address"),
            ("nobody@example.org", "2026-03-03", "The last day has passed"),
            ("nobody@example.org", "2027-03-05", "for a year at most"),
            ("nobody@example.org", "31-02-2026", "as day, month and year"),
            (new string('a', 10_000) + "@example.org", "tomorrow", "Write the adviser's e-mail address"),
        })
        {
            await anna.Get(round.Path + "/share");
            await anna.Post(new() { ["email"] = email, ["until"] = until }, "form:has([name=email])");
            Assert.Equal((HttpStatusCode)422, anna.Status);
            Assert.Contains(sentence, anna.Text);
            Assert.Equal((email, until), (anna.Page.QuerySelector("[name=email]")!.GetAttribute("value"), anna.Page.QuerySelector("[name=until]")!.GetAttribute("value")));
        }
        Assert.Equal(0, await school.Hub.Look(db => db.Read<ReportShare>().CountAsync()));
    }

    private static async Task<MadeRound> Closed(School school)
    {
        var round = await school.Hub.OpenRound(school.Place, school.Coordinator);
        await school.Visitor.Get(round.Path + "/close");
        await school.Visitor.Press("Close and count");
        return round;
    }
}
