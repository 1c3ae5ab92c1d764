using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Microsoft.EntityFrameworkCore;

namespace Meent.Plan.TakeAlong;

/// <summary>What was said and decided of a plan since it was made, as it travels with it: for those who read the plan with names. Who said it stays behind.</summary>
/// <param name="State">of the plan where it comes from, one of <see cref="PlanStates"/>; what comes in is a draft</param>
/// <param name="CheckIns">the oldest first</param>
/// <param name="Reviews">the oldest first</param>
public sealed record PlanHistory(string State, IReadOnlyList<ToldCheckIn> CheckIns, IReadOnlyList<ToldReview> Reviews, DateOnly? NextReview = null)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    internal static async Task<PlanHistory> Of(OpenPlan plan, HubDb db, CancellationToken cancel)
    {
        var said = await db.Read<StoredCheckIn>().Where(c => c.PlaceId == plan.Plan.PlaceId && c.PlanId == plan.Id).OrderBy(c => c.SaidAt).ThenBy(c => c.Id).ToListAsync(cancel);
        var held = await db.Read<StoredReview>().Where(r => r.PlaceId == plan.Plan.PlaceId && r.PlanId == plan.Id).OrderBy(r => r.HeldOn).ThenBy(r => r.WrittenAt).ToListAsync(cancel);
        return new(
            plan.Plan.State,
            [.. said.Select(c => new ToldCheckIn(c.MeasureId, c.SaidAt, c.State, c.Confidence, c.Line, c.Figure, c.Value))],
            [.. held.Select(r => new ToldReview(r.HeldOn, r.WrittenAt, r.Decided, r.DueOn))],
            plan.Plan.NextReview);
    }

    public JsonNode ToJson() => JsonSerializer.SerializeToNode(this, Options)!;

    /// <exception cref="JsonException">it is none</exception>
    public static PlanHistory FromJson(JsonNode node) => node.Deserialize<PlanHistory>(Options) ?? throw new JsonException("A history is an object.");

    /// <summary>Whether all of it was before now: what has not come yet nobody can have said.</summary>
    public bool IsPast(DateTime now) => CheckIns.All(c => c.At <= now) && Reviews.All(r => r.At <= now && r.Held <= Clock.Day(now));

    /// <summary>As it is stored with a plan that came in.</summary>
    internal IEnumerable<object> Rows(StoredPlan plan) =>
    [
        .. CheckIns.Select(c => new StoredCheckIn
        {
            PlaceId = plan.PlaceId, PlanId = plan.Id, MeasureId = c.Measure, SaidAt = Clock.Cut(c.At), State = c.State, Confidence = c.Confidence, Figure = c.Figure, Value = c.Value, Line = c.Line,
        }),
        .. Reviews.Select(r => new StoredReview { PlaceId = plan.PlaceId, PlanId = plan.Id, DueOn = r.Due, HeldOn = r.Held, WrittenAt = Clock.Cut(r.At), Decided = r.Decided }),
    ];
}

/// <param name="Measure">"m1"; of one that is gone, too</param>
/// <param name="At">in universal time</param>
/// <param name="Confidence">1..5; 0 of what is done or stopped</param>
/// <param name="Line">"" where nothing was written</param>
/// <param name="Figure">what <paramref name="Value"/> is of, see <see cref="FollowedPlan.KeyOf"/>; null with it</param>
public sealed record ToldCheckIn(string Measure, DateTime At, MeasureState State, int Confidence, string Line, string? Figure = null, decimal? Value = null);

/// <param name="At">when it was written down, in universal time</param>
/// <param name="Due">null where none was planned</param>
public sealed record ToldReview(DateOnly Held, DateTime At, string Decided, DateOnly? Due = null);
