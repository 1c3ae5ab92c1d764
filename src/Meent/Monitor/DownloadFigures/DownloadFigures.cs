using System.IO.Pipelines;
using Meent.Formats.Statistics;
using Meent.Foundation.Web;
using Meent.Monitor.ReadIndicators;
using Meent.People;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Meent.Monitor.DownloadFigures;

/// <summary>Everybody takes home the figures of areas, and people of a school or board theirs: the same that the pages show, in three formats.</summary>
internal static class DownloadFigures
{
    /// <summary>Nobody reads before all is written, so the writer never waits.</summary>
    private static readonly PipeOptions Portions = new(pauseWriterThreshold: 0, minimumSegmentSize: 64 << 10);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/indicators/{id}/data.{format}", OfIndicator);
        routes.MapGet("/places/{placeId:guid}/indicators/data.{format}", OfPlace);
    }

    /// <param name="format">"csv", "json" (JSON-stat 2.0) or "sdmx" (SDMX-CSV 2.0)</param>
    /// <param name="breakdown">only this one; all where none is asked for</param>
    private static async Task<IResult> OfIndicator(
        string id, string format, string? breakdown, [FromQuery(Name = "as-of")] string? asOf, string? labels, Me me, IndicatorReader reader, IndicatorLibrary library, FigureRows figures, CancellationToken cancel)
    {
        if (FigureFormat.Of(format, labels) is not { } kind || await reader.Read(asOf, me, cancel) is not { } reading || await library.Find(id, reading.Embargoed, cancel) is not { } indicator) return Page.NotFound();
        return File(kind, id, await figures.Of(indicator, Posted.Clean(breakdown), reading, cancel));
    }

    private static async Task<IResult> OfPlace(
        Guid placeId, string format, string? indicator, string? breakdown, [FromQuery(Name = "as-of")] string? asOf, string? labels, Me me, IndicatorReader reader, FigureRows figures, CancellationToken cancel)
    {
        if (FigureFormat.Of(format, labels) is not { } kind || await reader.Read(asOf, me, cancel) is not { } reading || await reader.Place(me, placeId, cancel) is not { } place) return Page.NotFound();
        return File(kind, place.Name, await figures.Of(place, Posted.Clean(indicator), Posted.Clean(breakdown), reading, cancel));
    }

    /// <summary>The file is kept in portions until it has left: one piece of megabytes is memory that is slow to get and to clear.</summary>
    private static FileStreamHttpResult File(FigureFormat format, string name, FigureFile file)
    {
        var portions = new Pipe(Portions);
        using (var stream = portions.Writer.AsStream()) format.Write(stream, file.Head, file.Rows);
        var words = string.Concat(name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return TypedResults.Stream(portions.Reader, format.MediaType, $"{(words.Length == 0 ? "figures" : string.Join('-', words))}.{format.Extension}");
    }
}

/// <summary>A format in which figures leave the hub.</summary>
/// <param name="Name">as in the address</param>
internal sealed record FigureFormat(string Name, string Extension, string MediaType, Action<Stream, StatHead, IReadOnlyCollection<StatRow>> Write)
{
    private static readonly FigureFormat Csv = new("csv", "csv", "text/csv; charset=utf-8; header=present", PlainCsvWriter.Write);
    private static readonly FigureFormat JsonStat = new("json", "json", JsonStatWriter.MediaType, JsonStatWriter.Write);
    private static readonly FigureFormat Sdmx = new("sdmx", "sdmx.csv", SdmxCsvWriter.MediaType, (stream, head, rows) => SdmxCsvWriter.Write(stream, head, rows));
    private static readonly FigureFormat SdmxBoth = Sdmx with { Write = (stream, head, rows) => SdmxCsvWriter.Write(stream, head, rows, names: true) };

    public static IReadOnlyList<FigureFormat> All { get; } = [Csv, JsonStat, Sdmx];

    /// <param name="labels">"both" for names beside codes, where the format leaves the choice</param>
    public static FigureFormat? Of(string name, string? labels) => name == "sdmx" && labels == "both" ? SdmxBoth : All.FirstOrDefault(f => f.Name == name);
}
