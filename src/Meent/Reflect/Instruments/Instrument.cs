using Meent.Foundation.Localisation;

namespace Meent.Reflect.Instruments;

/// <summary>A versioned questionnaire on a framework of areas: who is asked, what, in which wording, in which profile.</summary>
/// <param name="Id">stable id, also its file name: "school"</param>
/// <param name="Version">1, 2, …; a round keeps the version that it was opened with</param>
/// <param name="Audiences">who can be asked, in the order in which they are shown</param>
/// <param name="Areas">in the order in which they are asked</param>
public sealed record Instrument(
    string Id,
    int Version,
    LocalizedText Title,
    LocalizedText About,
    IReadOnlyList<Audience> Audiences,
    IReadOnlyList<Area> Areas)
{
    /// <summary>The framework whose areas it asks about: "digital-school".</summary>
    public string Framework { get; init; } = "";

    /// <summary>Languages in which every text is there, the first being the one it was written in.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>The answers to choose from, where an audience has no simpler ones of its own.</summary>
    public Scale Scale { get; init; } = Scale.Unlabelled;

    /// <summary>Answers in simpler words, by audience or audience and variant ("learners.primary").</summary>
    public IReadOnlyDictionary<string, Scale> ScaleWordings { get; init; } = new Dictionary<string, Scale>();

    /// <summary>What it asks about, as within a sentence: "digital teaching and learning". Null where the title has to do.</summary>
    public LocalizedText? Topic { get; init; }

    /// <summary>The sectors that it is meant for, as <see cref="Places.Place.Sector"/> names them; empty for all.</summary>
    public IReadOnlyList<string> Sectors { get; init; } = [];

    /// <summary>Whether whoever prepares a round may leave out areas.</summary>
    public bool AreasCanBeLeftOut { get; init; }

    /// <summary>How many core items a profile asks of every audience.</summary>
    public IReadOnlyDictionary<Profile, ItemCount> ProfileSizes { get; init; } = new Dictionary<Profile, ItemCount>();

    /// <summary>The lengths to choose from: a short instrument has the full one only.</summary>
    public IReadOnlyList<Profile> Profiles => ProfileSizes.Count == 0 ? Enum.GetValues<Profile>() : [.. ProfileSizes.Keys.Order()];

    public IEnumerable<Item> Items => Areas.SelectMany(a => a.Items);

    /// <summary>The answers in the words meant for an audience in a variant.</summary>
    public Scale ScaleFor(string audience, string? variant) => Wording.Find(ScaleWordings, audience, variant) ?? Scale;
}

/// <summary>From … to …, both included; one number when they are the same.</summary>
public readonly record struct ItemCount(int From, int To)
{
    public bool Includes(int count) => count >= From && count <= To;

    public override string ToString() => From == To ? $"{From}" : $"{From}-{To}";
}

/// <summary>One group that answers in a wording of its own.</summary>
/// <param name="Id">"leaders", "teachers", "team", "learners", "families", …</param>
/// <param name="Variants">wordings to choose from, empty where there is one: "primary", "secondary"</param>
/// <param name="ByDefault">asked unless the coordinator leaves it out; false for families</param>
public sealed record Audience(string Id, LocalizedText Name, IReadOnlyList<Variant> Variants, bool ByDefault);

/// <summary>A wording of an audience's items, "primary" or "secondary".</summary>
public sealed record Variant(string Id, LocalizedText Name);

/// <summary>One area of the framework with its items.</summary>
/// <param name="Lead">one sentence under the heading that says what this part is about</param>
public sealed record Area(string Id, LocalizedText Name, LocalizedText Lead, IReadOnlyList<Item> Items)
{
    /// <summary>What a school can do next where this area is weak: two or three short suggestions.</summary>
    public IReadOnlyList<LocalizedText> NextSteps { get; init; } = [];

    /// <summary>Questions with which a team can talk about this area.</summary>
    public IReadOnlyList<LocalizedText> Questions { get; init; } = [];

    /// <summary>Name and lead in simpler words, by audience or audience and variant ("learners.primary").</summary>
    public IReadOnlyDictionary<string, Heading> Headings { get; init; } = new Dictionary<string, Heading>();

    /// <summary>What stands above this area's items for an audience in a variant.</summary>
    public Heading HeadingFor(string audience, string? variant) => Wording.Find(Headings, audience, variant) ?? new(Name, Lead);
}

/// <summary>What a person who answers reads above an area.</summary>
public sealed record Heading(LocalizedText Name, LocalizedText Lead);

/// <summary>One statement to agree or disagree with.</summary>
/// <param name="Id">stable over versions: "assessment.feedback"; lower-case letters, digits, dot, hyphen</param>
/// <param name="Version">raised when the wording changes its meaning</param>
/// <param name="Change">against the version of the instrument before: may answers be compared?</param>
/// <param name="Optional">asked only where the coordinator adds it</param>
/// <param name="Profiles">the profiles that ask it; a core item is always in Full, an optional one in none</param>
/// <param name="ShortName">a few words for tables and charts</param>
/// <param name="Wordings">by audience ("teachers") or audience and variant ("learners.primary"); who has no wording is not asked</param>
public sealed record Item(
    string Id,
    int Version,
    ItemChange Change,
    bool Optional,
    IReadOnlySet<Profile> Profiles,
    LocalizedText ShortName,
    IReadOnlyDictionary<string, LocalizedText> Wordings)
{
    /// <summary>The wording for an audience in a variant; null where that audience is not asked this.</summary>
    public LocalizedText? WordingFor(string audience, string? variant) => Wording.Find(Wordings, audience, variant);
}

/// <summary>How wordings are looked up: the variant's own first, then the audience's.</summary>
internal static class Wording
{
    public static T? Find<T>(IReadOnlyDictionary<string, T> wordings, string audience, string? variant) where T : class =>
        variant is not null && wordings.TryGetValue($"{audience}.{variant}", out var special) ? special
        : wordings.GetValueOrDefault(audience);
}

public enum ItemChange { Same, Reworded, New }

public enum Profile { Full, Short, Mini }
