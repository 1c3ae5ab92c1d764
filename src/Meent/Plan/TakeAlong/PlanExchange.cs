using System.Text.Json;
using System.Text.Json.Nodes;
using Meent.Foundation.Web;
using Meent.Monitor;

namespace Meent.Plan.TakeAlong;

/// <summary>A plan as it travels between hubs and programs: what it says, and whom it names.</summary>
/// <param name="People">empty where the reader may not know them</param>
public sealed record PlanExchange(PlanContent Content, IReadOnlyList<NamedSlot> People)
{
    /// <summary>Null where the reader may not read it, and in a file without: a table never has one.</summary>
    public PlanHistory? History { get; init; }

    /// <summary>
    /// A plan as its reader sees it: whoever may change it takes all of it along. For others a link to a plan that they may not see is not there,
    /// and where names are not known, neither is which measures one person looks after: all are of "p1". Which round an objective is from, only who may read its report takes along.
    /// </summary>
    /// <param name="links">plans above that the reader may see; not asked of whoever may change the plan</param>
    /// <param name="reports">whether the reader may read the report of a round</param>
    internal static PlanExchange Of(OpenPlan plan, ReadPlan.PlanLinks links, Func<Guid, bool> reports)
    {
        Objective Seen(Objective o) => o with
        {
            Links = [.. o.Links.Where(l => links.IsSeen(l))],
            Measures = plan.Access >= PlanAccess.Read ? o.Measures : [.. o.Measures.Select(m => m with { Owner = "p1" })],
        };
        var content = plan.MayChange ? plan.Content : plan.Content with { Objectives = [.. plan.Content.Objectives.Select(Seen)] };
        return new(PlanSeen.WithReports(content, reports), [.. plan.People.Select(p => new NamedSlot(p.Slot, p.Name))]);
    }
}

/// <param name="Slot">"p1"</param>
public sealed record NamedSlot(string Slot, string Name);

/// <summary>A plan that was read, or everything that is wrong with the file.</summary>
public sealed record ExchangeRead(PlanExchange? Plan, IReadOnlyList<FileProblem> Problems);

/// <param name="Line">of the file; null where it has no lines, or all of it is meant</param>
/// <param name="Of">the id of an objective, measure or person; null where all of the plan is meant</param>
public sealed record FileProblem(int? Line, Refusal Why, string? Of = null);

/// <summary>A plan as JSON: <c>{"format": "meent-plan/1", "people": [{"slot", "name"}], "plan": {…}, "history": {…}}</c>, the last where there is one. What is written is read again unchanged.</summary>
public static class PlanJsonFile
{
    public const string Format = "meent-plan/1";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(PlanExchange plan)
    {
        var file = new JsonObject
        {
            ["format"] = Format,
            ["people"] = new JsonArray([.. plan.People.Select(p => (JsonNode)new JsonObject { ["slot"] = p.Slot, ["name"] = p.Name })]),
            ["plan"] = JsonNode.Parse(PlanJson.Write(plan.Content)),
        };
        if (plan.History is { } history) file["history"] = history.ToJson();
        return file.ToJsonString(Readable);
    }

    /// <param name="indicators">those of this hub by id; null where none is known: then every aim is one with a figure of their own</param>
    public static ExchangeRead Read(string text, Func<string, Indicator?>? indicators = null)
    {
        try
        {
            if (JsonNode.Parse(text) is not JsonObject file || HasHoles(file) || (string?)file["format"] != Format || file["plan"]?.ToJsonString() is not { } plan || PlanJson.TryRead(plan) is not { } content)
                return new(null, [new(null, new NoPlanFile())]);
            var people = (file["people"] as JsonArray ?? []).Select(p => new NamedSlot((string?)p?["slot"] ?? "", (string?)p?["name"] ?? "")).ToList();
            return PlanChecks.Checked(new(content, people) { History = file["history"] is { } history ? PlanHistory.FromJson(history) : null }, _ => null, indicators);
        }
        // What is no JSON, or holds a number where a text belongs.
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            return new(null, [new(null, new NoPlanFile())]);
        }
    }

    // A list that holds nothing where something belongs would be found much later.
    private static bool HasHoles(JsonNode? node) => node switch
    {
        JsonArray list => list.Any(n => n is null || HasHoles(n)),
        JsonObject map => map.Any(n => HasHoles(n.Value)),
        _ => false,
    };
}
