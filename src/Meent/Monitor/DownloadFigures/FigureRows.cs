using System.Globalization;
using Meent.Formats.Statistics;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Places;

namespace Meent.Monitor.DownloadFigures;

/// <summary>Observations as a table that any format can write.</summary>
public sealed record FigureFile(StatHead Head, IReadOnlyList<StatRow> Rows);

/// <summary>Gathers what a download holds: exactly the observations and targets that count for the reader, with their codes and names.</summary>
/// <remarks>
/// Areas bear the codes of the EU and of NUTS, other places their id here, so that an import of the file finds them again. Series are four
/// dimensions: indicator, breakdown, unit and source.
/// </remarks>
public sealed class FigureRows(HubDb db, IndicatorLibrary library, BreakdownLibrary breakdowns, Observations observations, PlaceDirectory places, Texts T)
{
    /// <summary>Places that are asked for at once.</summary>
    private const int Portion = 1_000;

    /// <summary>An indicator of all areas.</summary>
    public async Task<FigureFile> Of(Indicator indicator, string? breakdown, Reading reading, CancellationToken cancel)
    {
        var codes = await Codes(cancel);
        var observed = new List<Observed>();
        var targets = new List<Target>();
        foreach (var portion in codes.Keys.Chunk(Portion))
        {
            observed.AddRange(await observations.Compare(indicator.Id, breakdown, portion, null, reading, cancel));
            targets.AddRange(await observations.Targets(portion, indicator.Id, reading, cancel));
        }
        return await File(observed, Of(targets, breakdown), codes, [indicator], SdmxId(indicator.Id), indicator.Name.In(T.Language), reading, cancel);
    }

    /// <summary>All indicators of a place, or one; in all breakdowns, or one.</summary>
    public async Task<FigureFile> Of(Place place, string? indicator, string? breakdown, Reading reading, CancellationToken cancel)
    {
        var observed = await observations.Of(place.PlaceId, indicator, breakdown, reading, cancel);
        var targets = await observations.Targets(place.PlaceId, indicator, reading, cancel);
        return await File(observed, Of(targets, breakdown), await Codes(cancel), await library.All(reading.Embargoed, cancel), SdmxId($"place-{place.PlaceId:N}"), place.Name, reading, cancel);
    }

    private async Task<FigureFile> File(
        IReadOnlyList<Observed> observed, IReadOnlyList<Target> targets, Dictionary<Guid, string> codes, IReadOnlyList<Indicator> indicators, string id, string label, Reading reading, CancellationToken cancel)
    {
        var where = await places.Some([.. observed.Select(o => o.PlaceId).Concat(targets.Select(t => t.PlaceId)).Distinct()], cancel);
        var names = indicators.ToDictionary(i => i.Id, i => i.Name.In(T.Language));
        var called = await breakdowns.Names(cancel);
        var geo = where.Values.ToDictionary(p => p.PlaceId, p => new StatCode(codes.GetValueOrDefault(p.PlaceId) ?? p.PlaceId.ToString(), p.Name));
        var keys = observed.Select(o => o.Series).DistinctBy(s => s.Id).ToDictionary(
            s => s.Id, s => Key(s.Indicator, s.Breakdown, s.Unit, s.Source));
        var newest = (await observations.Vintages([.. observed.Select(o => o.Vintage).Concat(targets.Select(t => t.Vintage)).Distinct()], reading, cancel)) is [var first, ..] ? first : null;
        var head = new StatHead("", id, label, newest?.MadeAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), [new("indicator", T["Indicator"]), new("breakdown", T["Breakdown"]), new("unit", T["Unit"]), new("source", T["Source"])], [])
        {
            HasTargets = targets.Count > 0,
            Demonstration = indicators.Any(i => i.Demonstration) ? T["Demonstration: the figures whose source is “schools” are made up."] : null,
        };
        var line = 0L;
        var rows = InOrder(observed.Where(o => geo.ContainsKey(o.PlaceId)).ToList(), geo)
            .Select(o => new StatRow(++line, geo[o.PlaceId], o.Period, keys[o.Series.Id], o.Value)
            {
                Numerator = o.Numerator, Denominator = o.Denominator, N = o.N, StandardError = o.StandardError, Status = o.Status, Confidentiality = o.Confidentiality, Reference = o.Reference,
                Demonstration = head.Demonstration is not null && o.Series.Source == ObservationSource.Schools,
            });
        var aims = targets.Where(t => geo.ContainsKey(t.PlaceId)).OrderBy(t => geo[t.PlaceId].Id, StringComparer.Ordinal).Select(t => new StatRow(++line, geo[t.PlaceId], t.DuePeriod, Key(t.Indicator, t.Breakdown, t.Unit, t.Source), t.Value)
        {
            Target = new(t.BaseValue, t.BasePeriod, t.Path),
        });
        return new(head, [.. rows, .. aims]);

        IReadOnlyList<StatCode> Key(string indicator, string breakdown, string unit, string source) =>
            [new(indicator, names.GetValueOrDefault(indicator)), new(breakdown, called.Of(breakdown, T)), new(unit.Length == 0 ? ImportObservations.KeyReader.NoUnit : unit), new(source)];
    }

    private static IReadOnlyList<Target> Of(IEnumerable<Target> targets, string? breakdown) => [.. targets.Where(t => breakdown is null || t.Breakdown == breakdown)];

    /// <summary>By place, indicator, series and period. Of a country there are ten thousand: numbers put them in order, and texts are compared once for each place and series.</summary>
    private static IEnumerable<Observed> InOrder(IReadOnlyCollection<Observed> observed, Dictionary<Guid, StatCode> geo)
    {
        var byPlace = Ranks(geo.Values.Select(g => g.Id).Distinct().Order(StringComparer.Ordinal));
        var bySeries = Ranks(observed.Select(o => o.Series).DistinctBy(s => s.Id).OrderBy(s => s.Indicator, StringComparer.Ordinal).ThenBy(s => s.Id).Select(s => s.Id));
        return observed.OrderBy(o => byPlace[geo[o.PlaceId].Id]).ThenBy(o => bySeries[o.Series.Id]).ThenBy(o => o.Period, StringComparer.Ordinal);
    }

    private static Dictionary<T, int> Ranks<T>(IEnumerable<T> inOrder) where T : notnull => inOrder.Select((one, rank) => (one, rank)).ToDictionary(r => r.one, r => r.rank);

    /// <summary>The codes of all areas by place.</summary>
    private async Task<Dictionary<Guid, string>> Codes(CancellationToken cancel)
    {
        var codes = new Dictionary<Guid, string>();
        foreach (var scheme in new[] { Countries.Scheme, "nuts" })
        {
            foreach (var (code, place) in await PlacesModule.Registered(db, scheme, cancel)) codes.TryAdd(place, code);
        }
        return codes;
    }

    /// <summary>SDMX knows letters, digits, _ and - in ids.</summary>
    private static string SdmxId(string id) => $"MEENT:{string.Concat(id.ToUpperInvariant().Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_'))}(1.0)";
}
