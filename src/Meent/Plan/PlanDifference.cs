using Meent.Foundation.Localisation;

namespace Meent.Plan;

/// <summary>What is different between two versions of a plan, in the order in which the newer one is read; what is gone comes after what stands beside it.</summary>
/// <remarks>Objectives, measures and steps are known by their ids, so that a new title is a change and not something new. A measure keeps its id when it moves.</remarks>
public static class PlanDifference
{
    /// <returns>empty where both say the same; never empty where they do not</returns>
    public static IReadOnlyList<PlanChange> Between(PlanContent before, PlanContent after)
    {
        var told = new ChangeList();
        told.Changed(before.Title, after.Title, Texts.Key("The title is now “{1}”. It was “{0}”."));
        told.Text(before.About, after.About, Texts.Key("A description was added: “{0}”."), Texts.Key("The description is now “{1}”, before “{0}”."), Texts.Key("The description was taken out: “{0}”."));
        told.Text(before.Language, after.Language, Texts.Key("It is written in another language: {0}."), Texts.Key("It is written in another language: {1}, before {0}."), Texts.Key("It is written in the language of this hub, no longer in {0}."));
        told.Changed(before.From, after.From, Texts.Key("The plan’s beginning moved from {0} to {1}."));
        told.Changed(before.To, after.To, Texts.Key("The plan’s end moved from {0} to {1}."));
        told.Matched(before.Objectives, after.Objectives, o => o.Id,
            added: o => { told.In(o.Title, null).Say(Texts.Key("This objective was added.")); New(told, o, before); },
            gone: o => { told.In(o.Title, null).Say(Texts.Key("This objective was taken out.")); Gone(told, o, after); },
            both: (old, o) => Objective(told, (old, o), before, after));
        told.In(null, null).Order(before.Objectives, after.Objectives, o => o.Id, Texts.Key("The objectives stand in another order."));
        return told.All;
    }

    private static void Objective(ChangeList told, (Objective Was, Objective Is) objective, PlanContent was, PlanContent now)
    {
        var (before, after) = objective;
        told.In(after.Title, null);
        told.Changed(before.Title, after.Title, Texts.Key("It is now called “{1}”. It was “{0}”."));
        told.Text(before.Why, after.Why, Reasons.Added, Reasons.Changed, Reasons.Gone);
        From(told, before.From, after.From);
        Links(told, before.Links, after.Links);
        Indicators(told, before.MeasuredBy, after.MeasuredBy);
        told.Matched(before.Measures, after.Measures, m => m.Id,
            added: m => Came(told, after, m, was),
            gone: m => Went(told, after, m, now),
            both: (old, m) => MeasureDifference.Between(told.In(after.Title, m.Title), old, m));
        told.In(after.Title, null).Order(before.Measures, after.Measures, m => m.Id, Texts.Key("Its measures stand in another order."));
    }

    private static void New(ChangeList told, Objective objective, PlanContent was)
    {
        told.In(objective.Title, null);
        if (objective.Why is { } why) told.Say(Reasons.Added, why);
        From(told, null, objective.From);
        Links(told, [], objective.Links);
        Indicators(told, [], objective.MeasuredBy);
        foreach (var measure in objective.Measures) Came(told, objective, measure, was);
    }

    private static void Gone(ChangeList told, Objective objective, PlanContent now)
    {
        foreach (var measure in objective.Measures) Went(told, objective, measure, now);
    }

    /// <summary>A measure that was not under this objective: it is new, or stood elsewhere.</summary>
    private static void Came(ChangeList told, Objective objective, Measure measure, PlanContent was)
    {
        told.In(objective.Title, measure.Title);
        if (was.Measure(measure.Id) is { } old)
        {
            told.Say(Texts.Key("This measure moved here. It stood under “{0}”."), was.ObjectiveOf(measure.Id)!.Title);
            MeasureDifference.Between(told, old, measure);
        }
        else MeasureDifference.Added(told, measure);
    }

    private static void Went(ChangeList told, Objective objective, Measure measure, PlanContent now)
    {
        // One that moved is told where it went to.
        if (now.Measure(measure.Id) is null) told.In(objective.Title, measure.Title).Say(Texts.Key("This measure was taken out."));
    }

    // Which report it is, only who may read it knows.
    private static void From(ChangeList told, ObjectiveFrom? before, ObjectiveFrom? after) =>
        told.Value(before, after, Texts.Key("It was made from a report."), Texts.Key("It is of another report, or of another part of it."), Texts.Key("It is no longer joined with the report that it was made from."));

    private static void Links(ChangeList told, IReadOnlyList<PlanLink> before, IReadOnlyList<PlanLink> after)
    {
        foreach (var link in ChangeList.Only(after, before)) told.Say(
            link.Role == LinkRoles.Implements ? Texts.Key("It now implements {0}.") : Texts.Key("It now contributes to {0}."), new Meant(MeantKind.Target, link.Target));
        foreach (var link in ChangeList.Only(before, after)) told.Say(
            link.Role == LinkRoles.Implements ? Texts.Key("It no longer implements {0}.") : Texts.Key("It no longer contributes to {0}."), new Meant(MeantKind.Target, link.Target));
        told.Order(before, after, l => l, Texts.Key("What it answers stands in another order."));
    }

    private static void Indicators(ChangeList told, IReadOnlyList<MeasuredBy> before, IReadOnlyList<MeasuredBy> after)
    {
        told.Matched(before, after, m => (m.Indicator, m.Breakdown),
            added: m => { told.Say(Texts.Key("It is now measured by {0}."), Named(m)); Target(told, new MeasuredBy(m.Indicator, m.Breakdown), m); },
            gone: m => told.Say(Texts.Key("It is no longer measured by {0}."), Named(m)),
            both: (old, m) => Target(told, old, m));
        told.Order(before, after, m => (m.Indicator, m.Breakdown), Texts.Key("Its indicators stand in another order."));
    }

    private static void Target(ChangeList told, MeasuredBy before, MeasuredBy after)
    {
        var named = Named(after);
        told.Value(before.Base, after.Base, Texts.Key("{0}: counted from {1}."), Texts.Key("{0}: counted from {2}, no longer from {1}."), Texts.Key("{0}: no longer counted from {1}."), named);
        told.Value(Start(before), Start(after), Texts.Key("{0}: the start is of {1}."), Texts.Key("{0}: the start is of {2}, no longer of {1}."), Texts.Key("{0}: the start is no longer of {1}."), named);
        told.Value(before.Target, after.Target, Texts.Key("{0}: the target is {1}."), Texts.Key("{0}: the target moved from {1} to {2}."), Texts.Key("{0}: the target of {1} was taken out."), named);
        told.Value(before.Due, after.Due, Texts.Key("{0}: to be reached by {1}."), Texts.Key("{0}: to be reached by {2}, no longer by {1}."), Texts.Key("{0}: no longer to be reached by {1}."), named);
    }

    private static object? Start(MeasuredBy by) => PlanWords.OneDay(by.BasePeriod) is { } day ? day : by.BasePeriod;

    private static Meant Named(MeasuredBy by) => new(MeantKind.Indicator, by.Indicator, by.Breakdown);
}

/// <summary>What both an objective and a measure say of their reason.</summary>
internal static class Reasons
{
    public static readonly string Added = Texts.Key("A reason was added: “{0}”.");
    public static readonly string Changed = Texts.Key("The reason is now “{1}”, before “{0}”.");
    public static readonly string Gone = Texts.Key("The reason was taken out: “{0}”.");
}
