using Meent.Foundation.Data;
using Meent.Monitor;
using Meent.Monitor.ReadReleases;
using Meent.Places;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Hosting;

/// <summary>Official figures, written as an import would.</summary>
public static class TestReleases
{
    public const string Skills = "digital-skills-basic";

    /// <summary>A vintage of digital skills with one value per place and period; the countries are made where they are missing.</summary>
    /// <param name="values">code of the EU, period, value</param>
    /// <returns>its number</returns>
    public static async Task<int> AddVintage(this TestHub hub, IReadOnlyList<(string Code, string Period, decimal? Value)> values, DateTime? embargoUntil = null, string? note = null)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        var number = (db.Read<Vintage>().Select(v => (int?)v.Number).Max() ?? 0) + 1;
        await db.InTransaction(async () =>
        {
            var countries = await Countries.Ensure(db);
            var series = db.Read<Series>().Where(s => s.Indicator == Skills).Select(s => (int?)s.Id).Min();
            if (series is null) db.Add(new Series { Id = (int)(series = (db.Read<Series>().Select(s => (int?)s.Id).Max() ?? 0) + 1), Indicator = Skills, Breakdown = Breakdowns.Total, Unit = "PC_IND", Source = ObservationSource.Eurostat });
            db.Add(new Vintage { Number = number, Source = ObservationSource.Eurostat, MadeAt = hub.Clock.GetUtcNow().UtcDateTime, FileName = "skills.csv", Format = "csv", RowCount = values.Count, EmbargoUntil = embargoUntil, Note = note });
            db.AddRange(values.Select(v => new StoredObservation { PlaceId = countries[v.Code], SeriesId = series.Value, Period = v.Period, Vintage = number, Value = v.Value, Status = v.Value is null ? "c" : null }));
            await db.SaveChangesAsync();
        });
        await hub.CountReleases();
        return number;
    }

    /// <summary>What vintages brought, as an import counts it.</summary>
    /// <returns>how many there were to count</returns>
    public static async Task<int> CountReleases(this TestHub hub)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ReleaseSummary>().CatchUp();
    }
}
