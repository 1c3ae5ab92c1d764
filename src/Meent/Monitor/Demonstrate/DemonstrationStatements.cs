using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Monitor.Statements;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor.Demonstrate;

/// <summary>Made-up statements of two in three of the demonstration's schools, last year and this year, kept by the same code as real ones.</summary>
internal static class DemonstrationStatements
{
    private static readonly int[] Speeds = [100, 250, 500, 1000, 1000, 2000];

    public static async Task Write(IServiceProvider services, CancellationToken cancel)
    {
        var (db, places) = (services.GetRequiredService<HubDb>(), services.GetRequiredService<PlaceDirectory>());
        var elzenhof = DemonstrationSchool.Id(DemonstrationSchool.Elzenhof);
        if (await StatementStore.Last(db, elzenhof, cancel) is not null) return;
        if ((await places.Above(elzenhof, cancel: cancel)).FirstOrDefault(p => p.Kind == PlaceKind.Country) is not { } country) return;
        var content = services.GetRequiredService<IndicatorContent>();
        var today = services.GetRequiredService<TimeProvider>().Today();
        var schools = (await places.Some(await places.AllBelow(country.PlaceId, PlaceKind.School, cancel: cancel), cancel)).Values;
        foreach (var school in schools.OrderBy(s => s.Name, StringComparer.Ordinal).ThenBy(s => s.PlaceId))
        {
            var number = school.Name.Sum(c => c);
            if (number % 3 == 0 && school.PlaceId != elzenhof) continue;
            for (var year = 1; year >= 0; year--)
                await db.InTransaction(() => StatementStore.Keep(db, Of(school, number, today.AddYears(-year).AddDays(-number % 40), later: year == 0), content, cancel), cancel);
            db.ChangeTracker.Clear();
        }
        await services.GetRequiredService<PublishStated>().Publish(db, rested: false, cancel);
    }

    private static Statement Of(Place school, int number, DateOnly day, bool later)
    {
        // Most have a faster contract a year later. Where nearly all had a gigabit, their areas would show nothing.
        var (speed, learners) = (Speeds[Math.Min((number % Speeds.Length) + (later && number % 4 > 0 ? 1 : 0), Speeds.Length - 1)], school.Sector == "secondary" ? 400 + (number % 500) : 60 + (number % 240));
        var devices = learners * (later ? 40 + (number % 50) : 30 + (number % 40)) / 100;
        return new Statement
        {
            PlaceId = school.PlaceId, Id = Ids.New(), StatedAt = Clock.Cut(day.ToDateTime(new TimeOnly(10, 0), DateTimeKind.Utc)), StatedOn = day, ContractedDown = speed, ContractedUp = speed / 2,
            MeasuredDown = speed * (40 + (number % 45)) / 100, Learners = learners, Devices = devices, OldDevices = devices * ((number % 60) + (later ? 0 : 8)) / 100,
            Evidence = "Contract with the provider, list of devices", Areas = "",
        };
    }
}
