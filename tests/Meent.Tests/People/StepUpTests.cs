using Meent.Foundation.Data;
using Meent.People;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.People;

/// <summary>Before something that cannot easily be undone, a session that is older than ten minutes proves once more whose it is.</summary>
public class StepUpTests
{
    private static readonly TimeSpan AWhile = TimeSpan.FromMinutes(11);

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task After_a_while_the_password_is_asked_and_then_the_form_goes_on_as_it_was(Engine engine)
    {
        await using var world = await World.Make(engine);
        world.Hub.Clock.Advance(AWhile);
        await world.Olga.Press("End this role");
        Assert.Equal(422, (int)world.Olga.Status);
        Assert.Contains("Is it you?", world.Olga.Text);
        Assert.False(await world.IsEnded());

        await world.Olga.Post(new() { [StepUpFilter.Password] = "not my password at all" });
        Assert.Equal(422, (int)world.Olga.Status);
        Assert.Contains("This is not your password of today", world.Olga.Page.GetElementById(StepUpFilter.Password + "-error")!.TextContent);
        Assert.False(await world.IsEnded());

        var before = await world.Session();
        await world.Olga.Post(new() { [StepUpFilter.Password] = TestHub.Password });
        Assert.Equal($"/operate/people/{world.Noor.Id}", world.Olga.Path);
        Assert.True(await world.IsEnded());
        Assert.NotEqual(before, await world.Session());
    }

    [Fact]
    public async Task Within_ten_minutes_of_signing_in_nothing_is_asked()
    {
        await using var world = await World.Make(Engine.Sqlite);
        world.Hub.Clock.Advance(TimeSpan.FromMinutes(9));
        await world.Olga.Press("End this role");
        Assert.True(await world.IsEnded());
    }

    [Fact]
    public async Task A_proof_holds_for_ten_minutes_and_not_for_a_thief_of_the_cookie_before_it()
    {
        await using var world = await World.Make(Engine.Sqlite);
        world.Hub.Clock.Advance(AWhile);
        using var thief = world.Hub.Visitor();
        thief.TakeCookies(world.Olga);
        await world.Olga.Press("End this role");
        await world.Olga.Post(new() { [StepUpFilter.Password] = TestHub.Password });
        await thief.Get("/account");
        Assert.StartsWith("/sign-in", thief.Path);
        await world.Hub.Give(world.Noor, Role.Leader, world.School);
        await world.Olga.Get(world.Olga.Path);
        await world.Olga.Press("End this role");
        Assert.Equal(2, await world.Hub.Look(db => db.Read<RoleHeld>().CountAsync(r => r.EndedAt != null)));
    }

    [Fact]
    public async Task A_second_click_and_a_page_that_was_open_elsewhere_do_no_harm()
    {
        await using var world = await World.Make(Engine.Sqlite);
        world.Hub.Clock.Advance(AWhile);
        await world.Olga.Press("End this role");
        using var second = world.Hub.Visitor();
        second.TakeCookies(world.Olga);
        var form = world.Olga.Page.QuerySelectorAll("form input").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        form[StepUpFilter.Password] = TestHub.Password;
        await Task.WhenAll(new[] { world.Olga, second }.Select(v => v.Send(new HttpRequestMessage(HttpMethod.Post, $"/operate/people/{world.Noor.Id}") { Content = new FormUrlEncodedContent(form) })));
        Assert.Equal([200, 409], new[] { world.Olga, second }.Select(v => (int)v.Status).Order());
        Assert.Equal(1, await world.Hub.Look(db => db.Read<RoleHeld>().CountAsync(r => r.EndedAt != null)));
    }

    [Fact]
    public async Task Wrong_passwords_are_limited_however_the_session_was_made_and_the_page_says_how_long_to_wait()
    {
        await using var world = await World.Make(Engine.Sqlite);
        world.Hub.Clock.Advance(AWhile);
        await world.Olga.Press("End this role");
        for (var i = 0; i < 8; i++) await world.Olga.Post(new() { [StepUpFilter.Password] = "not my password at all" });
        await world.Olga.Post(new() { [StepUpFilter.Password] = TestHub.Password });
        Assert.Equal(429, (int)world.Olga.Status);
        Assert.Contains("Wait 15 minutes", world.Olga.Text);
        Assert.False(await world.IsEnded());
        world.Hub.Clock.Advance(TimeSpan.FromMinutes(15));
        await world.Olga.Post(new() { [StepUpFilter.Password] = TestHub.Password });
        Assert.True(await world.IsEnded());
    }

    [Fact]
    public async Task Who_has_nothing_to_prove_with_is_led_to_choosing_a_password()
    {
        await using var world = await World.Make(Engine.Sqlite);
        await world.Hub.Look(db => db.Set<Person>().ExecuteUpdateAsync(s => s.SetProperty(p => p.PasswordHash, (string?)null)));
        world.Hub.Clock.Advance(AWhile);
        await world.Olga.Press("End this role");
        Assert.Equal(422, (int)world.Olga.Status);
        Assert.NotNull(world.Olga.Page.QuerySelector("main a[href='/forgot']"));
    }

    [Fact]
    public async Task A_forged_form_asks_for_no_password()
    {
        await using var world = await World.Make(Engine.Sqlite);
        world.Hub.Clock.Advance(AWhile);
        var form = new Dictionary<string, string> { ["act"] = "end", [StepUpFilter.Password] = TestHub.Password };
        await world.Olga.Send(new HttpRequestMessage(HttpMethod.Post, $"/operate/people/{world.Noor.Id}") { Content = new FormUrlEncodedContent(form) });
        Assert.Equal(422, (int)world.Olga.Status);
        Assert.DoesNotContain("Is it you?", world.Olga.Text);
        Assert.False(await world.IsEnded());
    }

    private sealed class World(TestHub hub, Person noor, Meent.Places.Place school, Visitor olga) : IAsyncDisposable
    {
        public TestHub Hub => hub;

        public Person Noor => noor;

        public Meent.Places.Place School => school;

        /// <summary>An operator, in front of the page of Noor, who leads a school.</summary>
        public Visitor Olga => olga;

        public static async Task<World> Make(Engine engine)
        {
            var hub = await TestHub.Start(engine);
            var (noor, school) = (await hub.AddPerson("Noor Bakker"), await hub.AddSchool("De Elzen"));
            await hub.Give(noor, Role.Leader, school);
            var olga = await hub.SignedIn(await hub.AddPerson("Olga Prins", isOperator: true));
            await olga.Get($"/operate/people/{noor.Id}");
            return new World(hub, noor, school, olga);
        }

        public Task<bool> IsEnded() => hub.Look(db => db.Read<RoleHeld>().AnyAsync(r => r.EndedAt != null));

        public Task<Guid> Session() => hub.Look(db => db.Read<Session>().Select(s => s.Id).SingleAsync());

        public ValueTask DisposeAsync()
        {
            olga.Dispose();
            return hub.DisposeAsync();
        }
    }
}
