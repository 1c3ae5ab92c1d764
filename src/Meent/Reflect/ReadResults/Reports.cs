using Meent.Design;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.People;
using Meent.Reflect.Results;
using Meent.Reflect.ShareReport;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.ReadResults;

/// <summary>Finds reports for somebody: of a place where they hold a role, or shared with them until a day. The permission is in the
/// query, and nothing is read of a round but its release and what it asked about.</summary>
internal static class Reports
{
    /// <summary>How many earlier releases are looked through for one of the same instrument.</summary>
    private const int LookBack = 8;

    /// <remarks>An adviser who opens it for the first time is known at the round from then on.</remarks>
    /// <returns>null where there is no report that <paramref name="me"/> may read</returns>
    public static async Task<Report?> Find(HubDb db, Me me, Guid round, DateOnly today, CancellationToken cancel)
    {
        if (await Readable(db, me, today).FirstOrDefaultAsync(r => r.RoundId == round, cancel) is not { } stored) return null;
        if (await SharedReport.Holding(db, me.Id, today).AnyAsync(s => s.PlaceId == stored.PlaceId && s.RoundId == round && !s.IsOpened, cancel))
            await db.Set<ReportShare>().Where(s => s.PlaceId == stored.PlaceId && s.RoundId == round && s.PersonId == me.Id && s.EndedAt == null).ExecuteUpdateAsync(s => s.SetProperty(x => x.IsOpened, true), cancel);
        var release = Release.FromJson(stored.Content);
        return new(release, await Before(db, stored, release, cancel), stored.Content, me.Is(Role.Reader, stored.PlaceId), me.Is(Role.Leader, stored.PlaceId))
        {
            Coordinates = me.Is(Role.Coordinator, stored.PlaceId),
        };
    }

    /// <summary>The releases that somebody may read: of places where they hold a role, and those shared with them until a day.</summary>
    public static IQueryable<StoredRelease> Readable(HubDb db, Me me, DateOnly today)
    {
        var places = me.Roles.Where(r => r.Role >= Role.Reader).Select(r => r.PlaceId).Distinct().ToList();
        var shared = SharedReport.Holding(db, me.Id, today);
        return db.Read<StoredRelease>().Where(r => places.Contains(r.PlaceId) || shared.Any(s => s.PlaceId == r.PlaceId && s.RoundId == r.RoundId));
    }

    /// <summary>The releases of a place, without those of rounds that are known to have asked another instrument.</summary>
    public static IQueryable<StoredRelease> Of(HubDb db, Guid placeId, string instrument) => db.Read<StoredRelease>()
        .Where(r => r.PlaceId == placeId && !db.Read<Round>().Any(x => x.PlaceId == r.PlaceId && x.Id == r.RoundId && x.InstrumentId != instrument));

    /// <summary>The last release before this one of the same place and instrument; rounds are compared in the order in which they closed.
    /// A whole round is not compared with a pulse in between, which asked a few statements only.</summary>
    private static async Task<Release?> Before(HubDb db, StoredRelease stored, Release release, CancellationToken cancel)
    {
        var instrument = release.Round.Instrument;
        // Other questionnaires in between do not hide the round before.
        var earlier = await Of(db, stored.PlaceId, instrument).Where(r => r.RoundId != stored.RoundId && r.ReleasedAt < stored.ReleasedAt)
            .OrderByDescending(r => r.ReleasedAt).Take(LookBack).Select(r => r.Content).ToListAsync(cancel);
        return Before(earlier.Select(Release.FromJson), release);
    }

    /// <param name="earlier">of the same place, the newest first</param>
    /// <returns>the one that a report is compared with; null where there is none among them</returns>
    public static Release? Before(IEnumerable<Release> earlier, Release release) =>
        earlier.FirstOrDefault(r => r.Round.Instrument == release.Round.Instrument && (release.Round.IsPulse || !r.Round.IsPulse));
}

/// <summary>A report as somebody may read it.</summary>
/// <param name="Before">the round before; null where there is none</param>
/// <param name="Json">the release as it is stored</param>
/// <param name="AtHome">reads it by a role at the place, and so may see the place's page</param>
/// <param name="Follows">may see the page of the round, which a reader may not</param>
public sealed record Report(Release Release, Release? Before, string Json, bool AtHome, bool Follows)
{
    /// <summary>May make a new round of it.</summary>
    public bool Coordinates { get; init; }

    public string Path => $"/rounds/{Release.Round.Id}/report";

    public string YearsPath => SeeYears.SeeYears.Path(Release.Round.PlaceId, Release.Round.Instrument);

    public string PulsePath => $"/rounds/{Release.Round.Id}/pulse";

    public string ConversationPath => $"/rounds/{Release.Round.Id}/conversation";

    public string CodebookPath => $"/rounds/{Release.Round.Id}/codebook.csv";

    /// <summary>The way to the report; names of pages that are closed to the person carry no link.</summary>
    public IReadOnlyList<Crumb> Crumbs(Texts T) =>
    [
        AtHome ? new(Release.Round.PlaceName, $"/school/{Release.Round.PlaceId}") : new(Release.Round.PlaceName),
        Follows ? new(Release.Round.Name, $"/rounds/{Release.Round.Id}") : new(Release.Round.Name),
        new(T["closed {0}", T.Date(Release.Round.Closed)]),
    ];

    /// <summary>The way to a page of the report.</summary>
    public IReadOnlyList<Crumb> CrumbsWithReport(Texts T) => [.. Crumbs(T).SkipLast(1), new(T["Report"], Path)];
}
