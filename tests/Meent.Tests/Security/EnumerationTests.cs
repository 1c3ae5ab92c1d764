using Meent.Foundation.Data;
using Meent.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Meent.Tests.Security;

/// <summary>Nobody learns who has an account: not from what a page says, nor from the work that is done for the answer.</summary>
public class EnumerationTests
{
    private const string Known = "noor.bakker@example.org";
    private const string Closed = "kim.visser@example.org";
    private const string WithoutPassword = "sam.jansen@example.org";
    private const string Unknown = "nobody@example.org";

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Signing_in_recovering_and_signing_up_look_and_cost_the_same_for_every_address(Engine engine)
    {
        var work = new CountedHashes();
        await using var hub = await TestHub.Start(engine, s => s, services => services.Replace(ServiceDescriptor.Scoped<IPasswordHasher<Person>>(_ => work)));
        foreach (var name in new[] { "Noor Bakker", "Kim Visser", "Sam Jansen" }) await hub.AddPerson(name);
        await hub.Look(db => db.Set<Person>().Where(p => p.Email == Closed).ExecuteUpdateAsync(s => s.SetProperty(p => p.EndedAt, hub.Clock.GetUtcNow().UtcDateTime)));
        await hub.Look(db => db.Set<Person>().Where(p => p.Email == WithoutPassword).ExecuteUpdateAsync(s => s.SetProperty(p => p.PasswordHash, (string?)null)));
        foreach (var way in new Func<Visitor, string, Task>[] { SignIn, SignInAtLength, Forget, SignUp })
        {
            var seen = new List<string>();
            foreach (var email in new[] { Known, Closed, WithoutPassword, Unknown })
            {
                using var visitor = hub.Visitor();
                work.Done = 0;
                await way(visitor, email);
                seen.Add($"{(int)visitor.Status} {visitor.Path.Split('/', '?')[1]} {visitor.Text.Replace(email, "…", StringComparison.Ordinal)}, {work.Done} hashes");
            }
            Assert.Single(seen.Distinct());
        }
    }

    [Fact]
    public async Task Work_that_differs_would_be_seen()
    {
        var work = new CountedHashes();
        await using var hub = await TestHub.Start(Engine.Sqlite, s => s, services => services.Replace(ServiceDescriptor.Scoped<IPasswordHasher<Person>>(_ => work)));
        using var visitor = hub.Visitor();
        await SignIn(visitor, Unknown);
        Assert.Equal(1, work.Done);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_place_and_a_person_that_one_may_not_see_look_like_none(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (noor, school) = (await hub.AddPerson("Noor Bakker"), await hub.AddSchool("De Elzen"));
        using var visitor = await hub.SignedIn(noor);
        var pages = new List<string>();
        foreach (var path in new[] { $"/places/{school.PlaceId}/people", $"/places/{Ids.Random()}/people", $"/operate/people/{noor.Id}", $"/operate/people/{Ids.Random()}" })
        {
            await visitor.Get(path);
            pages.Add($"{(int)visitor.Status} {visitor.Text}");
        }
        Assert.Single(pages.Distinct());
    }

    private static async Task SignIn(Visitor visitor, string email)
    {
        await visitor.Get("/sign-in");
        await visitor.Post(new() { ["email"] = email, ["password"] = "not the right password" });
    }

    // Longer than any password may be.
    private static async Task SignInAtLength(Visitor visitor, string email)
    {
        await visitor.Get("/sign-in");
        await visitor.Post(new() { ["email"] = email, ["password"] = new string('x', 5000) });
    }

    private static async Task Forget(Visitor visitor, string email)
    {
        await visitor.Get("/forgot");
        await visitor.Post(new() { ["email"] = email });
        await visitor.Post(new() { ["code"] = "00000000", ["password"] = "other words in meadow" });
    }

    private static async Task SignUp(Visitor visitor, string email)
    {
        await visitor.Get("/sign-up");
        await visitor.Post(new() { ["name"] = "Somebody Else", ["email"] = email, ["password"] = "other words in meadow" });
        await visitor.Post(new() { ["code"] = "00000000" });
    }

    /// <summary>Counts what costs time in earnest; in itself it costs nothing.</summary>
    private sealed class CountedHashes : IPasswordHasher<Person>
    {
        public int Done { get; set; }

        public string HashPassword(Person user, string password)
        {
            Done++;
            return "hash of " + password;
        }

        public PasswordVerificationResult VerifyHashedPassword(Person user, string hashedPassword, string providedPassword)
        {
            Done++;
            return hashedPassword == "hash of " + providedPassword ? PasswordVerificationResult.Success : PasswordVerificationResult.Failed;
        }
    }
}
