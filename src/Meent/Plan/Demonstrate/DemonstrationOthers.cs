using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Monitor;
using Meent.People;
using Meent.Places;
using Meent.Plan.MakePlan;
using Microsoft.EntityFrameworkCore;

namespace Meent.Plan.Demonstrate;

/// <summary>
/// Made-up plans of a few other countries and made-up studies, each of which says that it is made up: so that places that acted can be set beside places that
/// have not begun. The figures beside them are real, the plans are not.
/// </summary>
internal sealed class DemonstrationOthers
{
    // Chosen without looking at what their figures did.
    private static readonly (string Code, DateOnly Since, decimal Spent)[] Countries =
    [
        ("AT", new(2024, 2, 5), 5_400_000), ("DK", new(2023, 11, 13), 3_900_000), ("FI", new(2024, 4, 8), 4_600_000), ("IE", new(2024, 3, 4), 2_800_000), ("LT", new(2024, 1, 15), 1_700_000),
    ];

    private readonly PlanStore store;
    private readonly HubDb db;
    private readonly PlanTemplates templates;
    private readonly string language;
    private readonly TimeProvider clock;

    private DemonstrationOthers(IServiceProvider services)
    {
        (store, db, templates) = (services.GetRequiredService<PlanStore>(), services.GetRequiredService<HubDb>(), services.GetRequiredService<PlanTemplates>());
        (language, clock) = (services.GetRequiredService<Settings>().Language, services.GetRequiredService<TimeProvider>());
    }

    public static async Task Write(IServiceProvider services, CancellationToken cancel)
    {
        var (others, places) = (new DemonstrationOthers(services), services.GetRequiredService<PlaceDirectory>());
        if (await others.db.Read<StoredPlan>().AnyAsync(p => p.Id == PlanOf(Countries[0].Code), cancel)) return;
        foreach (var (code, since, spent) in Countries)
            if (await places.Known(Places.Countries.Scheme, code, cancel) is { } country) await others.OfCountry(country.PlaceId, PlanOf(code), since, spent, cancel);
        others.db.ChangeTracker.Clear();
        await others.WriteStudies(services.GetRequiredService<Studies>(), places, cancel);
    }

    private static Guid PlanOf(string code) => Ids.Named("demonstration plan " + code);

    /// <summary>One objective with one measure that is under way since a day.</summary>
    private async Task OfCountry(Guid place, Guid id, DateOnly since, decimal spent, CancellationToken cancel)
    {
        var account = DemonstrationAccount.All.Single(a => a.IsOperator);
        var (me, from) = (new Me(account.Id, account.Name, account.Email, false, []), new DateOnly(since.Year, since.Month, 1));
        var made = templates.All.Single(t => t.Id == "country").In(language, In("Digital skills for all (made up)", "Digitale vaardigheden voor iedereen (verzonnen)"), from, from.AddYears(6), "p1");
        var first = made.Objectives[0];
        var measure = first.Measures[0] with { Start = since, End = new DateOnly(2028, 12, 31), Money = [new("national", spent * 3, spent)] };
        var content = made with
        {
            About = In("Made up for this demonstration: nobody in this country wrote it.", "Verzonnen voor deze demonstratie: niemand in dit land heeft het geschreven."),
            Objectives = [first with { Links = [], MeasuredBy = [new("digital-skills-basic", Target: 80, Due: new DateOnly(2030, 12, 31))], Measures = [measure] }],
        };
        await store.Make(place, me, content, [new SlotPerson("p1", null, In("nobody named yet", "nog niemand genoemd"))], id, cancel: cancel);
        var plan = await db.Set<StoredPlan>().SingleAsync(p => p.Id == id, cancel);
        (plan.State, plan.IsPublic) = (PlanStates.Running, true);
        db.Add(new StoredCheckIn
        {
            PlaceId = place, PlanId = id, MeasureId = measure.Id, Id = Ids.Named($"demonstration check-in {id}"), SaidAt = Clock.Cut(since.ToDateTime(new TimeOnly(10, 0), DateTimeKind.Utc)),
            SaidBy = me.Id, State = MeasureState.UnderWay, Confidence = 4, Line = In("It has begun.", "Het is begonnen."),
        });
        await db.SaveChangesAsync(cancel);
    }

    private async Task WriteStudies(Studies studies, PlaceDirectory places, CancellationToken cancel)
    {
        if (await places.Parent(DemonstrationSchool.Agency, LinkRole.Serves, cancel: cancel) is not { } country) return;
        var (school, year) = (DemonstrationSchool.Id(DemonstrationSchool.Elzenhof), clock.Today().Year);
        var about = In("Made up for this demonstration, to show how a study is written down.", "Verzonnen voor deze demonstratie, om te laten zien hoe een onderzoek wordt opgeschreven.");
        await studies.Keep(new(DemonstrationSchool.Agency, Ids.Named("demonstration study curriculum"), In("Lessons in digital skills in every sector (made up)", "Lessen in digitale vaardigheden in elke sector (verzonnen)"),
            In("Demonstration institute", "Demonstratie-instituut"), StudyDesigns.Groups, year - 1, about, null, "digital-skills-basic", new StudyMeasure(country.PlaceId, DemonstrationPlans.Country, "m1").ToString(),
        [
            new(1, In("Adults who had the lessons did a little better in a test of basic skills.", "Volwassenen die de lessen hadden, deden het iets beter in een toets van basisvaardigheden."), FindingDirections.Better, 2.4m, 0.6m, 4.2m, In("points of a test", "punten van een toets"), 1840),
            new(2, In("Among people above 65 there was no clear difference.", "Onder mensen boven 65 was er geen duidelijk verschil."), FindingDirections.Unclear, 0.8m, -1.9m, 3.5m, In("points of a test", "punten van een toets"), 310),
        ]), cancel);
        await studies.Keep(new(DemonstrationSchool.Board, Ids.Named("demonstration study visits"), In("Do visits to lessons change teaching? (made up)", "Veranderen lesbezoeken het lesgeven? (verzonnen)"),
            In("Demonstration university", "Demonstratie-universiteit"), StudyDesigns.Lot, year - 2, about, null, "school-teaching", new StudyMeasure(school, DemonstrationPlans.School, "m1").ToString(),
        [
            new(1, In("Teachers with four visits used digital means for feedback more often.", "Leraren met vier lesbezoeken gebruikten vaker digitale middelen voor feedback."), FindingDirections.Better, 0.3m, 0.1m, 0.5m, In("steps of a scale of five", "stappen op een schaal van vijf"), 216),
            new(2, In("Learners said nothing else than before.", "Leerlingen zeiden niets anders dan daarvoor."), FindingDirections.None, 0m, -0.2m, 0.2m, In("steps of a scale of five", "stappen op een schaal van vijf"), 3905),
        ]), cancel);
        await studies.Keep(new(DemonstrationSchool.Board, Ids.Named("demonstration study devices"), In("A plan for repair at three schools (made up)", "Een reparatieplan op drie scholen (verzonnen)"),
            In("Demonstration advisers", "Demonstratie-adviseurs"), StudyDesigns.Case, year - 1, about, null, "devices-per-learner", new StudyMeasure(school, DemonstrationPlans.School, "m5").ToString(),
        [
            new(1, In("At each of the three schools fewer devices were broken after a year.", "Op elk van de drie scholen waren na een jaar minder apparaten stuk."), FindingDirections.Better, null, null, null, null, 3),
        ]), cancel);
        db.ChangeTracker.Clear();
    }

    private string In(string english, string dutch) => new LocalizedText([new("en", english), new("nl", dutch)]).In(language);
}
