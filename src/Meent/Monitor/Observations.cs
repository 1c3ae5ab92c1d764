using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor;

/// <summary>What an observation is about, apart from place and time.</summary>
public sealed class Series
{
    public int Id { get; init; }

    /// <summary>Id of the indicator.</summary>
    public required string Indicator { get; init; }

    /// <summary><see cref="Breakdowns.Total"/>, or codes of the source parted by dots: "Y16_24", "F.Y16_24"</summary>
    public required string Breakdown { get; init; }

    /// <summary>As the source writes it, in capitals: "PC_IND"; of what schools give, one of <see cref="IndicatorUnit"/>.</summary>
    public required string Unit { get; init; }

    /// <summary>One of <see cref="ObservationSource"/>, or what an import with a mapping of its own calls it.</summary>
    public required string Source { get; init; }

    /// <summary>The vintage that it came with, which is under embargo or not whole; null where everybody may know that there are figures of it.</summary>
    public int? ClosedWith { get; set; }
}

public static class ObservationSource
{
    public const string Eurostat = "eurostat";
    public const string Desi = "desi";

    /// <summary>What schools say or state, summed by this hub.</summary>
    public const string Schools = "schools";
}

/// <summary>What came in at one time, whole: a file, a publication of figures from schools.</summary>
public sealed class Vintage
{
    /// <summary>Counted from 1 over the whole hub: a later one is newer.</summary>
    public int Number { get; init; }

    public required string Source { get; init; }

    public DateTime MadeAt { get; init; }

    public string? FileName { get; init; }

    /// <summary>Of the file, in lower-case hexadecimal.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Of what the file said as it was understood, in lower-case hexadecimal; null of vintages from before this was kept, and of those without a file.</summary>
    public string? ContentSha256 { get; init; }

    /// <summary>"sdmx-csv", "json-stat", "csv", "desi", "edition" …</summary>
    public required string Format { get; init; }

    /// <summary>Observations and targets.</summary>
    public long RowCount { get; init; }

    /// <summary>Until then only operators see it; null where there was none.</summary>
    public DateTime? EmbargoUntil { get; init; }

    /// <summary>A sentence on what changed, as the operator wrote it.</summary>
    public string? Note { get; init; }

    /// <summary>False while a large file is being written: what is not whole counts for nobody.</summary>
    public bool IsWhole { get; set; } = true;
}

/// <summary>One value of an indicator for place and period. Zero, no value (<see cref="Value"/> is null) and no row are three things.</summary>
/// <param name="Period">as SDMX writes it: "2025", "2025-Q1", "2024/2025"; of an edition that of the edition</param>
/// <param name="Status">the source's flags, in lower case: "b" break in series, "e" estimated, "p" provisional, "u" unreliable …</param>
/// <param name="Confidentiality">the source's code where the value is not free; the value itself then is not kept</param>
/// <param name="Reference">the period that the value is about, where <paramref name="Period"/> is that of an edition</param>
public sealed record Observed(
    Guid PlaceId, Series Series, string Period, decimal? Value, decimal? Numerator, decimal? Denominator, long? N,
    string? Status, string? Confidentiality, string? Reference, int Vintage)
{
    /// <summary>The period that the value is about.</summary>
    public string About => Reference ?? Period;

    /// <summary>How sure the value is, in its own unit; null where nothing is known.</summary>
    public decimal? StandardError { get; init; }
}

/// <summary>A value that a place wants to reach.</summary>
/// <param name="Path">how it is to be reached: "linear"; null where the source does not say</param>
public sealed record Target(
    Guid PlaceId, string Indicator, string Breakdown, string Unit, string Source, string DuePeriod, decimal Value,
    decimal? BaseValue, string? BasePeriod, string? Path, int Vintage);

/// <summary>Which vintages count for a reader.</summary>
/// <param name="AsOf">none newer than this, so that a past report can be reproduced; null for all</param>
/// <param name="Embargoed">those under embargo too: for operators only</param>
public sealed record Reading(int? AsOf = null, bool Embargoed = false)
{
    public static Reading Now { get; } = new();

