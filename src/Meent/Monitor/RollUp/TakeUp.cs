using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Places;
using Meent.Reflect;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor.RollUp;

/// <summary>Makes values of indicators from the report of a round, and adds them to the sums above, in the transaction in which the report comes out.</summary>
/// <remarks>A school counts once per indicator and school year, with the report that came first. May be called again for the same report: then nothing changes.</remarks>
public sealed class TakeUp(IndicatorContent content, Settings settings)
{
    public async Task Follow(HubDb db, ShownRound round, CancellationToken cancel)
    {
        // Made-up answers count on a demonstration hub and nowhere else.
        if (round.Demonstration != settings.Demonstration) return;
        await db.Database.ExecuteSqlAsync($"insert into monitor_taken (place_id, round_id) values ({round.SchoolId}, {round.RoundId}) on conflict (place_id, round_id) do nothing", cancel);
        var parts = FromReports.Of(content.All, round);
        if (parts.Count == 0) return;
        var series = await SchoolSeries.Of(db, parts.Select(p => (p.Indicator, Breakdowns.Total)), cancel);
        var period = SchoolPeriod.Of(round.Period);
        await SumStore.KeepOwn(db, parts.Select(p => Own(round, p, series[(p.Indicator.Id, Breakdowns.Total)], period)), cancel);
        if (round.IsPulse) return;
        var own = parts.Select(p => new Contribution
        {
            PlaceId = round.SchoolId, SeriesId = series[(p.Indicator.Id, Breakdowns.Total)], Period = period, SchoolId = round.SchoolId,
            Numerator = p.Numerator, Denominator = p.Denominator, N = p.N, CountedOn = round.ClosedOn,
        }).ToList();
        var added = await SumStore.AddOwn(db, own, cancel);
        if (added.Count == 0) return;
        await SumStore.AddAbove(db, own.FindAll(c => added.Contains(c.SeriesId)), await PlacesModule.AreasAndBoardsAbove(db, round.SchoolId, round.ClosedOn, cancel), cancel);
    }

    private static OwnValue Own(ShownRound round, Part part, int series, string period) => new()
    {
        PlaceId = round.SchoolId, SeriesId = series, Period = round.ClosedOn.ToString("O"), Reference = period,
        Value = part.Shown is { } shown ? decimal.Round(shown, 2) : null, N = part.N, Status = part.Bound,
    };
}
