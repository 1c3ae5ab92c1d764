using Meent.Foundation.Data;
using Meent.People;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.ShareReport;

/// <summary>A report that a school lets somebody read.</summary>
public sealed record SharedReport(Guid RoundId, string RoundName, string PlaceName, DateOnly Until)
{
    /// <summary>Shares that hold on a day: whoever reads a report on their strength asks this.</summary>
    /// <remarks>Who does not open it in time has to be let in again: a right that nobody sees does not wait for a year.</remarks>
    public static IQueryable<ReportShare> Holding(HubDb db, Guid person, DateOnly today)
    {
        var since = Since(today);
        return db.Read<ReportShare>().Where(s => s.PersonId == person && s.EndedAt == null && s.Until >= today && (s.IsOpened || s.SharedAt >= since));
    }

    /// <summary>The last day on which a share can be opened for the first time. Days of this are those of UTC, as in what is stored.</summary>
    public static DateOnly OpenUntil(DateTime sharedAt) => DateOnly.FromDateTime(sharedAt).AddDays(AskedAddresses.DaysToOpen);

    /// <summary>Deletes those that nobody opened in time.</summary>
    public static Task<int> Sweep(HubDb db, DateOnly today, CancellationToken cancel)
    {
        var since = Since(today);
        return db.Set<ReportShare>().Where(s => !s.IsOpened && s.SharedAt < since).ExecuteDeleteAsync(cancel);
    }

    private static DateTime Since(DateOnly today) => today.AddDays(-AskedAddresses.DaysToOpen).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    /// <summary>What is shared with somebody today, the longest first.</summary>
    public static async Task<IReadOnlyList<SharedReport>> With(HubDb db, Me me, DateOnly today, CancellationToken cancel)
    {
        var shared = await (
            from s in Holding(db, me.Id, today)
            join r in db.Read<Round>() on new { s.PlaceId, s.RoundId } equals new { r.PlaceId, RoundId = r.Id }
            where r.ClosedAt != null
            select new { s.PlaceId, s.RoundId, r.Name, s.Until }).ToListAsync(cancel);
        var places = (await PlacesModule.Find(db, [.. shared.Select(s => s.PlaceId).Distinct()], me.Language, cancel)).ToDictionary(p => p.PlaceId, p => p.Name);
        return [.. shared.OrderByDescending(s => s.Until).Select(s => new SharedReport(s.RoundId, s.Name, places.GetValueOrDefault(s.PlaceId, ""), s.Until))];
    }
}
