using Meent.Formats.Statistics;
using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor;

/// <summary>A value that a place wants to reach.</summary>
/// <param name="Path">stations between base and due period, as <see cref="StatPath"/> writes them; null where the source names none</param>
public sealed record Target(
    Guid PlaceId, string Indicator, string Breakdown, string Unit, string Source, string DuePeriod, decimal Value,
    decimal? BaseValue, string? BasePeriod, string? Path, int Vintage)
{
    /// <summary>The target as it is set beside a place: where its way begins and the stations on it are those of its own place alone.</summary>
    public Target Beside(Guid place) => place == PlaceId ? this : this with { BaseValue = null, BasePeriod = null, Path = null };
}

public sealed partial class Observations
{
    /// <summary>Targets of a place, the newest vintage of each, by indicator and due period.</summary>
    public Task<IReadOnlyList<Target>> Targets(Guid place, string? indicator = null, Reading? reading = null, CancellationToken cancel = default) => Targets([place], indicator, reading, cancel);

    /// <summary>Targets of places, the newest vintage of each, by indicator and due period.</summary>
    /// <param name="some">at most a thousand</param>
    public async Task<IReadOnlyList<Target>> Targets(IReadOnlyCollection<Guid> some, string? indicator, Reading? reading = null, CancellationToken cancel = default)
    {
        var counts = await Counting(reading, cancel);
        var rows = await db.Read<StoredTarget>().Where(t => some.Contains(t.PlaceId) && (indicator == null || t.Indicator == indicator)).ToListAsync(cancel);
        return
        [
            .. rows.Where(t => counts(t.Vintage)).GroupBy(t => (t.PlaceId, t.Indicator, t.Breakdown, t.Unit, t.Source, t.DuePeriod)).Select(g => g.MaxBy(t => t.Vintage)!)
                .OrderBy(t => t.Indicator, StringComparer.Ordinal).ThenBy(t => t.DuePeriod, StringComparer.Ordinal).Select(t => t.Read()),
        ];
    }
}
