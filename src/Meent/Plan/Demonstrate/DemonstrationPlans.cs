using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Meent.Plan.MakePlan;
using Microsoft.EntityFrameworkCore;

namespace Meent.Plan.Demonstrate;

/// <summary>Plans of a country, a board and a school, each linked to the one above it, made from the shipped templates.</summary>
public sealed class DemonstrationPlans
{
    /// <summary>Their ids, for other demonstration content to build on.</summary>
    public static Guid Country { get; } = Ids.Named("demonstration plan country");

    public static Guid Board { get; } = Ids.Named("demonstration plan board");

    public static Guid School { get; } = Ids.Named("demonstration plan school");

    /// <summary>What the school keeps itself to see whether its first objective works.</summary>
    public static string OwnFigure(string language) =>
        new LocalizedText([new("en", "Teachers who visited a colleague’s lesson"), new("nl", "Leraren die bij een collega in de les keken")]).In(language);

    private readonly PlanStore store;
    private readonly HubDb db;
    private readonly PlanTemplates templates;
    private readonly string language;
    private readonly DateOnly today;

    private DemonstrationPlans(IServiceProvider services)
    {
        (store, db, templates) = (services.GetRequiredService<PlanStore>(), services.GetRequiredService<HubDb>(), services.GetRequiredService<PlanTemplates>());
        (language, today) = (services.GetRequiredService<Settings>().Language, services.GetRequiredService<TimeProvider>().Today());
    }

    public static async Task Write(IServiceProvider services, CancellationToken cancel)
    {
        var plans = new DemonstrationPlans(services);
        if (await plans.db.Read<StoredPlan>().AnyAsync(p => p.Id == Country, cancel)) return;
        if (await services.GetRequiredService<PlaceDirectory>().Parent(DemonstrationSchool.Agency, LinkRole.Serves, cancel: cancel) is not { } country) return;
        var (ada, bea, anna, tom, samira) = (Who("agency@"), Who("board@"), Who("coordinator@"), Who("leader@"), Who("teacher@"));
        await plans.OfCountry(country.PlaceId, ada, cancel);
        await plans.OfBoard(country.PlaceId, bea, cancel);
        await plans.OfSchool(anna, tom, samira, cancel);
        plans.db.ChangeTracker.Clear();
    }

    private async Task OfCountry(Guid place, Me ada, CancellationToken cancel)
    {
        var begun = Begun(14);
        await Make(Country, place, ada, "country", begun, [(ada.Id, ada.Name), null, (null, "Wim de Groot")], c => c, cancel);
        await Follow(Country, ada,
        [
            PlanEdits.MeasureBy("o1", [new("digital-skills-basic", Base: 83.61m, BasePeriod: "2025", Target: 90, Due: new DateOnly(2030, 12, 31))]),
            PlanEdits.MeasureBy("o3", [new("schools-with-gigabit", Target: 100, Due: new DateOnly(2030, 12, 31))]),
            PlanEdits.Pay("m1", [new("national", 12_000_000, 2_400_000), new("rrf", 8_000_000, 3_100_000)]),
            PlanEdits.Pay("m4", [new("erdf", 20_000_000, 0)]),
            PlanEdits.Tick("m1", "s1", begun.AddMonths(5)),
            PlanEdits.Tick("m3", "s1", begun.AddMonths(9)),
        ], isPublic: true, cancel);
    }

    private async Task OfBoard(Guid country, Me bea, CancellationToken cancel)
    {
        var begun = Begun(9);
        await Make(Board, DemonstrationSchool.Board, bea, "board", begun, [(bea.Id, bea.Name), (null, "Joris Kamp")], c => Linked(c, "o2", new PlanTarget(country, Country, "o3")), cancel);
        await Follow(Board, bea,
        [
            PlanEdits.Pay("m2", [new("own", 45_000, 12_500)]),
            PlanEdits.Tick("m1", "s1", begun.AddMonths(2)),
            PlanEdits.Tick("m2", "s1", begun.AddMonths(4)),
            PlanEdits.Show("m2", [new("Check of six schools against the list, March")]),
        ], isPublic: true, cancel);
    }

