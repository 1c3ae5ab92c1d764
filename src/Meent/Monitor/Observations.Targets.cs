using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor;

/// <summary>A value that a place wants to reach.</summary>
/// <param name="Path">how it is to be reached: "linear"; null where the source does not say</param>
public sealed record Target(
    Guid PlaceId, string Indicator, string Breakdown, string Unit, string Source, string DuePeriod, decimal Value,
    decimal? BaseValue, string? BasePeriod, string? Path, int Vintage);

public sealed partial class Observations
{
    /// <summary>Targets of a place, the newest vintage of each, by indicator and due period.</summary>
    public async Task<IReadOnlyList<Target>> Targets(Guid place, string? indicator = null, Reading? reading = null, CancellationToken cancel = default)
    {
        var counts = await Counting(reading, cancel);
        var rows = await db.Read<StoredTarget>().Where(t => t.PlaceId == place && (indicator == null || t.Indicator == indicator)).ToListAsync(cancel);
        return
        [
            .. rows.Where(t => counts(t.Vintage)).GroupBy(t => (t.Indicator, t.Breakdown, t.Unit, t.Source, t.DuePeriod)).Select(g => g.MaxBy(t => t.Vintage)!)
                .OrderBy(t => t.Indicator, StringComparer.Ordinal).ThenBy(t => t.DuePeriod, StringComparer.Ordinal).Select(t => t.Read()),
        ];
    }
}
