using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Monitor;
using Meent.People;
using Meent.Places;
using Meent.Plan;
using Meent.Reflect;
using Meent.Reflect.Instruments;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Meent.Tests.Hosting;

/// <summary>A whole hub in memory on a database of its own. Dispose of it and everything is gone.</summary>
public sealed class TestHub : IAsyncDisposable
{
    public static readonly HubModule[] Modules = [PlacesModule.Module, PeopleModule.Module, ReflectModule.Module, MonitorModule.Module, PlanModule.Module];

    public const string Password = "a long enough password";

    /// <summary>Read once for all hubs: nobody changes it.</summary>
    private static readonly Lazy<InstrumentLibrary> Instruments = new(() => InstrumentLibrary.Load(InstrumentLibrary.Shipped));

    private readonly WebApplication app;

    private TestHub(WebApplication app, Settings settings, TestClock clock) => (this.app, Settings, Clock) = (app, settings, clock);

    public Settings Settings { get; }

    public TestClock Clock { get; }

    public IServiceProvider Services => app.Services;

    public static Task<TestHub> Start(Engine engine) => Start(engine, s => s);

    public static async Task<TestHub> Start(Engine engine, Func<Settings, Settings> set)
    {
        return await Start(set(await Databases.Fresh(engine)), b => b.WebHost.UseTestServer());
    }

    /// <summary>A hub that nobody runs yet: every page leads to its set-up page.</summary>
    public static async Task<TestHub> FirstStart(Engine engine) => await Start(await Databases.Fresh(engine), b => b.WebHost.UseTestServer(), isOver: false);

    /// <summary>A second process on the same database and folder. Dispose of it first.</summary>
    public static Task<TestHub> Beside(TestHub first) => Start(first.Settings, b => b.WebHost.UseTestServer());

    /// <summary>A hub with other services than the usual ones.</summary>
    public static async Task<TestHub> Start(Engine engine, Func<Settings, Settings> set, Action<IServiceCollection> services) =>
        await Start(set(await Databases.Fresh(engine)), b => { b.WebHost.UseTestServer(); services(b.Services); });

    /// <summary>A hub on a port of this machine, for browsers; its address is <see cref="Address"/>.</summary>
    /// <param name="isOver">false for a hub that nobody runs yet</param>
    public static async Task<TestHub> Listen(Engine engine, Func<Settings, Settings>? set = null, bool isOver = true) =>
        await Start((set ?? (s => s))(await Databases.Fresh(engine)), _ => { }, isOver);

    /// <summary>Where a listening hub is: "http://127.0.0.1:41234".</summary>
    public string Address => app.Urls.First();

    private static async Task<TestHub> Start(Settings settings, Action<WebApplicationBuilder> serve, bool isOver = true)
    {
        var clock = new TestClock();
        var app = Hub.Build(settings, Modules, b =>
        {
            b.Services.Replace(ServiceDescriptor.Singleton(_ => Instruments.Value));
            ShippedContent.Share(b.Services, settings);
            serve(b);
            b.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
            // A session outlasts the weeks that a test skips, and a password costs little.
            b.Services.PostConfigure<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme, o => o.TimeProvider = new TestClock());
            b.Services.PostConfigure<PasswordHasherOptions>(o => o.IterationCount = 1000);
        });
        if (isOver) app.Services.GetRequiredService<Meent.People.FirstStart>().MarkOver();
        await app.StartAsync();
        return new TestHub(app, settings, clock);
    }

    /// <summary>For requests that no browser sends.</summary>
    public HttpMessageHandler Handler() => app.GetTestServer().CreateHandler();

    /// <summary>A visitor with cookies of their own, who nobody knows.</summary>
    public Visitor Visitor(string language = "en") => new(app.GetTestServer().CreateHandler(), language);

    /// <summary>A visitor signed in as <paramref name="person"/>, on a device that this person used before.</summary>
    public async Task<Visitor> SignedIn(Person person, string language = "en")
    {
        var visitor = Visitor(language);
        visitor.TakeCookie("meent.known", Services.GetDataProtector("Meent.People.KnownDevices").Protect($"[\"{person.Id}\"]"));
        await visitor.Get("/sign-in");
        await visitor.Post(new() { ["email"] = person.Email!, ["password"] = Password });
        return visitor;
    }

    public async Task<Person> AddPerson(string name, bool isOperator = false)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var email = name.Replace(' ', '.').ToLowerInvariant() + "@example.org";
        var person = new Person { Id = Ids.New(), Name = name, Email = email, UserName = email, EmailConfirmed = true, IsOperator = isOperator };
        var result = await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().CreateAsync(person, Password);
        Assert.True(result.Succeeded, string.Join(' ', result.Errors.Select(e => e.Description)));
        return person;
    }

    public async Task<Place> AddSchool(string name, string town = "Elzenhof", string sector = "primary")
    {
        var place = new Place { PlaceId = Ids.New(), Kind = "school", Name = name, Town = town, Country = "NL", Sector = sector };
        await Change(db => db.Add(place));
        return place;
    }

    public Task Give(Person person, Role role, Place place) => Change(db =>
        db.Add(new RoleHeld { PlaceId = place.PlaceId, PersonId = person.Id, Role = role, Since = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), ApprovedAt = new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc) }));

    public async Task Change(Action<HubDb> change)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        change(db);
        await db.SaveChangesAsync();
    }

    public async Task<T> Look<T>(Func<HubDb, Task<T>> look)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await look(scope.ServiceProvider.GetRequiredService<HubDb>());
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await Databases.Drop(Settings);
    }
}
