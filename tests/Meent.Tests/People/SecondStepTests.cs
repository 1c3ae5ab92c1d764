using Meent.Foundation.Audit;
using Meent.Foundation.Data;
using Meent.People;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.People;

/// <summary>A code after the password: set up, asked for, used once, lost and taken away.</summary>
public class SecondStepTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task After_it_is_on_a_password_alone_opens_nothing(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (noor, key, codes) = await WithSecondStep(hub);
        Assert.Equal(10, codes.Count);
        using var visitor = await hub.SignedIn(noor);
        Assert.Contains("The code of your app", visitor.Text);
        using (var thief = hub.Visitor())
        {
            thief.TakeCookies(visitor);
            await thief.Get("/account");
            Assert.StartsWith("/sign-in", thief.Path);
        }
        await visitor.Post(new() { ["code"] = "000000" });
        Assert.Equal(422, (int)visitor.Status);
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        await visitor.Post(new() { ["code"] = Now(hub, key) });
        Assert.Equal("/", visitor.Path);
        await visitor.Get("/account");
        Assert.Equal("/account", visitor.Path);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_code_is_good_once_also_for_two_who_send_it_at_the_same_moment(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (noor, key, codes) = await WithSecondStep(hub);
        foreach (var code in new[] { Now(hub, key, minutes: 1), codes[0] })
        {
            if (code.Length == 6) hub.Clock.Advance(TimeSpan.FromMinutes(1));
            var both = new[] { await hub.SignedIn(noor), await hub.SignedIn(noor) };
            await Task.WhenAll(both.Select(v => v.Post(new() { ["code"] = code })));
            Assert.Equal(["/", "/sign-in/code"], both.Select(v => v.Path).Order(StringComparer.Ordinal));
            foreach (var v in both) v.Dispose();
        }
        Assert.Equal(9, await hub.Look(db => db.Set<RecoveryCode>().CountAsync()));
        Assert.Contains(MailBox.To(hub, noor.Email!), m => m.Contains("with one of your recovery codes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_code_that_turned_it_on_signs_nobody_in()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (noor, key, _) = await WithSecondStep(hub);
        using var visitor = await hub.SignedIn(noor);
        await visitor.Post(new() { ["code"] = Now(hub, key) });
        Assert.Equal(422, (int)visitor.Status);
        Assert.Contains("This code does not fit, or was used already", visitor.Text);
    }

    [Fact]
    public async Task Guesses_are_limited_and_what_was_begun_does_not_last()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (noor, key, _) = await WithSecondStep(hub);
        using var visitor = await hub.SignedIn(noor);
        for (var i = 0; i < 8; i++) await visitor.Post(new() { ["code"] = "000000" });
        Assert.Equal(422, (int)visitor.Status);
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        await visitor.Post(new() { ["code"] = Now(hub, key) });
        Assert.Equal(429, (int)visitor.Status);
        Assert.Contains("Wait 14 minutes", visitor.Text);
        hub.Clock.Advance(TimeSpan.FromMinutes(15));
        await visitor.Post(new() { ["code"] = Now(hub, key) });
        Assert.Contains("This took too long", visitor.Text);
    }

    [Fact]
    public async Task A_key_that_the_hub_cannot_open_fits_no_code_and_codes_on_paper_go_on()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (noor, key, codes) = await WithSecondStep(hub);
        var strange = hub.Services.GetDataProtectionProvider().CreateProtector("other keys").Protect("key");
        await hub.Look(db => db.Set<Authenticator>().ExecuteUpdateAsync(s => s.SetProperty(a => a.Secret, strange)));
        using var visitor = await hub.SignedIn(noor);
        await visitor.Post(new() { ["code"] = Now(hub, key, minutes: 1) });
        Assert.Equal(422, (int)visitor.Status);
        Assert.Contains("This code does not fit", visitor.Text);
        await visitor.Post(new() { ["code"] = codes[0] });
        Assert.Equal("/", visitor.Path);
    }

    [Fact]
    public async Task Codes_lie_hashed_and_the_key_sealed_in_the_database()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (_, key, codes) = await WithSecondStep(hub);
        var stored = await hub.Look(async db => await db.Read<RecoveryCode>().Select(c => c.Hash).ToListAsync());
        var sealedKey = await hub.Look(async db => (await db.Read<Authenticator>().SingleAsync()).Secret);
        Assert.DoesNotContain(stored, h => codes.Any(c => h.Contains(c.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)));
        Assert.DoesNotContain(Convert.ToBase64String(key), sealedKey);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_code_of_the_mail_does_not_get_round_it(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (noor, _, codes) = await WithSecondStep(hub);
        using var visitor = hub.Visitor();
        await visitor.Get("/forgot");
        await visitor.Post(new() { ["email"] = noor.Email });
        await visitor.Post(new() { ["code"] = MailBox.Code(hub, noor.Email!), ["password"] = "other words in meadow" });
        Assert.Contains("The code of your app", visitor.Text);
        using (var old = await hub.SignedIn(noor)) Assert.Contains("The code of your app", old.Text);
        await visitor.Post(new() { ["code"] = codes[3].ToUpperInvariant().Replace('-', ' ') });
        Assert.Equal("/account", visitor.Path);
        using (var old = await hub.SignedIn(noor)) Assert.Equal("/sign-in", old.Path);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task New_codes_replace_the_old_ones_and_turning_it_off_needs_the_password(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (noor, _, codes) = await WithSecondStep(hub);
        using var visitor = await hub.SignedIn(noor);
        await visitor.Post(new() { ["code"] = codes[0] });
        await visitor.Get("/account/second-step");
        Assert.Contains("9 recovery codes left", visitor.Text);
        await visitor.Press("Make new recovery codes");
        Assert.Equal(10, visitor.Page.QuerySelectorAll(".recovery-codes code").Length);
        using (var other = await hub.SignedIn(noor))
        {
            await other.Post(new() { ["code"] = codes[1] });
            Assert.Equal(422, (int)other.Status);
        }
        hub.Clock.Advance(TimeSpan.FromMinutes(11));
        await visitor.Get("/account/second-step");
        await visitor.Press("Turn the second step off");
        Assert.Contains("Is it you?", visitor.Text);
        await visitor.Post(new() { [StepUpFilter.Password] = TestHub.Password });
        Assert.Contains("turned off", MailBox.Last(hub, noor.Email!));
        using var again = await hub.SignedIn(noor);
        Assert.Equal("/", again.Path);
        Assert.Equal(0, await hub.Look(async db => await db.Set<RecoveryCode>().CountAsync() + await db.Set<Authenticator>().CountAsync()));
    }

    [Fact]
    public async Task A_key_that_was_never_confirmed_locks_nobody_out_and_a_key_in_use_is_shown_to_nobody()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var noor = await hub.AddPerson("Noor Bakker");
        using var visitor = await hub.SignedIn(noor);
        await visitor.Get("/account/second-step");
        await visitor.Press("Set it up");
        await visitor.Post(new() { ["code"] = "000000" });
        Assert.Equal(422, (int)visitor.Status);
        using (var other = await hub.SignedIn(noor)) Assert.Equal("/", other.Path);
        var key = await Key(hub, noor);
        await visitor.Post(new() { ["code"] = Now(hub, key) });
        await visitor.Get("/account/second-step");
        Assert.DoesNotContain(Totp.Base32(key)[..4], visitor.Page.Source.Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task An_operator_turns_it_off_for_who_lost_everything_and_that_is_noted_and_told(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (noor, _, _) = await WithSecondStep(hub);
        var boss = await hub.AddPerson("Olga Prins", isOperator: true);
        using var olga = await hub.SignedIn(boss);
        await olga.Get($"/operate/people/{noor.Id}");
        await olga.Press("Turn off the second step");
        Assert.Contains("The people who run this hub turned off the second step", MailBox.Last(hub, noor.Email!));
        Assert.True(await hub.Look(db => db.Read<AuditEntry>().AnyAsync(e => e.PersonId == boss.Id && e.Act == "turned second step off" && e.SubjectId == noor.Id)));
        using var visitor = await hub.SignedIn(noor);
        Assert.Equal("/", visitor.Path);
    }

    [Fact]
    public async Task An_operator_without_a_colleague_turns_it_off_on_the_command_line()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (noor, _, _) = await WithSecondStep(hub);
        Assert.Equal(0, (await MeentProgram.Run(hub.Settings, "user", "second-step-off", noor.Email!)).Code);
        Assert.Equal(1, (await MeentProgram.Run(hub.Settings, "user", "second-step-off", noor.Email!)).Code);
        using var visitor = await hub.SignedIn(noor);
        Assert.Equal("/", visitor.Path);
        Assert.Contains("turned off the second step", MailBox.Last(hub, noor.Email!));
    }

    [Fact]
    public async Task A_passkey_is_both_steps_in_one()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        using var passkey = new SoftPasskey();
        var noor = await hub.AddPerson("Noor Bakker");
        using var visitor = await hub.SignedIn(noor);
        await visitor.Get("/account/passkeys/new");
        await passkey.Register(visitor);
        await TurnOn(hub, noor, visitor);
        using var other = hub.Visitor();
        await other.Get("/sign-in");
        await passkey.Use(other);
        Assert.Equal("/", other.Path);
    }

    private static async Task<(Person Noor, byte[] Key, IReadOnlyList<string> Codes)> WithSecondStep(TestHub hub)
    {
        var noor = await hub.AddPerson("Noor Bakker");
        using var visitor = await hub.SignedIn(noor);
        var codes = await TurnOn(hub, noor, visitor);
        return (noor, await Key(hub, noor), codes);
    }

    private static async Task<IReadOnlyList<string>> TurnOn(TestHub hub, Person person, Visitor visitor)
    {
        await visitor.Get("/account/second-step");
        await visitor.Press("Set it up");
        await visitor.Post(new() { ["code"] = Now(hub, await Key(hub, person)) });
        return [.. visitor.Page.QuerySelectorAll(".recovery-codes code").Select(c => c.TextContent)];
    }

    private static string Now(TestHub hub, byte[] key, int minutes = 0) => Totp.Code(key, Totp.Step(hub.Clock.GetUtcNow().AddMinutes(minutes)));

    private static async Task<byte[]> Key(TestHub hub, Person person)
    {
        var row = await hub.Look(db => db.Read<Authenticator>().SingleAsync(a => a.PersonId == person.Id));
        var seal = hub.Services.GetDataProtectionProvider().CreateProtector("Meent.People.Authenticator");
        return Convert.FromBase64String(seal.Unprotect(row.Secret));
    }
}
