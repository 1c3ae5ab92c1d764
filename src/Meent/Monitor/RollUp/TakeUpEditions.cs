using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Reflect;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor.RollUp;

/// <summary>Makes observations of areas from the editions that are published, in the same transaction: what the edition shows, and nothing else.</summary>
/// <remarks>A figure that moved with every report would tell of that school; editions do not, so these observations do not either.</remarks>
public sealed class TakeUpEditions(IndicatorContent content, TimeProvider clock)
{
    /// <summary><see cref="Vintage.Format"/> of what came with editions of figures from schools.</summary>
    public const string Format = "edition";

    public Task Follow(HubDb db, IReadOnlyList<ShownEdition> editions, CancellationToken cancel) =>
        Write(db, [.. editions.SelectMany(e => FromReports.Of(content.All, e).Select(p => (e, p)))], cancel);

    /// <summary>Observes what the newest editions show of indicators that came after them.</summary>
    /// <returns>how many figures</returns>
    public async Task<int> Later(HubDb db, CancellationToken cancel)
    {
        var series = (await db.Read<Series>().Where(s => s.Source == ObservationSource.Schools).ToListAsync(cancel)).GroupBy(s => (s.Indicator, s.Breakdown)).ToDictionary(g => g.Key, g => g.First().Id);
        var missing = new List<(ShownEdition, Published)>();
        await foreach (var edition in ShownRounds.NewestEditions(db, cancel))
        {
            var (place, period) = (edition.PlaceId, SchoolPeriod.Of(edition.Period));
            var known = edition.IsBoard
                ? await db.Read<OwnValue>().Where(o => o.PlaceId == place && o.Period == period).Select(o => o.SeriesId).ToListAsync(cancel)
                : await db.Read<StoredObservation>().Where(o => o.PlaceId == place && o.Period == period).Select(o => o.SeriesId).ToListAsync(cancel);
            missing.AddRange(FromReports.Of(content.All, edition).Where(p => !series.TryGetValue((p.Indicator.Id, Breakdown(p)), out var id) || !known.Contains(id)).Select(p => (edition, p)));
        }
        await db.InTransaction(() => Write(db, missing, cancel), cancel);
        return missing.Count;
    }

    private async Task Write(HubDb db, List<(ShownEdition Edition, Published Published)> shown, CancellationToken cancel)
    {
        if (shown.Count == 0) return;
        var series = await SchoolSeries.Of(db, shown.Select(s => (s.Published.Indicator, Breakdown(s.Published))), cancel);
        int Id(Published p) => series[(p.Indicator.Id, Breakdown(p))];
        await SumStore.KeepOwn(db, shown.Where(s => s.Edition.IsBoard).Select(s => new OwnValue
        {
            PlaceId = s.Edition.PlaceId, SeriesId = Id(s.Published), Period = SchoolPeriod.Of(s.Edition.Period), Value = s.Published.Value, N = s.Published.N,
            Confidentiality = s.Published.Confidentiality, StandardError = s.Published.StandardError,
        }), cancel);
        var areas = shown.FindAll(s => !s.Edition.IsBoard);
        if (areas.Count == 0) return;
        await VintageBook.Hold(db, cancel);
        var number = await VintageBook.Next(db, cancel);
        await db.BulkInsertInto("monitor_vintage", ["number", "source", "made_at", "format", "row_count"],
            [[number, ObservationSource.Schools, clock.Now(), Format, (long)areas.Count]], cancel);
        await db.BulkInsertInto("monitor_observation",
            ["place_id", "series_id", "period", "vintage", "value", "numerator", "denominator", "n", "confidentiality", "standard_error"],
            areas.Select(s => new object?[]
            {
                s.Edition.PlaceId, Id(s.Published), SchoolPeriod.Of(s.Edition.Period), number, s.Published.Value, s.Published.Value * s.Published.N,
                (decimal?)(s.Published.Value is null ? null : s.Published.N), s.Published.N, s.Published.Confidentiality, s.Published.StandardError,
            }), cancel);
    }

    /// <summary>All schools of the place, or the sector: "primary", "primary.secondary".</summary>
    internal static string Breakdown(Published published) => published.Sector?.Replace(' ', '.') ?? Breakdowns.Total;
}