    private async Task OfSchool(Me anna, Me tom, Me samira, CancellationToken cancel)
    {
        var (begun, place) = (Begun(5), DemonstrationSchool.Id(DemonstrationSchool.Elzenhof));
        await Make(School, place, anna, "school", begun, [(samira.Id, samira.Name), (tom.Id, tom.Name), (null, "Noor Peters"), (null, "Ilse Vermeer")], c => Linked(c, "o2", new PlanTarget(DemonstrationSchool.Board, Board, "o2")), cancel);
        db.Add(new PlanMember { PlaceId = place, PlanId = School, PersonId = tom.Id, Role = PlanRoles.Contributor, ByRole = true, IsOpened = true });
        await Follow(School, anna,
        [
            From("o1", await DemonstrationReport.Of(db, place, cancel)),
            PlanEdits.MeasureBy("o1", [new(OwnFigure(language), Base: 0, Target: 30, Due: begun.AddMonths(24).AddDays(-1))]),
            PlanEdits.MeasureBy("o3", [new("devices-per-learner", Base: 0.4m, BasePeriod: "2025/2026", Target: 0.6m, Due: begun.AddMonths(24).AddDays(-1))]),
            Begins("m1", begun), Begins("m2", begun.AddMonths(3)), Begins("m3", begun.AddMonths(1)), Begins("m4", begun.AddMonths(2)),
            PlanEdits.Pay("m1", [new("own", 3_200, 850)]),
            PlanEdits.Pay("m5", [new("own", 18_000, 4_750.50m), new("national", 9_000)]),
            PlanEdits.Tick("m1", "s1", begun.AddMonths(1)), PlanEdits.Tick("m1", "s2", begun.AddMonths(2)),
            PlanEdits.Tick("m3", "s1", begun.AddMonths(2)), PlanEdits.Tick("m4", "s1", begun.AddMonths(3)),
        ], isPublic: true, cancel);
    }

    /// <param name="named">who does what, in the order in which the template names roles; null, or nobody any more: nobody yet</param>
    private async Task Make(Guid id, Guid place, Me me, string template, DateOnly from, IReadOnlyList<(Guid? Id, string Name)?> named, Func<PlanContent, PlanContent> linked, CancellationToken cancel)
    {
        var chosen = templates.All.Single(t => t.Id == template);
        var nobody = new LocalizedText([new("en", "nobody named yet"), new("nl", "nog niemand genoemd")]).In(language);
        var (content, roles) = PlanTemplate.WithoutNames(chosen.In(language, chosen.Title.In(language), from, from.AddMonths(chosen.Months).AddDays(-1), "p1"), nobody);
        var people = roles.Select((r, i) => i < named.Count && named[i] is { } who ? new SlotPerson(r.Slot, who.Id, who.Name) : r);
        await store.Make(place, me, linked(content), [new("p1", me.Id, me.Name), .. people], id, cancel: cancel);
    }

    /// <summary>What was done since it began, and that it is under way.</summary>
    private async Task Follow(Guid id, Me me, IReadOnlyList<PlanEdit> edits, bool isPublic, CancellationToken cancel)
    {
        var plan = await db.Set<StoredPlan>().SingleAsync(p => p.Id == id, cancel);
        (plan.State, plan.IsPublic) = (PlanStates.Running, isPublic);
        await db.SaveChangesAsync(cancel);
        var all = new PlanEdit(PlanJson.Write, c => edits.Aggregate(c, (now, edit) => edit.Apply(now)));
        await store.Change((await store.Read(id, me, cancel))!, me, 1, all, null, cancel: cancel);
    }

    private DateOnly Begun(int monthsAgo) => new DateOnly(today.Year, today.Month, 1).AddMonths(-monthsAgo);

    private static PlanContent Linked(PlanContent content, string objective, PlanTarget above) =>
        PlanEdits.LinkTo(objective, [.. content.Objective(objective)!.Links, new(LinkRoles.ContributesTo, above.ToString())]).Apply(content);

    private static PlanEdit From(string objective, ObjectiveFrom? report) => new(_ => "", c => c with { Objectives = [.. c.Objectives.Select(o => o.Id == objective ? o with { From = report } : o)] });

    private static PlanEdit Begins(string measure, DateOnly day) => new(_ => "", c => PlanEdits.Redo(measure, c.Measure(measure)! with { Start = day }).Apply(c));

    private static Me Who(string email)
    {
        var account = DemonstrationAccount.All.Single(a => a.Email.StartsWith(email, StringComparison.Ordinal));
        return new(account.Id, account.Name, account.Email, false, [new MyRole(account.Coordinates ?? DemonstrationSchool.Id(DemonstrationSchool.Elzenhof), Role.Coordinator)]);
    }
}
