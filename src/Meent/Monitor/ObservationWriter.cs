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
    public Task Complete(int vintage, CancellationToken cancel = default) =>
        db.Set<Vintage>().Where(v => v.Number == vintage).ExecuteUpdateAsync(v => v.SetProperty(x => x.IsWhole, true), cancel);

    /// <summary>Takes away a vintage that never became whole, with all that was written of it.</summary>
    public async Task Undo(int vintage, CancellationToken cancel = default)
    {
        await db.Set<StoredObservation>().Where(o => o.Vintage == vintage).ExecuteDeleteAsync(cancel);
        await db.Set<StoredTarget>().Where(t => t.Vintage == vintage).ExecuteDeleteAsync(cancel);
        await db.Set<Vintage>().Where(v => v.Number == vintage && !v.IsWhole).ExecuteDeleteAsync(cancel);
    }

    /// <summary>The ids of series; those that are not there yet are made.</summary>
    /// <param name="vintage">that they come with: where it is under embargo, new ones are hidden until it is out; else those that were hidden are so no longer</param>
    public async Task<IReadOnlyDictionary<SeriesKey, int>> Series(IEnumerable<SeriesKey> keys, int vintage, CancellationToken cancel = default)
    {
        await VintageBook.Hold(db, cancel);
        var hiding = await Hiding.Of(db, vintage, cancel);
        var there = await db.Read<Series>().ToListAsync(cancel);
        var known = there.ToDictionary(s => new SeriesKey(s.Indicator, s.Breakdown, s.Unit, s.Source), s => s.Id);
        var next = known.Count == 0 ? 1 : known.Values.Max() + 1;
        var wanted = keys.ToHashSet();
        foreach (var s in there.Where(s => wanted.Contains(new(s.Indicator, s.Breakdown, s.Unit, s.Source)) && hiding.ClosedWith(s.ClosedWith) != s.ClosedWith))
        {
            s.ClosedWith = hiding.ClosedWith(s.ClosedWith);
            db.Update(s);
        }
        foreach (var key in wanted.Where(k => !known.ContainsKey(k)).ToList())
        {
            db.Add(new Series { Id = known[key] = next++, Indicator = key.Indicator, Breakdown = key.Breakdown, Unit = key.Unit, Source = key.Source, ClosedWith = hiding.OfNew });
        }
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
