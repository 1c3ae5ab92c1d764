using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Meent.Plan;

/// <summary>What a place wants and does: one document, written in one language. It names people by slot ("p1") only, so that forgetting somebody is one row.</summary>
/// <remarks>Ids of objectives and measures are given once and never again, also after what had them is gone: other plans and check-ins refer to them.</remarks>
public sealed record PlanContent
{
    public required string Title { get; init; }

    /// <summary>BCP 47 tag of the language it is written in; null for that of the hub.</summary>
    public string? Language { get; init; }

    public string? About { get; init; }

    public DateOnly From { get; init; }

    /// <summary>The last day.</summary>
    public DateOnly To { get; init; }

    public IReadOnlyList<Objective> Objectives { get; init; } = [];

    /// <summary>The highest number that an objective ever had: "o4" was the fourth.</summary>
    public int LastObjective { get; init; }

    /// <summary>The highest number that a measure ever had, in any objective.</summary>
    public int LastMeasure { get; init; }

    /// <summary>It is made up: it came in a file from a hub of demonstration. On such a hub itself all plans are, and none has the mark.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Demonstration { get; init; }

    [JsonIgnore]
    public IEnumerable<Measure> Measures => Objectives.SelectMany(o => o.Measures);

    /// <summary>Rounds whose reports gave rise to objectives.</summary>
    [JsonIgnore]
    public IReadOnlyList<Guid> Rounds => [.. Objectives.Select(o => o.From).OfType<ObjectiveFrom>().Select(f => f.Round).Distinct()];

    public Objective? Objective(string id) => Objectives.FirstOrDefault(o => o.Id == id);

    public Measure? Measure(string id) => Measures.FirstOrDefault(m => m.Id == id);

    /// <summary>The objective that a measure belongs to; null where there is no such measure.</summary>
    public Objective? ObjectiveOf(string measure) => Objectives.FirstOrDefault(o => o.Measures.Any(m => m.Id == measure));
}

/// <summary>What the place wants to reach.</summary>
/// <param name="Id">"o1"</param>
public sealed record Objective(string Id, string Title)
{
    public string? Why { get; init; }

    /// <summary>The report that it was made from; null where somebody wrote it. A round is of the school: only who may read its report gets to know of it.</summary>
    public ObjectiveFrom? From { get; init; }

    public IReadOnlyList<PlanLink> Links { get; init; } = [];

    public IReadOnlyList<MeasuredBy> MeasuredBy { get; init; } = [];

    public IReadOnlyList<Measure> Measures { get; init; } = [];
}

/// <summary>Part of a report that gave rise to an objective.</summary>
/// <param name="Area">id of an area of the round's instrument: "teaching"</param>
public sealed record ObjectiveFrom(Guid Round, string Area);

/// <summary>That an objective answers a paragraph of a document, or an objective of another plan.</summary>
/// <param name="Role">one of <see cref="LinkRoles"/></param>
/// <param name="Target">"council-2023/3b.vii", or what <see cref="PlanTarget"/> writes: "plan:{placeId:N}/{planId:N}/o1"</param>
public sealed record PlanLink(string Role, string Target);

public static class LinkRoles
{
    public const string Implements = "implements";
    public const string ContributesTo = "contributes-to";

    public static IReadOnlyList<string> All { get; } = [Implements, ContributesTo];
}

/// <summary>An objective of a plan, as a link names it.</summary>
public sealed record PlanTarget(Guid PlaceId, Guid PlanId, string Objective)
{
    public override string ToString() => $"plan:{PlaceId:N}/{PlanId:N}/{Objective}";

    /// <returns>null where the target is something else, such as a paragraph</returns>
    public static PlanTarget? Read(string target) =>
        target.StartsWith("plan:", StringComparison.Ordinal) && target["plan:".Length..].Split('/') is [var place, var plan, var objective]
        && Guid.TryParseExact(place, "N", out var placeId) && Guid.TryParseExact(plan, "N", out var planId) && objective.Length > 0
            ? new(placeId, planId, objective)
            : null;
}

/// <summary>By what one sees whether an objective is reached.</summary>
/// <param name="Indicator">id of an indicator of this hub, or a figure in own words that the place keeps itself</param>
/// <param name="Breakdown">of the indicator: "girls"; null for everybody</param>
/// <param name="Base">the value at the beginning, in the unit of the indicator; null where nobody knows</param>
/// <param name="BasePeriod">"2025", "2024/2025"</param>
/// <param name="Target">the value to be reached</param>
/// <param name="Due">by this day</param>
public sealed record MeasuredBy(string Indicator, string? Breakdown = null, decimal? Base = null, string? BasePeriod = null, decimal? Target = null, DateOnly? Due = null);

/// <summary>What is done for an objective. Why, owner and end are always there.</summary>
/// <param name="Id">"m1"; of one measure only in the whole plan</param>
/// <param name="Owner">slot of the person who sees to it: "p1"</param>
/// <param name="End">the day by which it is done</param>
public sealed record Measure(string Id, string Title, string Why, string Owner, DateOnly End)
{
    /// <summary>What becomes different for learners.</summary>
    public string? Changes { get; init; }

    /// <summary>As what the owner does it: "head of ICT". Shown to everybody where the plan is public; names never are.</summary>
    public string? OwnerRole { get; init; }

    public DateOnly? Start { get; init; }

    public IReadOnlyList<Money> Money { get; init; } = [];

    public IReadOnlyList<Step> Steps { get; init; } = [];

    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    public DateOnly? NextReview { get; init; }
}

/// <summary>Euros of one source. Nothing planned is not zero: zero is a number that somebody wrote.</summary>
/// <param name="Source">one of <see cref="MoneySources"/>; a measure has each once</param>
public sealed record Money(string Source, decimal? Planned = null, decimal? Spent = null);

/// <summary>Where money comes from.</summary>
public static class MoneySources
{
    public static IReadOnlyList<string> All { get; } = ["own", "national", "rrf", "esf", "erdf", "jtf", "erasmus", "digital-europe", "horizon", "tsi"];
}

/// <summary>A part of a measure that is done or is not.</summary>
/// <param name="Id">"s1"; of one step only in the measure</param>
/// <param name="DoneOn">null while it is to be done</param>
public sealed record Step(string Id, string Title, DateOnly? DoneOn = null);

/// <summary>What shows that something was done or changed.</summary>
public sealed record Evidence(string Text, string? Url = null);

/// <summary>The document as it is stored: the same content always gives the same text.</summary>
public static class PlanJson
{
    // Every script stays readable, so that names that somebody typed can be found and taken out.
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true,
    };

    public static string Write(PlanContent content) => JsonSerializer.Serialize(content, Options);

    /// <returns>null where the text is no plan</returns>
    public static PlanContent? TryRead(string content)
    {
        try
        {
            return JsonSerializer.Deserialize<PlanContent>(content, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static bool Same(PlanContent one, PlanContent other) => Write(one) == Write(other);
}
