using System.Globalization;
using Meent.Formats.Statistics;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Places;

namespace Meent.Monitor.DownloadFigures;

/// <summary>Observations as a table that any format can write.</summary>
public sealed record FigureFile(StatHead Head, IReadOnlyList<StatRow> Rows);

/// <summary>Gathers what a download holds: exactly the observations that count for the reader, with their codes and names.</summary>
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
        foreach (var portion in codes.Keys.Chunk(Portion)) observed.AddRange(await observations.Compare(indicator.Id, breakdown, portion, null, reading, cancel));
        return await File(observed, codes, [indicator], SdmxId(indicator.Id), indicator.Name.In(T.Language), reading, cancel);
    }

    /// <summary>All indicators of a place, or one; in all breakdowns, or one.</summary>
    public async Task<FigureFile> Of(Place place, string? indicator, string? breakdown, Reading reading, CancellationToken cancel)
    {
        var observed = await observations.Of(place.PlaceId, indicator, breakdown, reading, cancel);
        return await File(observed, await Codes(cancel), await library.All(reading.Embargoed, cancel), SdmxId($"place-{place.PlaceId:N}"), place.Name, reading, cancel);
    }

    private async Task<FigureFile> File(
        IReadOnlyList<Observed> observed, Dictionary<Guid, string> codes, IReadOnlyList<Indicator> indicators, string id, string label, Reading reading, CancellationToken cancel)
    {
        var where = await places.Some([.. observed.Select(o => o.PlaceId).Distinct()], cancel);
        var names = indicators.ToDictionary(i => i.Id, i => i.Name.In(T.Language));
        var called = await breakdowns.Names(cancel);
        var geo = where.Values.ToDictionary(p => p.PlaceId, p => new StatCode(codes.GetValueOrDefault(p.PlaceId) ?? p.PlaceId.ToString(), p.Name));
        var keys = observed.Select(o => o.Series).DistinctBy(s => s.Id).ToDictionary(
            s => s.Id, s => (IReadOnlyList<StatCode>)[new(s.Indicator, names.GetValueOrDefault(s.Indicator)), new(s.Breakdown, called.Of(s.Breakdown, T)), new(s.Unit.Length == 0 ? ImportObservations.KeyReader.NoUnit : s.Unit), new(s.Source)]);
        var newest = (await observations.Vintages([.. observed.Select(o => o.Vintage).Distinct()], reading, cancel)) is [var first, ..] ? first : null;
        var head = new StatHead("", id, label, newest?.MadeAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), [new("indicator", T["Indicator"]), new("breakdown", T["Breakdown"]), new("unit", T["Unit"]), new("source", T["Source"])], [])
        {
            Demonstration = indicators.Any(i => i.Demonstration) ? T["Demonstration: the figures whose source is “schools” are made up."] : null,
        };
        var rows = observed.Where(o => geo.ContainsKey(o.PlaceId))
            .OrderBy(o => geo[o.PlaceId].Id, StringComparer.Ordinal).ThenBy(o => o.Series.Indicator, StringComparer.Ordinal).ThenBy(o => o.Series.Id).ThenBy(o => o.Period, StringComparer.Ordinal)
            .Select((o, i) => new StatRow(i + 1, geo[o.PlaceId], o.Period, keys[o.Series.Id], o.Value)
            {
                Numerator = o.Numerator, Denominator = o.Denominator, N = o.N, StandardError = o.StandardError, Status = o.Status, Confidentiality = o.Confidentiality, Reference = o.Reference,
                Demonstration = head.Demonstration is not null && o.Series.Source == ObservationSource.Schools,
            });
        return new(head, [.. rows]);
    }

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
