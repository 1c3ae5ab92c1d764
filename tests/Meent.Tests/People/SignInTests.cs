using Meent.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Meent.Tests.People;

public class SignInTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Somebody_signs_in_and_out(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var noor = await hub.AddPerson("Noor Bakker");
        using var visitor = await hub.SignedIn(noor);
        Assert.Equal("/", visitor.Path);
        await visitor.Get("/sign-out");
        await visitor.Post([]);
        Assert.Equal("/", visitor.Path);
        await visitor.Get("/sign-out");
        Assert.Equal("/", visitor.Path);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var noor = await hub.AddPerson("Noor Bakker");
        var answers = new List<string>();
        foreach (var email in new[] { noor.Email!, "nobody@example.org" })
        {
            using var visitor = hub.Visitor();
            await visitor.Get("/sign-in?next=/school");
            await visitor.Post(new() { ["email"] = email, ["password"] = "another long password" });
            Assert.Equal(422, (int)visitor.Status);
            Assert.Equal(email, visitor.Page.QuerySelector("[name=email]")!.GetAttribute("value"));
            Assert.Null(visitor.Page.QuerySelector("[name=password]")!.GetAttribute("value"));
            answers.Add(visitor.Text);
        }
        Assert.Equal(answers[0], answers[1]);
    }

    [Theory]
    [InlineData("/sign-out", "/sign-out")]
    [InlineData("//elsewhere.example", "/")]
    [InlineData("/\\elsewhere.example", "/")]
    [InlineData("https://elsewhere.example/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    public async Task After_signing_in_one_stays_in_this_hub(string next, string arrives)
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var noor = await hub.AddPerson("Noor Bakker");
        using var visitor = hub.Visitor();
        await visitor.Get("/sign-in?next=" + Uri.EscapeDataString(next));
        await visitor.Post(new() { ["email"] = noor.Email, ["password"] = TestHub.Password });
        Assert.Equal(arrives, visitor.Path);
    }

    private static async Task<Visitor> Try(TestHub hub, string email, string password)
    {
        var visitor = hub.Visitor();
        await visitor.Get("/sign-in");
        return await visitor.Post(new() { ["email"] = email, ["password"] = password });
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task After_eight_wrong_passwords_an_account_waits_and_the_school_does_not(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (noor, kim) = (await hub.AddPerson("Noor Bakker"), await hub.AddPerson("Kim Visser"));
        var answers = new List<string>();
        foreach (var email in new[] { noor.Email!, "nobody@example.org" })
        {
            for (var i = 0; i < 8; i++) using (var wrong = await Try(hub, email, "wrong password here")) Assert.Equal(422, (int)wrong.Status);
            using var ninth = await Try(hub, email.ToUpperInvariant(), TestHub.Password);
            Assert.Equal(429, (int)ninth.Status);
            answers.Add(ninth.Text);
        }
        Assert.Contains("There were too many tries. Wait 15 minutes, then try again.", answers[0]);
        Assert.Equal(answers[0], answers[1]);
        using (var colleague = await Try(hub, kim.Email!, TestHub.Password)) Assert.Equal("/", colleague.Path);
        hub.Clock.Advance(TimeSpan.FromMinutes(15));
        using (var later = await Try(hub, noor.Email!, TestHub.Password)) Assert.Equal("/", later.Path);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Guesses_sent_at_once_count_one_by_one(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var noor = await hub.AddPerson("Noor Bakker");
        var visitors = Enumerable.Range(0, 20).Select(_ => hub.Visitor()).ToList();
        foreach (var visitor in visitors) await visitor.Get("/sign-in");
        await Task.WhenAll(visitors.Select(v => v.Post(new() { ["email"] = noor.Email, ["password"] = "wrong password here" })));
        Assert.Equal((8, 12), (visitors.Count(v => (int)v.Status == 422), visitors.Count(v => (int)v.Status == 429)));
        visitors.ForEach(v => v.Dispose());
    }

    [Fact]
    public async Task A_whole_staff_signs_in_from_one_address_though_each_mistypes()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var noor = await hub.AddPerson("Noor Bakker");
        for (var teacher = 0; teacher < 30; teacher++)
        {
            for (var i = 0; i < 3; i++) using (var wrong = await Try(hub, $"teacher{teacher}@example.org", "wrong password here")) Assert.Equal(422, (int)wrong.Status);
            using var right = await Try(hub, noor.Email!, TestHub.Password);
            Assert.Equal("/", right.Path);
        }
    }

    [Theory]
    [InlineData("http://localhost/sign-in", false)]
    [InlineData("https://localhost/sign-in", true)]
    public async Task The_session_is_hidden_from_scripts_and_other_sites_and_sent_over_https_only_where_there_is_https(string address, bool secure)
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var noor = await hub.AddPerson("Noor Bakker");
        foreach (var stay in new[] { true, false })
        {
            using var client = new HttpClient(hub.Handler());
            using var page = await client.GetAsync(new Uri(address), TestContext.Current.CancellationToken);
            var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            var token = System.Text.RegularExpressions.Regex.Match(html, "__RequestVerificationToken\" value=\"([^\"]+)").Groups[1].Value;
            var form = new Dictionary<string, string> { ["email"] = noor.Email!, ["password"] = TestHub.Password, ["__RequestVerificationToken"] = token, ["stay"] = stay ? "true" : "" };
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(form) };
            request.Headers.Add("Cookie", page.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
            var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("meent.session=", StringComparison.Ordinal)).ToLowerInvariant();
            Assert.Contains("; httponly", cookie);
            Assert.Contains("; samesite=lax", cookie);
            Assert.Equal(secure, cookie.Contains("; secure", StringComparison.Ordinal));
            Assert.Equal(stay, cookie.Contains("; expires=", StringComparison.Ordinal));
            Assert.All(page.Headers.GetValues("Set-Cookie"), c => Assert.Contains("httponly", c, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task A_page_that_needs_an_account_is_where_one_arrives_after_signing_in()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var noor = await hub.AddPerson("Noor Bakker");
        using var visitor = hub.Visitor();
        await visitor.Get("/account");
        await visitor.Post(new() { ["email"] = noor.Email, ["password"] = "wrong password here" });
        await visitor.Post(new() { ["email"] = noor.Email, ["password"] = TestHub.Password });
        Assert.Equal("/account", visitor.Path);
        Assert.Contains("no-store", visitor.Response.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task A_session_from_before_signing_in_is_not_the_session_after()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        using var attacker = hub.Visitor();
        await attacker.Get("/sign-in");
        using var victim = hub.Visitor();
        victim.TakeCookies(attacker);
        await victim.Get("/sign-in");
        await victim.Post(new() { ["email"] = (await hub.AddPerson("Noor Bakker")).Email, ["password"] = TestHub.Password });
        await attacker.Get("/account");
        Assert.StartsWith("/sign-in", attacker.Path);
    }

    [Fact]
    public async Task A_forged_form_signs_nobody_in_and_keeps_the_address()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var noor = await hub.AddPerson("Noor Bakker");
        using var visitor = hub.Visitor();
        await visitor.Get("/sign-in");
        await visitor.Post(new() { ["email"] = noor.Email, ["password"] = TestHub.Password, ["__RequestVerificationToken"] = null });
        Assert.Equal(422, (int)visitor.Status);
        Assert.Equal(noor.Email, visitor.Page.GetElementById("email")!.GetAttribute("value"));
        await visitor.Get("/account");
        Assert.StartsWith("/sign-in", visitor.Path);
    }

    [Fact]
    public async Task Whatever_is_typed_is_answered_with_a_page()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        foreach (var (email, password) in new[] { ("'; drop table people_person; --", "x"), (new string('a', 5000) + "@example.org", new string('p', 5000)), ("\u0000\ud800", "\u0000"), ("<b>@example.org", "\uffff") })
        {
            using var visitor = await Try(hub, email, password);
            Assert.Equal(email.Contains('\0', StringComparison.Ordinal) ? 400 : 422, (int)visitor.Status);
            Assert.NotEqual("", visitor.Text);
        }
    }

    [Fact]
    public async Task Every_try_costs_one_hash_whoever_the_address_belongs_to()
    {
        var hasher = new CountingHasher();
        await using var hub = await TestHub.Start(Engine.Sqlite, s => s, services => services.Replace(ServiceDescriptor.Singleton<IPasswordHasher<Person>>(hasher)));
        var (noor, kim) = (await hub.AddPerson("Noor Bakker"), await hub.AddPerson("Kim Visser"));
        await hub.Look(db => db.Set<Person>().Where(p => p.Id == kim.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.PasswordHash, (string?)null)));
        foreach (var email in new[] { noor.Email!, kim.Email!, "nobody@example.org", "no address" })
            foreach (var password in new[] { "wrong password here", new string('p', 5000) })
            {
                hasher.Count = 0;
                using var visitor = await Try(hub, email, password);
                Assert.Equal((422, 1), ((int)visitor.Status, hasher.Count));
            }
    }

    [Theory]
    [InlineData(true, "/")]
    [InlineData(false, "/sign-in")]
    public async Task The_password_that_everybody_knows_opens_a_demonstration_only(bool demonstration, string leadsTo)
    {
        await using var hub = await TestHub.Start(Engine.Sqlite, s => s with { Demonstration = demonstration });
        await using (var scope = hub.Services.CreateAsyncScope())
            foreach (var module in TestHub.Modules.Take(2)) await module.Demonstrate(scope.ServiceProvider, TestContext.Current.CancellationToken);
        using var visitor = await Try(hub, DemonstrationAccount.All[0].Email, DemonstrationAccount.Password);
        Assert.Equal(leadsTo, visitor.Path);
    }

    private sealed class CountingHasher : IPasswordHasher<Person>
    {
        private readonly PasswordHasher<Person> real = new(Options.Create(new PasswordHasherOptions { IterationCount = 1000 }));

        public int Count { get; set; }

        public string HashPassword(Person user, string password)
        {
            Count++;
            return real.HashPassword(user, password);
        }

        public PasswordVerificationResult VerifyHashedPassword(Person user, string hashedPassword, string providedPassword)
        {
            Count++;
            return real.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
