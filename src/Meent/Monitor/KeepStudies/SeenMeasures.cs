using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.People;

namespace Meent.Monitor.KeepStudies;

/// <summary>Which measures of plans somebody may see: a study names no other, and leads to no other.</summary>
public sealed class SeenMeasures(IEnumerable<MeasureSeen> keepers, IServiceProvider services, Me me, Texts T)
{
    public static ValueTask<SeenMeasures> BindAsync(HttpContext context) => ValueTask.FromResult(new SeenMeasures(
        context.RequestServices.GetServices<MeasureSeen>(), context.RequestServices, Me.Of(context), context.RequestServices.GetRequiredService<Texts>()));

    /// <returns>the measure that the text names; null where it names none, or none that the reader may see</returns>
    public async Task<StudyMeasure?> Find(string? text, CancellationToken cancel)
    {
        if (StudyMeasure.Read(text) is not { } measure) return null;
        foreach (var keeper in keepers) if (await keeper.Sees(services, measure, me, cancel)) return measure;
        return null;
    }

    /// <summary>Adds an error where a study is to name a measure that the writer may not see. What it named before may stay: the plan may be gone since.</summary>
    public async Task Check(string? typed, string? before, FormErrors errors, CancellationToken cancel)
    {
        if (typed is not null && typed != before && await Find(typed, cancel) is null) errors.Add("", T["The measure is not known here. Go back to the measure and begin there again."]);
    }
}