    /// <summary>For links of a page, so that the next one shows the same version: "?as-of=7"; "" for the newest.</summary>
    /// <param name="first">"?" or "&amp;"</param>
    public string Query(char first) => AsOf is { } version ? $"{first}as-of={version}" : "";
}

/// <summary>Reads observations and targets: per key the newest vintage that counts for the reader.</summary>
/// <remarks>
/// Everything here goes by place, as the tables do. Values of a school or board are for its own people:
/// whoever asks for one has checked that; <see cref="Compare"/> and <see cref="Newest"/> give areas only.
/// </remarks>
public sealed partial class Observations(HubDb db, TimeProvider clock, KeptObservations? memory = null, IndicatorContent? content = null)
{
    /// <summary>SDMX's code for too few people or places behind a value.</summary>
    private const string TooFew = "A";

    /// <summary>All of a place, of one indicator or of all; by series, then by period.</summary>
    public async Task<IReadOnlyList<Observed>> Of(Guid place, string? indicator = null, string? breakdown = null, Reading? reading = null, CancellationToken cancel = default)
    {
        var kept = await Kept(place, indicator, breakdown, reading, cancel);
        return await Shown(reading?.AsOf is null ? [.. kept, .. await RollUp.BesideVintages.Of(db, place, indicator, breakdown, cancel)] : kept, reading, cancel);
    }

    /// <summary>Without what of the Union comes from the schools of one country, see <see cref="UnionOfCountries"/>.</summary>
    private async Task<IReadOnlyList<Observed>> Shown(IReadOnlyList<Observed> observed, Reading? reading, CancellationToken cancel)
    {
        var fromSchools = observed.Where(UnionOfCountries.IsOfSchools).ToList();
        if (fromSchools.Count == 0) return observed;
        var unions = (await PlacesModule.Find(db, [.. fromSchools.Select(o => o.PlaceId).Distinct()], cancel)).Where(p => p.Kind == PlaceKind.Union).Select(p => p.PlaceId).ToHashSet();
        if (unions.Count == 0) return observed;
        var series = fromSchools.Where(o => unions.Contains(o.PlaceId)).Select(o => o.Series).DistinctBy(s => s.Id).ToList();
        var countries = await PlacesModule.LinksOn(db, LinkRole.Admin, clock.Today()).Where(l => unions.Contains(l.ParentId)).Select(l => l.PlaceId).ToListAsync(cancel);
        var theirs = await Newest(countries, series, reading, cancel);
        return UnionOfCountries.Shown(observed, unions, theirs);
    }

    private async Task<IReadOnlyList<Observed>> Kept(Guid place, string? indicator, string? breakdown, Reading? reading, CancellationToken cancel)
    {
        if (indicator is not null) return await Newest([place], await SeriesOf(indicator, breakdown, cancel), reading, cancel);
        var of = db.Read<StoredObservation>().Where(o => o.PlaceId == place);
        var ofGroup = db.Read<Series>().Where(s => s.Breakdown == breakdown);
        if (breakdown is not null) of = of.Where(o => ofGroup.Any(s => s.Id == o.SeriesId));
        var rows = await Newest(of, reading, cancel);
        var ids = rows.Select(r => r.SeriesId).Distinct().ToList();
        return InOrder(rows, await db.Read<Series>().Where(s => ids.Contains(s.Id)).ToListAsync(cancel));
    }

    /// <summary>Several indicators of several places, each indicator in the breakdown and the units that its page opens with and nothing else; by place, series and period.</summary>
    /// <param name="places">areas; of others the caller has checked that they may be read</param>
    /// <remarks>As many questions for a thousand indicators as for one. What a school or board says of itself is not there.</remarks>
    public async Task<IReadOnlyList<Observed>> Main(IReadOnlyCollection<Guid> places, IReadOnlyCollection<Indicator> indicators, Reading? reading = null, CancellationToken cancel = default)
    {
        var series = await MainSeries(indicators, cancel);
        var kept = memory is null || reading?.AsOf is not null ? await Newest(places, series, reading, cancel) : await memory.Of(await Now(reading, cancel), places, series, missing => Newest(missing, series, reading, cancel));
        return await Shown(kept, reading, cancel);
    }

