using Meent.Tests.People;

namespace Meent.Tests.Security;

/// <summary>A code opens one thing, once, for as long as it holds. Answers of institutions: see ForgedAnswerTests.</summary>
public class ReplayTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_code_for_an_account_or_a_password_is_used_once_and_for_that_only(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var noor = await hub.AddPerson("Noor Bakker");
        using var signsUp = hub.Visitor();
        await signsUp.Get("/sign-up");
        await signsUp.Post(new() { ["name"] = "Kim Visser", ["email"] = "kim@example.org", ["password"] = "four words in meadow" });
        using var forgot = hub.Visitor();
        await forgot.Get("/forgot");
        await forgot.Post(new() { ["email"] = noor.Email });
        var (account, password) = (signsUp.Path.Split('/', '?')[2], forgot.Path.Split('/')[2]);
        var (accountCode, passwordCode) = (MailBox.Code(hub, "kim@example.org"), MailBox.Code(hub, noor.Email!));

        // The code of one page is none on another: the address says what it is for.
        using var stranger = new Sender(new HttpClient(hub.Handler()) { BaseAddress = new Uri("http://localhost") });
        foreach (var (address, code) in new[] { ($"/forgot/{account}", accountCode), ($"/sign-up/{password}", passwordCode), ($"/sign-in/institution/{account}", accountCode), ($"/sign-up/{account}", passwordCode) })
        {
            using var response = await stranger.Post(address, [new("code", code), new("password", "other words in meadow")]);
            Assert.Equal(422, (int)response.StatusCode);
        }
        foreach (var (address, code, first) in new[] { ($"/sign-up/{account}", accountCode, true), ($"/forgot/{password}", passwordCode, true), ($"/sign-up/{account}", accountCode, false), ($"/forgot/{password}", passwordCode, false) })
        {
            using var somebody = new Sender(new HttpClient(hub.Handler()) { BaseAddress = new Uri("http://localhost") });
            using var response = await somebody.Post(address, [new("code", code), new("password", "other words in meadow")]);
            Assert.Equal(first ? 303 : 422, (int)response.StatusCode);
        }
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_code_is_gone_after_half_an_hour_and_after_five_wrong_ones(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        foreach (var late in new[] { true, false })
        {
            using var visitor = hub.Visitor();
            await visitor.Get("/sign-up");
            await visitor.Post(new() { ["name"] = "Kim Visser", ["email"] = "kim@example.org", ["password"] = "four words in meadow" });
            var right = MailBox.Code(hub, "kim@example.org");
            if (late) hub.Clock.Advance(TimeSpan.FromMinutes(30));
            else for (var i = 0; i < 5; i++) await visitor.Post(new() { ["code"] = right == "00000000" ? "00000001" : "00000000" });
            await visitor.Post(new() { ["code"] = right });
            Assert.Contains("This code cannot be used any more", visitor.Text);
        }
    }
}
