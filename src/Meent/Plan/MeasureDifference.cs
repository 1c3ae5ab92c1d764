using Meent.Foundation.Localisation;

namespace Meent.Plan;

/// <summary>What is different about one measure.</summary>
internal static class MeasureDifference
{
    /// <param name="told">speaks of this measure already</param>
    public static void Between(ChangeList told, Measure before, Measure after)
    {
        told.Changed(before.Title, after.Title, Texts.Key("It is now called “{1}”. It was “{0}”."));
        told.Text(before.Why, after.Why, Reasons.Added, Reasons.Changed, Reasons.Gone);
        told.Text(before.Changes, after.Changes, Texts.Key("What changes for learners was added: “{0}”."), Texts.Key("What changes for learners is now “{1}”, before “{0}”."), Texts.Key("What changes for learners was taken out: “{0}”."));
        Owner(told, before, after);
        told.Value(before.Start, after.Start, Texts.Key("It begins on {0}."), Texts.Key("Its beginning moved from {0} to {1}."), Texts.Key("It has no first day any more. It was {0}."));
        told.Changed(before.End, after.End, Texts.Key("Its end moved from {0} to {1}."));
        told.Value(before.NextReview, after.NextReview, Texts.Key("It is looked at again on {0}."), Texts.Key("It is looked at again on {1}, not on {0}."), Texts.Key("It is no longer looked at on {0}."));
        Money(told, before.Money, after.Money);
        Steps(told, before.Steps, after.Steps);
        Evidence(told, before.Evidence, after.Evidence);
    }

    public static void Added(ChangeList told, Measure measure)
    {
        told.Say(Texts.Key("This measure was added. {0} looks after it, until {1}."), Person(measure.Owner), measure.End);
        told.Say(Reasons.Added, measure.Why);
        Between(told, new Measure(measure.Id, measure.Title, measure.Why, measure.Owner, measure.End), measure);
    }

    private static void Owner(ChangeList told, Measure before, Measure after)
    {
        told.Changed(Person(before.Owner), Person(after.Owner), Texts.Key("{1} looks after it, no longer {0}."));
        told.Text(before.OwnerRole, after.OwnerRole, Texts.Key("Who looks after it does so as {0}."), Texts.Key("Who looks after it does so as {1}, no longer as {0}."), Texts.Key("Who looks after it no longer does so as {0}."));
    }

    private static void Money(ChangeList told, IReadOnlyList<Money> before, IReadOnlyList<Money> after)
    {
        told.Matched(before, after, m => m.Source,
            added: m =>
            {
                if (m is { Planned: null, Spent: null }) told.Say(Texts.Key("Money from a new source: {0}."), Source(m));
                Amounts(told, new Money(m.Source), m);
            },
            gone: m => told.Say(Texts.Key("No more money from this source: {0}."), Source(m)),
            both: (old, m) => Amounts(told, old, m));
        told.Order(before, after, m => m.Source, Texts.Key("The sources of money stand in another order."));
    }

    private static void Amounts(ChangeList told, Money before, Money after)
    {
        var source = Source(after);
        told.Value(before.Planned, after.Planned, Texts.Key("{0}: {1} euro planned."), Texts.Key("{0}: {2} euro planned, it was {1}."), Texts.Key("{0}: {1} euro are no longer planned."), source);
        told.Value(before.Spent, after.Spent, Texts.Key("{0}: {1} euro spent."), Texts.Key("{0}: {2} euro spent, it was {1}."), Texts.Key("{0}: {1} euro no longer count as spent."), source);
    }

    private static void Steps(ChangeList told, IReadOnlyList<Step> before, IReadOnlyList<Step> after)
    {
        told.Matched(before, after, s => s.Id,
            added: s => { told.Say(Texts.Key("Step “{0}” was added."), s.Title); Ticked(told, null, s); },
            gone: s => told.Say(Texts.Key("Step “{0}” was taken out."), s.Title),
            both: (old, s) =>
            {
                if (old.Title != s.Title) told.Say(Texts.Key("Step “{0}” is now called “{1}”."), old.Title, s.Title);
                Ticked(told, old.DoneOn, s);
            });
        told.Order(before, after, s => s.Id, Texts.Key("The steps stand in another order."));
    }

    private static void Ticked(ChangeList told, DateOnly? before, Step step) => told.Value(
        before, step.DoneOn, Texts.Key("Step “{0}” was done on {1}."), Texts.Key("Step “{0}” was done on {2}, not on {1}."), Texts.Key("Step “{0}” is open again. It was ticked on {1}."), step.Title);

    private static void Evidence(ChangeList told, IReadOnlyList<Evidence> before, IReadOnlyList<Evidence> after)
    {
        foreach (var found in ChangeList.Only(after, before)) told.Say(Texts.Key("Evidence was added: “{0}”."), Said(found));
        foreach (var found in ChangeList.Only(before, after)) told.Say(Texts.Key("Evidence was taken out: “{0}”."), Said(found));
        told.Order(before, after, e => e, Texts.Key("The evidence stands in another order."));
    }

    private static string Said(Evidence evidence) => evidence.Url is null ? evidence.Text : $"{evidence.Text} ({evidence.Url})";

    private static Meant Person(string slot) => new(MeantKind.Person, slot);

    private static Meant Source(Money money) => new(MeantKind.Source, money.Source);
}
