using System.CommandLine;
using System.Reflection;
using Meent.Foundation.Mail;
using Meent.Foundation.PersonalData;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Foundation;

/// <summary>What a module adds to the hub. <c>Program.cs</c> holds the only list of modules.</summary>
/// <param name="Name">folder and table prefix: "Reflect" owns <c>reflect_…</c></param>
public sealed record HubModule(string Name)
{
    /// <summary>Where the numbered SQL files are embedded, as <c>schema/{Name}/0001_….sql</c>.</summary>
    public required Assembly Assembly { get; init; }

    public Action<ModelBuilder> Model { get; init; } = _ => { };

    public Action<IServiceCollection, Settings> Services { get; init; } = (_, _) => { };

    public Action<IEndpointRouteBuilder> Routes { get; init; } = _ => { };

    /// <summary>Entries of the main navigation, in the order of <see cref="MenuEntry.Order"/>.</summary>
    public IReadOnlyList<MenuEntry> Menu { get; init; } = [];

    /// <summary>Writes made-up content for a demonstration hub, the same at every run. Modules run in their order, each on what those before it wrote.</summary>
    public Func<IServiceProvider, CancellationToken, Task> Demonstrate { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>What <c>serve</c> says when the hub is ready; null where there is nothing to say.</summary>
    public Func<IServiceProvider, CancellationToken, Task<string?>> Greeting { get; init; } = (_, _) => Task.FromResult<string?>(null);

    /// <summary>What the module records in the audit trail: the act, and how it is said to people (a key of the translations).</summary>
    public IReadOnlyDictionary<string, string> Acts { get; init; } = new Dictionary<string, string>();

    /// <summary>What the module knows about persons, and how it forgets them.</summary>
    public PersonKnowledge PersonalData { get; init; } = PersonKnowledge.None;

    /// <summary>Every kind of letter that the module sends.</summary>
    public IReadOnlyList<LetterSample> LetterSamples { get; init; } = [];

    /// <summary>Commands of the <c>meent</c> command line.</summary>
    public Func<CommandHost, IEnumerable<Command>> Commands { get; init; } = _ => [];
}

/// <summary>One entry of the main navigation.</summary>
/// <param name="English">the label, a key of the translations</param>
public sealed record MenuEntry(int Order, string English, string Path);

/// <summary>What a command gets: the hub's services, made when asked for, with the schema brought up to date.</summary>
/// <param name="Open">builds the services; the caller disposes of what it returns</param>
public sealed record CommandHost(Settings Settings, Func<Task<AsyncServiceScope>> Open);
