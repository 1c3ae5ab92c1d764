using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Monitor.RollUp;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor.Statements;

/// <summary>Publishes what schools stated as figures of their areas: every night, and when an operator publishes areas. Between two publications no figure moves.</summary>
/// <remarks>Safe to run at any time and by several processes at once: all is read in one state of the database, and stored only where nobody else published meanwhile.</remarks>
public sealed class PublishStated(TimeProvider clock)
{
    /// <summary><see cref="Vintage.Format"/> of these figures.</summary>
    public const string Format = "statements";

    /// <summary>So long what was published is left alone: less than a day, so that a night that came a little early does not lose one.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromHours(20);

    /// <param name="rested">true: leaves alone what was published within the last day</param>
    /// <returns>how many figures came out, shown or held back</returns>
    public async Task<int> Publish(HubDb db, bool rested, CancellationToken cancel = default)
    {
        var last = await Last(db, cancel);
        if (rested && last?.MadeAt > clock.Now() - Rest) return 0;
        var made = (await Read(db, cancel)).GroupBy(f => f.Period).SelectMany(Make).Where(m => m.Made.Figures.Count > 0).ToList();
        if (made.Count == 0) return 0;
        return await Store(db, made, last?.Number, cancel) ? made.Sum(m => m.Made.Figures.Count) : 0;
    }

    private IEnumerable<(StatedFacts Facts, StatedFigures.Made Made)> Make(IEnumerable<StatedFacts> year)
    {
        var facts = year.ToList();
        return facts.Zip(StatedFigures.Make([.. facts.Select(f => new StatedSeries(f.Series.Unit, f.Schools, f.Before))], clock.Today()));
    }

    private async Task<IReadOnlyList<StatedFacts>> Read(HubDb db, CancellationToken cancel)
    {
        await using var state = await db.OneState(cancel);
        return await new StatedReading(db, clock.Today()).Facts(cancel);
    }

    private static Task<Vintage?> Last(HubDb db, CancellationToken cancel) => db.Read<Vintage>().Where(v => v.Format == Format).OrderByDescending(v => v.Number).FirstOrDefaultAsync(cancel);

    private Task<bool> Store(HubDb db, IReadOnlyList<(StatedFacts Facts, StatedFigures.Made Made)> made, int? last, CancellationToken cancel) => db.InTransaction(async () =>
    {
        await VintageBook.Hold(db, cancel);
        if ((await Last(db, cancel))?.Number != last) return false;
        var number = await VintageBook.Next(db, cancel);
        await db.BulkInsertInto("monitor_vintage", ["number", "source", "made_at", "format", "row_count"],
            [[number, ObservationSource.Schools, clock.Now(), Format, (long)made.Sum(m => m.Made.Figures.Count)]], cancel);
        await db.BulkInsertInto("monitor_observation", ["place_id", "series_id", "period", "vintage", "value", "n", "confidentiality"],
            from m in made
            from f in m.Made.Figures
            select new object?[] { f.PlaceId, m.Facts.Series.Id, m.Facts.Period, number, f.Value, f.N, f.Confidentiality }, cancel);
        await db.BulkInsertInto("monitor_counted", ["place_id", "series_id", "period", "vintage", "numerator", "denominator", "areas"],
            from m in made
            from i in m.Made.Arrived
            let school = m.Facts.Schools[i]
            select new object?[] { school.PlaceId, m.Facts.Series.Id, m.Facts.Period, number, school.Numerator, school.Denominator, m.Facts.Areas[school.PlaceId] }, cancel);
        return true;
    }, cancel);
}
