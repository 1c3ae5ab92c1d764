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
    public IEnumerable<Item> Items => Areas.SelectMany(a => a.Items);
}

/// <summary>One group that answers in a wording of its own.</summary>
/// <param name="Id">"leaders", "teachers", "learners", "families"</param>
/// <param name="Variants">wordings to choose from, empty where there is one: "primary", "secondary"</param>
/// <param name="ByDefault">asked unless the coordinator leaves it out; false for families</param>
public sealed record Audience(string Id, LocalizedText Name, IReadOnlyList<Variant> Variants, bool ByDefault);

/// <summary>A wording of an audience's items, "primary" or "secondary".</summary>
public sealed record Variant(string Id, LocalizedText Name);

/// <summary>One area of the framework with its items.</summary>
/// <param name="Lead">one sentence under the heading that says what this part is about</param>
public sealed record Area(string Id, LocalizedText Name, LocalizedText Lead, IReadOnlyList<Item> Items);

/// <summary>One statement to agree or disagree with.</summary>
/// <param name="Id">stable over versions: "assessment.feedback"; lower-case letters, digits, dot, hyphen</param>
/// <param name="Version">raised when the wording changes its meaning</param>
/// <param name="Change">against the version of the instrument before: may answers be compared?</param>
/// <param name="Optional">asked only where the coordinator adds it</param>
/// <param name="Profiles">the profiles that ask it; a core item is always in Full</param>
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
    public LocalizedText? WordingFor(string audience, string? variant) =>
        variant is not null && Wordings.TryGetValue($"{audience}.{variant}", out var special) ? special
        : Wordings.GetValueOrDefault(audience);
}

public enum ItemChange { Same, Reworded, New }

public enum Profile { Full, Short, Mini }
