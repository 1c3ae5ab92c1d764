using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Plan.Demonstrate;

/// <summary>What people said of the demonstration plans since, and how they looked at them together. The board's plan waits for its review.</summary>
internal sealed class DemonstrationFollowing
{
    private readonly HubDb db;
    private readonly string language;
    private readonly DateOnly today;

    private DemonstrationFollowing(IServiceProvider services) =>
        (db, language, today) = (services.GetRequiredService<HubDb>(), services.GetRequiredService<Settings>().Language, services.GetRequiredService<TimeProvider>().Today());

    public static async Task Write(IServiceProvider services, CancellationToken cancel)
    {
        var demonstration = new DemonstrationFollowing(services);
        Guid[] ids = [DemonstrationPlans.Country, DemonstrationPlans.Board, DemonstrationPlans.School];
        var plans = await demonstration.db.Set<StoredPlan>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancel);
        if (plans.Count < ids.Length || await demonstration.db.Read<StoredCheckIn>().AnyAsync(c => c.PlanId == DemonstrationPlans.School, cancel)) return;
        demonstration.School(plans[DemonstrationPlans.School]);
        demonstration.Board(plans[DemonstrationPlans.Board]);
        demonstration.Country(plans[DemonstrationPlans.Country]);
        await demonstration.db.SaveChangesAsync(cancel);
        demonstration.db.ChangeTracker.Clear();
    }

    private void School(StoredPlan plan)
    {
        var (anna, samira) = (PersonOf("coordinator@"), PersonOf("teacher@"));
        Say(plan, "m1", 110, samira, MeasureState.UnderWay, 3, "Six teachers want to start, two hesitate.", "Zes leraren willen beginnen, twee twijfelen.", 6);
        Say(plan, "m1", 20, samira, MeasureState.UnderWay, 4, "The first visits took place. Everybody wants a second one.", "De eerste bezoeken zijn geweest. Iedereen wil een tweede.", 14);
        Say(plan, "m3", 35, anna, MeasureState.UnderWay, 4, "The council of learners has a proposal.", "De leerlingenraad heeft een voorstel.");
        Say(plan, "m4", 75, anna, MeasureState.UnderWay, 2, "The office works with it. Nobody has time for the others.", "De administratie werkt ermee. Voor de anderen heeft niemand tijd.");
        Say(plan, "m5", 60, anna, MeasureState.UnderWay, 3, "We counted: a third of the devices is older than five years.", "We hebben geteld: een derde van de apparaten is ouder dan vijf jaar.");
        Review(plan, 80, anna, 9, "Visits to lessons go on. Two-step sign-in waits until the help desk has more hours.", "De lesbezoeken gaan door. Inloggen in twee stappen wacht tot de helpdesk meer uren heeft.");
    }

    private void Board(StoredPlan plan)
    {
        var bea = PersonOf("board@");
        Say(plan, "m1", 150, bea, MeasureState.UnderWay, 4, "Nine schools take part.", "Negen scholen doen mee.");
        Say(plan, "m2", 130, bea, MeasureState.UnderWay, 3, "Six schools are checked, three follow.", "Zes scholen zijn nagekeken, drie volgen nog.");
        Review(plan, 120, bea, -18, "Go on as planned, with one adviser more.", "Doorgaan zoals gepland, met één adviseur meer.");
    }

    private void Country(StoredPlan plan)
    {
        var ada = PersonOf("agency@");
        Say(plan, "m1", 200, ada, MeasureState.UnderWay, 3, "The first regions have begun.", "De eerste regio’s zijn begonnen.");
        Say(plan, "m1", 40, ada, MeasureState.UnderWay, 4, "All regions have begun.", "Alle regio’s zijn begonnen.");
        Say(plan, "m3", 50, ada, MeasureState.UnderWay, 4, "The agreement is signed.", "De afspraak is getekend.");
        Review(plan, 90, ada, 30, "Money moves from courses to time in schools.", "Geld gaat van cursussen naar tijd op scholen.");
    }

    /// <param name="value">of the figure that the school keeps itself</param>
    private void Say(StoredPlan plan, string measure, int daysAgo, Guid by, MeasureState state, int confidence, string english, string dutch, decimal? value = null) => db.Add(new StoredCheckIn
    {
        PlaceId = plan.PlaceId, PlanId = plan.Id, MeasureId = measure, Id = Ids.Named($"demonstration check-in {plan.Id} {measure} {daysAgo}"), SaidAt = At(daysAgo), SaidBy = by,
        State = state, Confidence = confidence, Line = In(english, dutch), Figure = value is null ? null : $"o1/{DemonstrationPlans.OwnFigure(language)}", Value = value,
    });

    /// <param name="next">days from today until it is looked at again</param>
    private void Review(StoredPlan plan, int daysAgo, Guid by, int next, string english, string dutch)
    {
        plan.NextReview = today.AddDays(next);
        db.Add(new StoredReview
        {
            PlaceId = plan.PlaceId, PlanId = plan.Id, Id = Ids.Named($"demonstration review {plan.Id} {daysAgo}"), DueOn = today.AddDays(-daysAgo), HeldOn = today.AddDays(-daysAgo),
            WrittenAt = At(daysAgo), WrittenBy = by, Decided = In(english, dutch),
        });
    }

    private DateTime At(int daysAgo) => Clock.Cut(today.AddDays(-daysAgo).ToDateTime(new TimeOnly(10, 0), DateTimeKind.Utc));

    private string In(string english, string dutch) => new LocalizedText([new("en", english), new("nl", dutch)]).In(language);

    private static Guid PersonOf(string email) => DemonstrationAccount.All.Single(a => a.Email.StartsWith(email, StringComparison.Ordinal)).Id;
}
