using Meent.Foundation.Localisation;

namespace Meent.Foundation.PersonalData;

/// <summary>Somebody with an account, as every module can find what it keeps about them.</summary>
/// <param name="Email">the address of the account: some rows know a person by it only</param>
public sealed record DataSubject(Guid Id, string Name, string Email)
{
    /// <summary>The address as it is compared: in capital letters.</summary>
    public string NormalizedEmail => Email.Trim().Normalize().ToUpperInvariant();
}

/// <summary>What a module knows about a person: how it is shown to them, and how it is forgotten.</summary>
/// <remarks>
/// Held by a test: every column that can refer to a person is declared in <see cref="Columns"/>, <see cref="Read"/> tells what is in
/// them, and after <see cref="Erase"/> neither id, name nor address is left in the database, but where a column says that it stays.
/// </remarks>
public sealed record PersonKnowledge
{
    /// <summary>Nothing about persons.</summary>
    public static PersonKnowledge None { get; } = new();

    /// <summary>Everything about the person, in words of the language of the texts; no section where there is nothing.</summary>
    public Func<IServiceProvider, DataSubject, Texts, CancellationToken, Task<IReadOnlyList<KnownSection>>> Read { get; init; } = (_, _, _, _) => Task.FromResult<IReadOnlyList<KnownSection>>([]);

    /// <summary>Forgets the person, within the transaction that is open. What they wrote for a place stays with it, without their name.</summary>
    public Func<IServiceProvider, DataSubject, CancellationToken, Task> Erase { get; init; } = (_, _, _) => Task.CompletedTask;

    /// <summary>The columns that can refer to a person, by "table.column".</summary>
    public IReadOnlyDictionary<string, Fate> Columns { get; init; } = new Dictionary<string, Fate>();
}

/// <summary>What becomes of a column when the person is forgotten.</summary>
public enum Fate
{
    /// <summary>The row goes.</summary>
    Goes,

    /// <summary>The row stays without the person: the column becomes empty, or says that somebody left.</summary>
    Emptied,

    /// <summary>The id stays, and nothing beside it that tells whose it was.</summary>
    IdStays,
}

/// <summary>One part of what is known about a person.</summary>
/// <param name="Key">name in the JSON file: "roles"</param>
/// <param name="Title">in the language of the reader</param>
/// <param name="Why">why it is kept and how long, in a sentence or two</param>
/// <param name="ForThePersonAlone">nobody hands it out for them, not even whoever runs the hub</param>
public sealed record KnownSection(string Key, string Title, string Why, IReadOnlyList<KnownItem> Items, bool ForThePersonAlone = false);

/// <summary>One thing that is known: a role, a session. Its facts are in the order in which they are read.</summary>
public sealed record KnownItem(IReadOnlyList<KnownFact> Facts)
{
    public static KnownItem Of(params KnownFact?[] facts) => new([.. facts.OfType<KnownFact>()]);
}

/// <param name="Key">name in the JSON file: "since"</param>
/// <param name="Label">in the language of the reader</param>
/// <param name="Value">as a person reads it</param>
public sealed record KnownFact(string Key, string Label, string Value)
{
    /// <summary>A fact that is left out where there is no value.</summary>
    public static KnownFact? Maybe(string key, string label, string? value) => string.IsNullOrEmpty(value) ? null : new(key, label, value);
}
