using System.Text.Json;
using Meent.Foundation.Data;
using Meent.Places;
using Meent.Reflect.Areas;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.AuditDisclosure;

/// <summary>Attacks the figures of areas and boards: all editions that were ever published of an instrument and period, taken together.</summary>
internal sealed class AreaAudit
{
    private readonly Dictionary<Guid, CountedRound> rounds;
    private readonly ILookup<Guid, Guid> members;
    private readonly List<string> weaknesses = [];
    private readonly Dictionary<CellKey, List<PublishedSum>> sums = [];

    /// <param name="counters">rounds that came into figures, with the round that counts for each school</param>
    /// <param name="members">place → rounds of its schools</param>
    private AreaAudit(IEnumerable<CountedRound> counters, ILookup<Guid, Guid> members)
    {
        // Of several rounds of a school the first that came in stays, as the figures promise.
        rounds = counters.GroupBy(c => c.School).Select(g => g.MinBy(c => (c.Run, c.Round))!).ToDictionary(c => c.Round);
        this.members = members;
    }

    public int Figures { get; private set; }

    /// <summary>Reads everything that was published and attacks it, one instrument and period at a time.</summary>
    public static async Task<(int Figures, IReadOnlyList<string> Weaknesses)> Run(HubDb db, CancellationToken cancel)
    {
        var (figures, found) = (0, new List<string>());
        var subjects = await db.Read<StoredEdition>().Select(e => new { e.Instrument, e.Period }).Distinct().OrderBy(s => s.Instrument).ThenBy(s => s.Period).ToListAsync(cancel);
        foreach (var subject in subjects)
        {
            var audit = await Read(db, subject.Instrument, subject.Period, cancel);
            figures += audit.Figures;
            found.AddRange(audit.Told().Select(w => $"{subject.Instrument} {subject.Period}: {w}"));
        }
        return (figures, found);
    }

    private static async Task<AreaAudit> Read(HubDb db, string instrument, string period, CancellationToken cancel)
    {
        var counters = db.Read<AreaCounter>().Where(c => c.Instrument == instrument && c.Period == period && c.Run != null);
        var belong = await (from a in db.Read<CountedIn>() join c in counters on new { PlaceId = a.SchoolId, a.RoundId } equals new { c.PlaceId, c.RoundId } select new { a.PlaceId, a.RoundId })
            .ToListAsync(cancel);
        var counted = new List<CountedRound>();
        await foreach (var c in counters.AsAsyncEnumerable().WithCancellation(cancel))
            counted.Add(new(c.PlaceId, c.RoundId, c.Run!.Value, c.Sector, CounterContent.FromJson(c.Content).Cells.ToDictionary(x => new CellKey(x.Audience, x.Item, x.Version), x => x.N)));
        var audit = new AreaAudit(counted, belong.ToLookup(b => b.PlaceId, b => b.RoundId));
        var editions = db.Read<StoredEdition>().Where(e => e.Instrument == instrument && e.Period == period).OrderBy(e => e.PlaceId).ThenBy(e => e.Number);
        await foreach (var stored in editions.AsAsyncEnumerable().WithCancellation(cancel)) audit.Take(stored);
        return audit;
    }

    private void Take(StoredEdition stored)
    {
        var where = $"{stored.PlaceId}, edition {stored.Number}";
        try
        {
            var edition = Edition.FromJson(stored.Content);
            foreach (var part in edition.Parts)
                foreach (var item in part.Items) Take(part.Sector is null ? where : $"{where}, {part.Sector}", edition.About, part, item);
        }
        catch (JsonException e)
        {
            weaknesses.Add($"{where}: it cannot be read: {e.Message}");
        }
    }

    private void Take(string where, EditionAbout about, EditionPart part, ItemFigure figure)
    {
        Figures++;
        var named = $"{where}, {figure.Item}, {figure.Audience}";
        if (figure.State != FigureState.Shown)
        {
            if (figure is not { Schools: null, N: null, Mean: null, Low: null, High: null }) weaknesses.Add($"{named}: it is not shown and holds a number.");
            return;
        }
        // A figure that is taken over from an edition before was attacked there.
        if (figure.Edition is not null) return;
        var key = new CellKey(figure.Audience, figure.Item, figure.Version);
        var sources = members[about.PlaceId].Where(rounds.ContainsKey).Select(r => rounds[r])
            .Where(r => r.Run <= about.Run && (part.Sector is null || r.Sector == part.Sector) && r.Cells.ContainsKey(key)).ToList();
        if (sources.Count < PublishedSums.Fewest || sources.Sum(s => s.Cells[key]) < AreaDisclosure.Answers) weaknesses.Add($"{named}: it is of too few schools or answers.");
        if (sources.Count != figure.Schools || sources.Sum(s => s.Cells[key]) != figure.N) weaknesses.Add($"{named}: it is not what the schools show.");
        if (sources.Count > 0 && 5 * sources.Max(s => s.Cells[key]) > 4 * sources.Sum(s => s.Cells[key])) weaknesses.Add($"{named}: more than 80 % of it is one school.");
        if (!sums.TryGetValue(key, out var known)) sums[key] = known = [];
        known.Add(new(named, [.. sources.Select(s => s.Round)]));
    }

    private IEnumerable<string> Told() => weaknesses.Concat(
        from cell in sums
        from derived in PublishedSums.Attack(cell.Value)
        select $"{cell.Key.Item} ({cell.Key.Version}), {cell.Key.Audience}: from {cell.Value.Count} figures together follows that of {(derived.Count == 1 ? "one school" : "two schools")}: {string.Join(" and ", derived.Select(r => rounds[r].School))}.");

    /// <param name="Cells">answers per statement that its release shows</param>
    private sealed record CountedRound(Guid School, Guid Round, int Run, string? Sector, Dictionary<CellKey, int> Cells);
}
