using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor.Demonstrate;

/// <summary>Official figures of a demonstration hub. They are real: digital skills of 27 countries and the Union in three years, with the target of the Digital Decade.</summary>
public static class DemonstrationFigures
{
    private const string Indicator = "digital-skills-basic", Unit = "PC_IND";

    private static readonly string[] Years = ["2021", "2023", "2025"];

    /// <summary>People aged 16 to 74 with at least basic digital skills, per cent.</summary>
    /// <remarks>2021 and 2023: Eurostat, isoc_sk_dskl_i21, of 17 December 2024. 2025: Digital Decade, DESI 2026. Both CC BY 4.0.</remarks>
    private static readonly (string Country, decimal First, decimal Second, decimal Third)[] Figures =
    [
        ("AT", 63.33m, 64.68m, 69.77m), ("BE", 54.23m, 59.39m, 61.22m), ("BG", 31.18m, 35.52m, 38.26m),
        ("CY", 50.21m, 49.46m, 55.75m), ("CZ", 59.69m, 69.11m, 70.45m), ("DE", 48.92m, 52.22m, 59.55m),
        ("DK", 68.65m, 69.62m, 81.45m), ("EE", 56.37m, 62.61m, 62.52m), ("EL", 52.48m, 52.4m, 50.96m),
        ("ES", 64.16m, 66.18m, 66.5m), ("EU", 53.92m, 55.56m, 60.39m), ("FI", 79.18m, 81.99m, 80.98m),
        ("FR", 61.96m, 59.67m, 65.74m), ("HR", 63.37m, 58.95m, 63.38m), ("HU", 49.09m, 58.89m, 57.33m),
        ("IE", 70.49m, 72.91m, 82.82m), ("IT", 45.6m, 45.75m, 54.27m), ("LT", 48.84m, 52.91m, 53.8m),
        ("LU", 63.79m, 60.14m, 62.4m), ("LV", 50.8m, 45.34m, 48.43m), ("MT", 61.23m, 63.02m, 60.84m),
        ("NL", 78.94m, 82.7m, 83.61m), ("PL", 42.93m, 44.3m, 50.42m), ("PT", 55.31m, 55.97m, 59.15m),
        ("RO", 27.82m, 27.73m, 31.84m), ("SE", 66.6m, 66.44m, 69.99m), ("SI", 49.67m, 46.7m, 46.5m),
        ("SK", 55.18m, 51.31m, 53.56m),
    ];

    public static async Task Write(IServiceProvider services, CancellationToken cancel)
    {
        var (db, clock) = (services.GetRequiredService<HubDb>(), services.GetRequiredService<TimeProvider>());
        if (await db.Read<Series>().AnyAsync(s => s.Indicator == Indicator, cancel)) return;
        await db.InTransaction(() => Write(db, clock, cancel), cancel);
    }

    private static async Task Write(HubDb db, TimeProvider clock, CancellationToken cancel)
    {
        var countries = await Countries.Ensure(db, cancel);
        var eurostat = await Series(db, ObservationSource.Eurostat, 1, cancel);
        var desi = await Series(db, ObservationSource.Desi, 2, cancel);
        var first = await db.Read<Vintage>().Select(v => (int?)v.Number).MaxAsync(cancel) ?? 0;
        db.AddRange(Vintage(first + 1, eurostat, clock, 2 * Figures.Length), Vintage(first + 2, desi, clock, Figures.Length + 1));
        foreach (var (country, was, then, now) in Figures)
        {
            var place = countries[country];
            db.AddRange(Observed(place, eurostat, Years[0], was, first + 1), Observed(place, eurostat, Years[1], then, first + 1), Observed(place, desi, Years[2], now, first + 2));
        }
        db.Add(new StoredTarget { PlaceId = countries["EU"], Indicator = Indicator, Breakdown = Breakdowns.Total, Unit = Unit, Source = desi.Source, DuePeriod = "2030", Value = 80, Vintage = first + 2 });
        await db.SaveChangesAsync(cancel);
    }

    private static async Task<Series> Series(HubDb db, string source, int next, CancellationToken cancel)
    {
        var last = await db.Read<Series>().Select(s => (int?)s.Id).MaxAsync(cancel) ?? 0;
        var series = new Series { Id = last + next, Indicator = Indicator, Breakdown = Breakdowns.Total, Unit = Unit, Source = source };
        db.Add(series);
        return series;
    }

    private static Vintage Vintage(int number, Series series, TimeProvider clock, int rows) => new()
    {
        Number = number, Source = series.Source, MadeAt = clock.Now(), Format = "demonstration", RowCount = rows,
    };

    private static StoredObservation Observed(Guid place, Series series, string period, decimal value, int vintage) => new()
    {
        PlaceId = place, SeriesId = series.Id, Period = period, Value = value, Vintage = vintage,
    };
}
