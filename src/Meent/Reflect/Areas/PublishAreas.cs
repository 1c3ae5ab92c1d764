using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Places;
using Meent.Reflect.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.Areas;

/// <summary>Publishes the figures of areas and boards: reads what releases show, lets <see cref="EditionMaker"/> decide, and stores the editions.</summary>
/// <remarks>Safe to run at any time and by several processes at once: all is read in one state of the database, decided while nobody is held up, and stored only where nobody else published meanwhile.</remarks>
public sealed class PublishAreas(
    InstrumentLibrary library, Settings settings, TimeProvider clock, ILogger<PublishAreas> log, IEnumerable<EditionFollower>? followers = null, IEnumerable<PublishFollower>? others = null)
{
    /// <summary>Key of the lock under which PostgreSQL lets one process at a time publish.</summary>
    private const long Lock = 0x4d65656e_61726561;

    /// <param name="rested">true: leaves alone what was published within the last day; for the clock</param>
    /// <returns>how many editions were published</returns>
    public async Task<int> Publish(HubDb db, bool rested, CancellationToken cancel = default)
    {
        await CountEarlier.Run(db, cancel);
        var editions = 0;
        var subjects = await db.Read<AreaCounter>().Where(c => c.Demonstration == settings.Demonstration).Select(c => new { c.Instrument, c.Period })
            .Distinct().OrderBy(s => s.Instrument).ThenBy(s => s.Period).ToListAsync(cancel);
        try
        {
            foreach (var subject in subjects) editions += await Publish(db, subject.Instrument, subject.Period, rested, cancel);
            foreach (var other in others ?? []) await other.Publish(db, rested, cancel);
        }
        finally
        {
            // Figures that cannot be published keep no sample of others waiting.
            await new EstimateWave.DecideWaves(db, library, settings, clock, log).Run(cancel);
        }
        return editions;
    }

    private async Task<int> Publish(HubDb db, string instrument, string period, bool rested, CancellationToken cancel)
    {
        var day = clock.Now().AddHours(-20);
        if (rested && await db.Read<StoredEdition>().AnyAsync(e => e.Instrument == instrument && e.Period == period && e.MadeAt > day, cancel)) return 0;
        if (await Read(db, instrument, period, cancel) is not { } facts) return 0;
        var made = EditionMaker.Make(facts, clock.Today());
        return await Store(db, facts, made, cancel) ? made.Editions.Count : 0;
    }

    /// <summary>Counters and editions of one moment: an edition that comes in between would be taken for one of other schools.</summary>
    /// <returns>null where nothing is due</returns>
    private async Task<AreaFacts?> Read(HubDb db, string instrument, string period, CancellationToken cancel)
    {
        await using var state = await db.OneState(cancel);
        var reading = new AreaReading(db, instrument, period, settings.Demonstration, clock.Today());
        return await reading.AnythingDue(cancel) ? await reading.Facts(library.Latest(instrument)?.Scale.Steps.Count ?? 5, cancel) : null;
    }

    /// <summary>Until the transaction ends, no other process counts earlier rounds or publishes. SQLite has one writer anyway.</summary>
    internal static async Task Hold(HubDb db, CancellationToken cancel)
    {
        if (db.IsPostgres) await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Lock})", cancel);
    }

    private Task<bool> Store(HubDb db, AreaFacts facts, EditionMaker.Made made, CancellationToken cancel) => db.InTransaction(async () =>
    {
        await Hold(db, cancel);
        var last = await db.Read<StoredEdition>().Where(e => e.Instrument == facts.Instrument && e.Period == facts.Period).Select(e => (int?)e.Run).MaxAsync(cancel) ?? 0;
        if (last >= facts.NextRun) return false;
        var now = clock.Now();
        await db.BulkInsertInto(
            "reflect_edition", ["place_id", "instrument", "period", "number", "run", "made_at", "content"],
            made.Editions.Select(e => new object?[] { e.About.PlaceId, facts.Instrument, facts.Period, e.About.Number, e.About.Run, now, e.ToJson() }), cancel);
        // Each school's counters are found by both keys: many at a time would look up every school with every round.
        foreach (var some in made.Arrived.Chunk(20))
        {
            Guid[] places = [.. some.Select(s => s.School)], rounds = [.. some.Select(s => s.Round)];
            await db.Set<AreaCounter>().Where(c => places.Contains(c.PlaceId) && rounds.Contains(c.RoundId) && c.Run == null).ExecuteUpdateAsync(s => s.SetProperty(c => c.Run, facts.NextRun), cancel);
        }
        var boards = facts.Places.Where(p => p.IsBoard).Select(p => p.PlaceId).ToHashSet();
        foreach (var follower in followers ?? []) await follower.Follow(db, [.. made.Editions.Select(e => ShownRounds.Shown(e, boards.Contains(e.About.PlaceId)))], cancel);
        return true;
    }, cancel);
}

