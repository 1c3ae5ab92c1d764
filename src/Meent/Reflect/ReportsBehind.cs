using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Meent.Reflect.Instruments;
using Meent.Reflect.ReadResults;
using Meent.Reflect.Results;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect;

/// <summary>The report from which somebody decided to do something about an area, and what later reports of the place say of it.</summary>
/// <param name="Round">its name</param>
/// <param name="Area">name of the area, in the reader's language</param>
/// <param name="PulsePath">where a pulse on the area begins; null for who may begin none</param>
/// <param name="Since">the newest first, a few</param>
public sealed record ReportBehind(string Round, DateOnly Closed, string Area, string Path, string? PulsePath, IReadOnlyList<LaterReport> Since);

/// <summary>What the report of a later round says of an area, in the words of its own comparison with the round before it.</summary>
/// <param name="Before">name of the round that it is compared with</param>
/// <param name="Sentences">what changed clearly first; at least one</param>
public sealed record LaterReport(string Round, DateOnly Closed, string Path, string Before, IReadOnlyList<string> Sentences);

/// <summary>Reads reports for other modules that began something with them. Whoever may not read a report gets nothing of it; nothing is marked as read.</summary>
public sealed class ReportsBehind(HubDb db, InstrumentLibrary library, TimeProvider clock, Texts T)
{
    /// <summary>Later reports that are looked through, and those of them that are told.</summary>
    private const int LookOn = 8, Most = 3;

    private readonly Dictionary<Guid, Opened?> opened = [];

    /// <param name="area">id of an area of the round's instrument</param>
    /// <returns>null where there is no such report or area that <paramref name="me"/> may read</returns>
    public async Task<ReportBehind?> Of(Me me, Guid round, string area, CancellationToken cancel = default)
    {
        if (!me.IsSomebody) return null;
        if (!opened.TryGetValue(round, out var found)) opened[round] = found = await Open(me, round, cancel);
        if (found is not var (release, later, readable, mayAsk) || release.Areas.All(a => a.Id != area)) return null;
        var path = $"/rounds/{round}/report";
        return new(release.Round.Name, release.Round.Closed, Names(release).Area(area), path, mayAsk ? $"{AskAgain.AskAgain.Path(round)}?area={Uri.EscapeDataString(area)}" : null, [.. Since(release, later, area).Where(s => readable.Contains(s.Round)).Select(s => s.Told).Take(Most)]);
    }

    /// <summary>Whose reports they are, by round; without those that <paramref name="me"/> may not read.</summary>
    public async Task<IReadOnlyDictionary<Guid, Guid>> PlacesOf(Me me, IReadOnlyCollection<Guid> rounds, CancellationToken cancel = default) => !me.IsSomebody || rounds.Count == 0 ? new Dictionary<Guid, Guid>()
        : await Reports.Readable(db, me, clock.Today()).Where(r => rounds.Contains(r.RoundId)).ToDictionaryAsync(r => r.RoundId, r => r.PlaceId, cancel);

    private async Task<Opened?> Open(Me me, Guid round, CancellationToken cancel)
    {
        if (await Reports.Readable(db, me, clock.Today()).FirstOrDefaultAsync(r => r.RoundId == round, cancel) is not { } stored) return null;
        var release = Release.FromJson(stored.Content);
        var later = await Reports.Of(db, stored.PlaceId, release.Round.Instrument).Where(r => r.ReleasedAt > stored.ReleasedAt)
            .OrderByDescending(r => r.ReleasedAt).Take(LookOn).Select(r => r.Content).ToListAsync(cancel);
        var all = later.Select(Release.FromJson).Where(r => r.Round.Instrument == release.Round.Instrument).ToList();
        // An adviser with whom single reports are shared reads in each what it is compared with, and does not learn that there are others.
        var readable = await PlacesOf(me, [.. all.Select(r => r.Round.Id)], cancel);
        var mayAsk = me.Is(Role.Coordinator, stored.PlaceId) && await PlacesModule.Find(db, stored.PlaceId, cancel) is { } place && place.IsOpenOn(clock.Today());
        return new(release, all, readable.Keys.ToHashSet(), mayAsk);
    }

    private IEnumerable<(Guid Round, LaterReport Told)> Since(Release release, IReadOnlyList<Release> later, string area)
    {
        // As the report itself does; one that is compared with a round before this one says nothing of what became since.
        IReadOnlyList<Release> all = later.Count < LookOn ? [.. later, release] : later;
        for (var i = 0; i < later.Count; i++)
        {
            if (later[i].Areas.All(a => a.Id != area) || Reports.Before(all.Skip(i + 1), later[i]) is not { } before) continue;
            var of = Comparison.Areas(later[i], before).Where(c => c.Subject == area).ToList();
            if (of.Count > 0) yield return (later[i].Round.Id, new(later[i].Round.Name, later[i].Round.Closed, $"/rounds/{later[i].Round.Id}/report", before.Round.Name, [.. Told(of, Names(later[i]))]));
        }
    }

    private IEnumerable<string> Told(IReadOnlyList<Compared> of, ReportNames names) =>
        from c in of
        where c.Verdict is not Verdict.AskedDifferently || of.All(x => x.Verdict == Verdict.AskedDifferently)
        let same = of.Where(x => !x.IsClear && ChangeWords.Of(x, T) == ChangeWords.Of(c, T)).ToList()
        where c.IsClear || same[0] == c
        orderby c.IsClear descending
        select c.IsClear ? Clear(c, names) : T["{0}: {1}.", ChangeWords.Of(c, T), names.List([.. same.Select(x => names.Within(x.Audience))])];

    private string Clear(Compared c, ReportNames names)
    {
        var told = T["{0}: {1}, from {2} to {3}.", ChangeWords.Of(c, T), names.Within(c.Audience), names.Mean(c.Before!.Value, c.BeforeBound), names.Mean(c.After!.Value, c.AfterBound)];
        return ChangeWords.Over(c, T) is { } over ? $"{told} {over}" : told;
    }

    private ReportNames Names(Release release) => new(T, library.Get(release.Round.Instrument, release.Round.InstrumentVersion));

    /// <param name="Later">of the same instrument, the newest first</param>
    /// <param name="Readable">those of them that the reader may read</param>
    private sealed record Opened(Release Release, IReadOnlyList<Release> Later, IReadOnlySet<Guid> Readable, bool MayAsk);
}
