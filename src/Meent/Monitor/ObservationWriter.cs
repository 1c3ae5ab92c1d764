using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Monitor.RollUp;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor;

/// <summary>What a vintage is, before it has a number.</summary>
/// <param name="Format">see <see cref="Vintage.Format"/></param>
public sealed record NewVintage(string Source, string Format, long RowCount)
{
    public string? FileName { get; init; }

    public string? Sha256 { get; init; }

    public string? ContentSha256 { get; init; }

    public DateTime? EmbargoUntil { get; init; }

    public string? Note { get; init; }

    /// <summary>Counts at once; else only after <see cref="ObservationWriter.Complete"/>.</summary>
    public bool IsWhole { get; init; } = true;
}

/// <summary>What makes a series one.</summary>
public sealed record SeriesKey(string Indicator, string Breakdown, string Unit, string Source);

/// <summary>An observation to write.</summary>
/// <param name="Value">at most 15 significant digits, as both engines keep them</param>
public sealed record NewObservation(Guid PlaceId, int SeriesId, string Period, decimal? Value)
{
    public decimal? Numerator { get; init; }

    public decimal? Denominator { get; init; }

    public long? N { get; init; }

    public string? Status { get; init; }

    public string? Confidentiality { get; init; }

    public string? Reference { get; init; }

    /// <summary>In the unit of the value, where its source gives one.</summary>
    public decimal? StandardError { get; init; }
}

/// <summary>Writes vintages with their observations and targets; each call within the transaction that is open.</summary>
public sealed class ObservationWriter(HubDb db, TimeProvider clock)
{
    private static readonly string[] Columns = ["place_id", "series_id", "period", "vintage", "value", "numerator", "denominator", "n", "status", "confidentiality", "reference", "standard_error"];

    /// <summary>Series of one statement.</summary>
    private const int AtOnce = 500;

    /// <summary>Begins a vintage.</summary>
    /// <returns>its number</returns>
    public async Task<int> Begin(NewVintage vintage, CancellationToken cancel = default)
    {
        await VintageBook.Hold(db, cancel);
        var number = await VintageBook.Next(db, cancel);
        db.Add(new Vintage
        {
            Number = number, Source = vintage.Source, MadeAt = clock.Now(), FileName = vintage.FileName, Sha256 = vintage.Sha256, ContentSha256 = vintage.ContentSha256, Format = vintage.Format,
            RowCount = vintage.RowCount, EmbargoUntil = vintage.EmbargoUntil, Note = vintage.Note, IsWhole = vintage.IsWhole,
        });
        await db.SaveChangesAsync(cancel);
        return number;
    }

    /// <summary>From now on the vintage counts.</summary>
    /// <param name="series">that it has observations of: where it is under embargo, what is new stays hidden until it is out; else everybody may know of them</param>
    public async Task Complete(int vintage, IEnumerable<int> series, CancellationToken cancel = default)
    {
        await VintageBook.Hold(db, cancel);
        await db.Set<Vintage>().Where(v => v.Number == vintage).ExecuteUpdateAsync(v => v.SetProperty(x => x.IsWhole, true), cancel);
        var (hiding, brought) = (await Hiding.Of(db, vintage, cancel), series.ToHashSet());
        var closed = await db.Read<Series>().Where(s => s.ClosedWith != null).Select(s => new { s.Id, s.ClosedWith }).ToListAsync(cancel);
        foreach (var some in closed.Where(s => brought.Contains(s.Id)).GroupBy(s => hiding.ClosedWith(s.ClosedWith)).SelectMany(g => g.Select(s => s.Id).Chunk(AtOnce).Select(ids => (With: g.Key, Ids: ids))))
            await db.Set<Series>().Where(s => some.Ids.Contains(s.Id)).ExecuteUpdateAsync(s => s.SetProperty(x => x.ClosedWith, some.With), cancel);
    }

    /// <summary>Takes away all that was written of a vintage that never became whole.</summary>
    /// <remarks>The vintage itself stays, and counts for nobody: its number is not given again, because new series are hidden with it.</remarks>
    public async Task Undo(int vintage, CancellationToken cancel = default)
    {
        await db.Set<StoredObservation>().Where(o => o.Vintage == vintage).ExecuteDeleteAsync(cancel);
        await db.Set<StoredTarget>().Where(t => t.Vintage == vintage).ExecuteDeleteAsync(cancel);
    }

    /// <summary>The ids of series; those that are not there yet are made, and known to nobody until the vintage is whole.</summary>
    /// <param name="vintage">that they come with</param>
    public async Task<IReadOnlyDictionary<SeriesKey, int>> Series(IEnumerable<SeriesKey> keys, int vintage, CancellationToken cancel = default)
    {
        await VintageBook.Hold(db, cancel);
        var known = await db.Read<Series>().ToDictionaryAsync(s => new SeriesKey(s.Indicator, s.Breakdown, s.Unit, s.Source), s => s.Id, cancel);
        var next = known.Count == 0 ? 1 : known.Values.Max() + 1;
        foreach (var key in keys.Where(k => !known.ContainsKey(k)).ToHashSet())
            db.Add(new Series { Id = known[key] = next++, Indicator = key.Indicator, Breakdown = key.Breakdown, Unit = key.Unit, Source = key.Source, ClosedWith = vintage });
        await db.SaveChangesAsync(cancel);
        return known;
    }

    /// <summary>Adds observations to a vintage; no key twice.</summary>
    public Task Append(int vintage, IEnumerable<NewObservation> observations, CancellationToken cancel = default) =>
        db.BulkInsertInto("monitor_observation", Columns, observations.Select(o => new object?[]
        {
            o.PlaceId, o.SeriesId, o.Period, vintage, o.Value, o.Numerator, o.Denominator, o.N, o.Status, o.Confidentiality, o.Reference, o.StandardError,
        }), cancel);

    /// <summary>Adds targets, each with the vintage that it names.</summary>
    public async Task Append(IEnumerable<Target> targets, CancellationToken cancel = default)
    {
        db.AddRange(targets.Select(t => new StoredTarget
        {
            PlaceId = t.PlaceId, Indicator = t.Indicator, Breakdown = t.Breakdown, Unit = t.Unit, Source = t.Source, DuePeriod = t.DuePeriod,
            Vintage = t.Vintage, Value = t.Value, BaseValue = t.BaseValue, BasePeriod = t.BasePeriod, Path = t.Path,
        }));
        await db.SaveChangesAsync(cancel);
    }
}