/// <summary>Reads what the figures of an instrument and period are made of.</summary>
internal sealed class AreaReading(HubDb db, string instrument, string period, bool demonstration, DateOnly today)
{
    private List<WaitingRound> rounds = [];
    private Dictionary<Guid, (bool IsBoard, List<int> Schools)> members = [];

    private IQueryable<AreaCounter> Counters => db.Read<AreaCounter>().Where(c => c.Instrument == instrument && c.Period == period && c.Demonstration == demonstration);

    private IQueryable<StoredEdition> Editions => db.Read<StoredEdition>().Where(e => e.Instrument == instrument && e.Period == period);

    /// <summary>Looks without reading a single figure.</summary>
    public async Task<bool> AnythingDue(CancellationToken cancel)
    {
        rounds = [.. AreaFacts.OnePerSchool(await Counters.Select(c => new WaitingRound(c.PlaceId, c.RoundId, c.Run, c.ClosedOn)).ToListAsync(cancel)).OrderBy(r => r.RoundId)];
        var at = rounds.Index().ToDictionary(r => r.Item.RoundId, r => r.Index);
        var areas = await (from a in db.Read<CountedIn>() join c in Counters on new { PlaceId = a.SchoolId, a.RoundId } equals new { c.PlaceId, c.RoundId } select new { a.PlaceId, a.RoundId, a.Role })
            .ToListAsync(cancel);
        members = areas.Where(a => at.ContainsKey(a.RoundId)).GroupBy(a => a.PlaceId)
            .ToDictionary(g => g.Key, g => (g.First().Role == LinkRole.Board, g.Select(a => at[a.RoundId]).Order().ToList()));
        var last = (await Editions.Select(e => new { e.PlaceId, e.Number, e.Run, e.MadeAt }).ToListAsync(cancel)).GroupBy(e => e.PlaceId)
            .ToDictionary(g => g.Key, g => g.MaxBy(e => e.Number)!);
        return members.Any(m => EditionMaker.IsDue(
            [.. m.Value.Schools.Select(s => rounds[s].Run)], last.TryGetValue(m.Key, out var edition) ? (edition.Run, DateOnly.FromDateTime(edition.MadeAt)) : null, today));
    }

    /// <param name="steps">points of the instrument's scale</param>
    public async Task<AreaFacts> Facts(int steps, CancellationToken cancel)
    {
        var schools = new CountedSchool?[rounds.Count];
        var shared = new SharedCells();
        var at = rounds.Index().ToDictionary(r => r.Item.RoundId, r => r.Index);
        await foreach (var c in Counters.AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (at.TryGetValue(c.RoundId, out var index))
                schools[index] = new(c.PlaceId, c.RoundId, c.Run, c.Sector, c.Size, c.Profile, c.Version, c.ClosedOn, shared.Of(CounterContent.FromJson(c.Content)));
        }
        var shown = new SharedShown();
        var (published, last) = (new Dictionary<Guid, List<PublishedFigures>>(), new Dictionary<Guid, Edition>());
        await foreach (var stored in Editions.OrderBy(e => e.PlaceId).ThenBy(e => e.Number).AsAsyncEnumerable().WithCancellation(cancel))
        {
            var edition = last[stored.PlaceId] = Edition.FromJson(stored.Content);
            if (!published.TryGetValue(stored.PlaceId, out var figures)) published[stored.PlaceId] = figures = [];
            figures.Add(shown.Of(edition));
        }
        var existing = await Existing(cancel);
        var places = members.OrderBy(m => m.Key).Select(m => new FigurePlace(
            m.Key, m.Value.Schools, m.Value.IsBoard, last.GetValueOrDefault(m.Key), published.GetValueOrDefault(m.Key) ?? [], existing.GetValueOrDefault(m.Key) ?? []));
        return new(instrument, period, steps, demonstration, [.. schools.Select(s => s ?? throw new InvalidOperationException("A counter was there a moment ago and is gone."))], [.. places]);
    }

    /// <summary>How many schools each place has today, by sector.</summary>
    private async Task<Dictionary<Guid, Dictionary<string, int>>> Existing(CancellationToken cancel)
    {
        var schools = await PlacesModule.OpenOn(db, PlaceKind.School, today).Select(p => new { p.PlaceId, p.Sector }).ToListAsync(cancel);
        var counted = new Dictionary<Guid, Dictionary<string, int>>();
        foreach (var role in new[] { LinkRole.Admin, LinkRole.Board })
        {
            var parents = await PlacesModule.LinksOn(db, role, today).Select(l => new { l.PlaceId, l.ParentId }).ToDictionaryAsync(l => l.PlaceId, l => l.ParentId, cancel);
            foreach (var school in schools)
            {
                var above = school.PlaceId;
                for (var depth = 0; depth < 20 && parents.TryGetValue(above, out above); depth++)
                {
                    if (!members.ContainsKey(above)) continue;
                    if (!counted.TryGetValue(above, out var sectors)) counted[above] = sectors = [];
                    var sector = CountRound.Sorted(school.Sector) ?? "";
                    sectors[sector] = sectors.GetValueOrDefault(sector) + 1;
                }
            }
        }
        return counted;
    }
}
