using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor;

public sealed partial class Observations
{
    /// <summary>Vintages that one question names.</summary>
    private const int AtOnce = 500;

    /// <summary>The vintages that count for the reader, the newest first: a question to the database, to cut to what is needed.</summary>
    public IQueryable<Vintage> Vintages(Reading? reading = null)
    {
        var (now, asOf, embargoed) = (clock.Now(), reading?.AsOf ?? int.MaxValue, reading?.Embargoed == true);
        return db.Read<Vintage>().Where(v => v.IsWhole && v.Number <= asOf && (embargoed || v.EmbargoUntil == null || v.EmbargoUntil <= now)).OrderByDescending(v => v.Number);
    }

    /// <summary>Those of some numbers that count for the reader, the newest first.</summary>
    public async Task<IReadOnlyList<Vintage>> Vintages(IReadOnlyCollection<int> numbers, Reading? reading = null, CancellationToken cancel = default)
    {
        var found = new List<Vintage>();
        foreach (var some in numbers.Where(n => n > 0).Distinct().OrderDescending().Chunk(AtOnce))
            found.AddRange(await Vintages(reading).Where(v => some.Contains(v.Number)).ToListAsync(cancel));
        return found;
    }

    private async Task<Func<int, bool>> Counting(Reading? reading, CancellationToken cancel)
    {
        var hidden = (await Hidden(reading, cancel)).ToHashSet();
        return vintage => (reading?.AsOf is not { } asOf || vintage <= asOf) && !hidden.Contains(vintage);
    }

    private async Task<Counting> Now(Reading? reading, CancellationToken cancel) =>
        new(await db.Read<Vintage>().Select(v => (int?)v.Number).MaxAsync(cancel) ?? 0, await Hidden(reading, cancel));

    private Task<List<int>> Hidden(Reading? reading, CancellationToken cancel)
    {
        var (now, embargoed) = (clock.Now(), (reading ?? Reading.Now).Embargoed);
        return db.Read<Vintage>().Where(v => !v.IsWhole || (v.EmbargoUntil > now && !embargoed)).Select(v => v.Number).ToListAsync(cancel);
    }
}