    private async Task<List<Series>> MainSeries(IReadOnlyCollection<Indicator> indicators, CancellationToken cancel)
    {
        var main = indicators.DistinctBy(i => i.Id).ToDictionary(i => i.Id, StringComparer.Ordinal);
        var (ids, breakdowns) = (main.Keys.ToList(), indicators.Select(i => i.MainBreakdown).Distinct().ToList());
        var some = db.Read<Series>().Where(s => breakdowns.Contains(s.Breakdown));
        if (ids.Count <= FewIndicators) some = some.Where(s => ids.Contains(s.Indicator));
        return [.. (await some.ToListAsync(cancel)).Where(s => main.TryGetValue(s.Indicator, out var i) && s.Breakdown == i.MainBreakdown && (s.Source == ObservationSource.Schools || i.MainUnit.Length == 0 || s.Unit == i.MainUnit))];
    }

    /// <summary>So many indicators are asked for by name; of more, all series are looked through.</summary>
    private const int FewIndicators = 100;

    /// <summary>Vintages that one question names.</summary>
    private const int AtOnce = 500;

    /// <summary>An indicator in one breakdown, or in all, of several areas, in all periods or some (<see cref="Observed.About"/>); by place, series and period.</summary>
    public async Task<IReadOnlyList<Observed>> Compare(
        string indicator, string? breakdown, IReadOnlyCollection<Guid> places, IReadOnlyCollection<string>? periods = null, Reading? reading = null, CancellationToken cancel = default)
    {
        var series = await SeriesOf(indicator, breakdown, cancel);
        var areas = await Areas(places, cancel);
        var newest = await Newest(areas, series, reading, cancel);
        newest = await Shown(newest, reading, cancel);
        return periods is null ? newest : [.. newest.Where(o => periods.Contains(o.About))];
    }

    /// <summary>The last value of each area from one indicator's official series in its main unit and breakdown; areas without any are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, Observed>> Newest(Indicator indicator, IReadOnlyCollection<Guid> places, Reading? reading = null, CancellationToken cancel = default)
    {
        var all = await Compare(indicator.Id, indicator.MainBreakdown, places, null, reading, cancel);
        return all.GroupBy(o => o.PlaceId).Select(of => (of.Key, Last: Official(of, indicator).LastOrDefault(o => o.Value is not null)))
            .Where(of => of.Last is not null).ToDictionary(of => of.Key, of => of.Last!);
    }

    /// <summary>The series of an indicator, in one breakdown or in all.</summary>
    public Task<List<Series>> SeriesOf(string indicator, string? breakdown = null, CancellationToken cancel = default) =>
        db.Read<Series>().Where(s => s.Indicator == indicator && (breakdown == null || s.Breakdown == breakdown)).OrderBy(s => s.Breakdown).ThenBy(s => s.Unit).ThenBy(s => s.Source).ToListAsync(cancel);

    /// <summary>The breakdowns that there are series of, by indicator; none that only came under embargo.</summary>
    public async Task<ILookup<string, string>> BreakdownsOf(IReadOnlyCollection<string> indicators, CancellationToken cancel = default)
    {
        var counts = await Counting(Reading.Now, cancel);
        var series = await db.Read<Series>().Where(s => indicators.Contains(s.Indicator)).Select(s => new { s.Indicator, s.Breakdown, s.ClosedWith }).Distinct().ToListAsync(cancel);
        return series.Where(s => s.ClosedWith is not { } with || counts(with)).ToLookup(s => s.Indicator, s => s.Breakdown);
    }

