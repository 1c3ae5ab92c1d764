using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor;

public sealed partial class Observations
{
    /// <summary>Those of the places that have an official value of an indicator in its main unit and breakdown.</summary>
    public async Task<IReadOnlyList<Guid>> Having(Indicator indicator, IReadOnlyCollection<Guid> places, Reading? reading = null, CancellationToken cancel = default)
    {
        var ids = (await MainSeries([indicator], cancel)).Where(s => s.Source != ObservationSource.Schools).Select(s => s.Id).ToList();
        if (ids.Count == 0 || places.Count == 0) return [];
        var hidden = await Hidden(reading, cancel);
        var there = db.Read<StoredObservation>().Where(o => places.Contains(o.PlaceId) && ids.Contains(o.SeriesId) && o.Value != null && !hidden.Contains(o.Vintage));
        if (reading?.AsOf is { } asOf) there = there.Where(o => o.Vintage <= asOf);
        return await there.Select(o => o.PlaceId).Distinct().ToListAsync(cancel);
    }
}
