using System.Collections.Concurrent;
using System.Net;
using Meent.Foundation;
using Meent.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Meent.Tests.People.Institution;

/// <summary>A hub that trusts one provider (or several), and browsers that reach both.</summary>
public sealed class InstitutionWorld : IAsyncDisposable
{
    private readonly Lines log;

    private InstitutionWorld(TestHub hub, TestProvider provider, Lines log) => (Hub, Provider, this.log) = (hub, provider, log);

    public TestHub Hub { get; }

    public TestProvider Provider { get; }

    public static Task<InstitutionWorld> On(Engine engine, Func<InstitutionSettings, InstitutionSettings>? set = null) => On(engine, TimeSpan.FromMinutes(1), set);

    /// <param name="patience">how long the hub waits for the provider</param>
    public static async Task<InstitutionWorld> On(Engine engine, TimeSpan patience, Func<InstitutionSettings, InstitutionSettings>? set = null, params InstitutionSettings[] others)
    {
        var provider = await TestProvider.Start();
        var log = new Lines();
        var hub = await TestHub.Start(engine, s => s with { Institutions = [(set ?? (i => i))(provider.Settings()), .. others] },
            services => services.AddSingleton(new ProviderLimits(patience, 64 * 1024)).AddSingleton<ILoggerProvider>(log));
        provider.Clock = hub.Clock;
        return new InstitutionWorld(hub, provider, log);
    }

    /// <summary>A browser: what is on this machine's ports it asks there, all else the hub.</summary>
    public Visitor Browser(string language = "en") => new(new Crossroads(Hub.Handler()), language);

    /// <summary>Somebody signed in with the password, in a browser that reaches the provider.</summary>
    public async Task<Visitor> SignedIn(Person person)
    {
        var browser = Browser();
        await browser.Get("/sign-in");
        return await browser.Post(new() { ["email"] = person.Email!, ["password"] = TestHub.Password });
    }

    public Task<int> Links() => Hub.Look(db => db.Read<IdentityUserLogin<Guid>>().CountAsync());

    public Task<int> People() => Hub.Look(db => db.Read<Person>().CountAsync());

    public Task Link(Person person, string subject = "noor-1") =>
        Hub.Change(db => db.Add(new IdentityUserLogin<Guid> { LoginProvider = Provider.Issuer, ProviderKey = subject, UserId = person.Id }));

    /// <summary>What was written for the operator since the last look: why an answer was not believed.</summary>
    public string Logged() => log.Take();

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        await Provider.DisposeAsync();
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> lines = new();

        public string Take()
        {
            var taken = string.Join('\n', lines);
            lines.Clear();
            return taken;
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => lines.Enqueue(formatter(state, exception));

        public void Dispose() => lines.Clear();
    }

    private sealed class Crossroads(HttpMessageHandler hub) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker inside = new(hub);
        private readonly HttpMessageInvoker outside = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.Host == "localhost") return inside.SendAsync(request, cancellationToken);
            // Cookies of the hub stay with the hub.
            request.Headers.Remove(nameof(HttpRequestHeader.Cookie));
            return outside.SendAsync(request, cancellationToken);
        }

        protected override void Dispose(bool disposing)
        {
            inside.Dispose();
            outside.Dispose();
            base.Dispose(disposing);
        }
    }
}