    /// <summary>Ids of the indicators that have any observation.</summary>
    /// <remarks>What came under embargo only is not among them before, except for operators.</remarks>
    public async Task<IReadOnlySet<string>> Observing(Reading? reading = null, CancellationToken cancel = default)
    {
        var counts = await Counting(new Reading(Embargoed: reading?.Embargoed == true), cancel);
        var series = await db.Read<Series>().Select(s => new { s.Indicator, s.ClosedWith }).Distinct().ToListAsync(cancel);
        return series.Where(s => s.ClosedWith is not { } with || counts(with)).Select(s => s.Indicator).ToHashSet(StringComparer.Ordinal);
    }

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

    /// <summary>One line of a place from the official sources: one value per period that it is about, in the indicator's main unit, the first source of its list that has one; by period.</summary>
    /// <param name="observed">of one place and one breakdown</param>
    public static IReadOnlyList<Observed> Official(IEnumerable<Observed> observed, Indicator indicator)
    {
        var order = indicator.Codes.Select(c => c.Source).Distinct().ToList();
        return
        [
            .. observed.Where(o => o.Series.Source != ObservationSource.Schools && (indicator.MainUnit.Length == 0 || o.Series.Unit == indicator.MainUnit))
                .GroupBy(o => o.About).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => g.OrderBy(o => o.Value is null).ThenBy(o => order.IndexOf(o.Series.Source) is var at && at < 0 ? int.MaxValue : at).ThenByDescending(o => o.Period, StringComparer.Ordinal).ThenByDescending(o => o.Vintage).First()),
        ];
    }

    private async Task<List<Guid>> Areas(IReadOnlyCollection<Guid> places, CancellationToken cancel) =>
        [.. (await PlacesModule.Find(db, places, cancel)).Where(p => PlaceKind.IsArea(p.Kind)).Select(p => p.PlaceId)];

    private async Task<IReadOnlyList<Observed>> Newest(IReadOnlyCollection<Guid> places, List<Series> series, Reading? reading, CancellationToken cancel)
    {
        if (places.Count == 0 || series.Count == 0) return [];
        var (one, ids) = (places.First(), series.Select(s => s.Id).ToList());
        var stored = places.Count == 1
            ? db.Read<StoredObservation>().Where(o => o.PlaceId == one && ids.Contains(o.SeriesId))
            : db.Read<StoredObservation>().Where(o => places.Contains(o.PlaceId) && ids.Contains(o.SeriesId));
        return InOrder(await Newest(stored, reading, cancel), series);
    }

    /// <summary>Older vintages stay in the database: with every import there are more of them, and a page reads none.</summary>
    private async Task<List<StoredObservation>> Newest(IQueryable<StoredObservation> stored, Reading? reading, CancellationToken cancel)
    {
        var hidden = await Hidden(reading, cancel);
        if (hidden.Count > 0) stored = stored.Where(o => !hidden.Contains(o.Vintage));
        if (reading?.AsOf is { } asOf) stored = stored.Where(o => o.Vintage <= asOf);
        return await stored.Where(o => !stored.Any(n => n.PlaceId == o.PlaceId && n.SeriesId == o.SeriesId && n.Period == o.Period && n.Vintage > o.Vintage)).ToListAsync(cancel);
    }

    private IReadOnlyList<Observed> InOrder(List<StoredObservation> rows, List<Series> series)
    {
        var known = series.ToDictionary(s => s.Id);
        var least = series.ToDictionary(s => s.Id, s => content?.Find(s.Indicator)?.MinimumN ?? 0);
        return [.. rows.OrderBy(r => r.PlaceId).ThenBy(r => r.SeriesId).ThenBy(r => r.Period, StringComparer.Ordinal).Select(r => IfEnough(least[r.SeriesId], r.Read(known[r.SeriesId])))];
    }

    /// <summary>The value, where at least so many are behind it.</summary>
    private static Observed IfEnough(int least, Observed observed) => least == 0 || observed.Value is null || observed.N >= least ? observed
        : observed with { Value = null, Numerator = null, Denominator = null, N = null, StandardError = null, Confidentiality = TooFew };

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
