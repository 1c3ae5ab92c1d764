using System.Globalization;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.People;

namespace Meent.Plan.EditPlan;

/// <summary>Saves what a form sent for one part of a plan, and shows the form again where that cannot be.</summary>
internal sealed class PartEdit
{
    private readonly PlanStore store;
    private readonly Me me;

    private PartEdit(HttpContext context) =>
        (store, me, T) = (context.RequestServices.GetRequiredService<PlanStore>(), Me.Of(context), context.RequestServices.GetRequiredService<Texts>());

    public Texts T { get; }

    public static ValueTask<PartEdit> BindAsync(HttpContext context) => ValueTask.FromResult(new PartEdit(context));

    /// <summary>The plan, where the reader may change it; null else.</summary>
    public async Task<OpenPlan?> Find(Guid planId, CancellationToken cancel) => await store.Read(planId, me, cancel) is { MayChange: true } plan ? plan : null;

    /// <summary>What was sent around the part: the version that the form showed, and why.</summary>
    public EditShown Sent(OpenPlan plan, Posted posted, string back)
    {
        var (errors, why) = (posted.Errors(T), posted["reason"]);
        if (why is not null) Typed.Length(why, Typed.Line, "reason", errors, T);
        var based = int.TryParse(posted["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= plan.Plan.Version ? number : plan.Plan.Version;
        return new(plan, errors, based, why, back);
    }

    /// <summary>The answer to a form for an objective or a measure that is not there, with what was typed into it.</summary>
    public IResult Gone(OpenPlan plan, string id, Posted posted, params IEnumerable<(string Label, string? Value)> typed) => PlanRefusedPage.Gone(plan, id, [.. typed, (T["Why do you change this?"], posted["reason"])]);

    /// <param name="then">where to go when it is saved</param>
    /// <param name="again">the form with what was typed, and a status</param>
    /// <param name="lines">what the part says in another version, where others changed it</param>
    /// <param name="typed">what was typed, for where it cannot be kept at all</param>
    public async Task<IResult> Save(
        EditShown sent, PlanEdit edit, string then, Func<EditShown, int, IResult> again, Func<PlanContent, IReadOnlyList<(string Label, string Value)>> lines, IEnumerable<(string Label, string? Value)> typed,
        IReadOnlyList<SlotPerson>? added = null, CancellationToken cancel = default)
    {
        switch (await store.Change(sent.Plan, me, sent.Based, edit, sent.Why, added, cancel))
        {
            case PlanNotSaved(var why): return PlanRefusedPage.Of(sent.Plan, why, [.. typed, (T["Why do you change this?"], sent.Why)]);
            case PlanChanged(var version, var now):
                // Sent once more, it replaces what the others wrote: they have been told.
                sent.Errors.Add("", new PartOfPlanChanged().Sentence(T));
                return again(sent with { Based = version, Now = lines(now) }, 409);
            default: return Redirect.To(Saved.On(then));
        }
    }
}
