using Meent.Formats.Statistics;

namespace Meent.Monitor.ImportObservations;

/// <summary>Whose figures a file holds that a hub like this one wrote: each row says it.</summary>
internal static class OfRows
{
    private const string Dimension = "source";

    /// <returns>the source of all rows; <see cref="ObservationSource.Hub"/> where there are several; null where no hub wrote the file, or its rows name none</returns>
    public static string? Source(string path, StatHead head, StatMapping? mapping)
    {
        var at = head.IndexOf(Dimension);
        var isOwn = head.Id?.StartsWith("MEENT", StringComparison.OrdinalIgnoreCase) == true || (head.Format == "csv" && (mapping is null || ReferenceEquals(mapping, StatMapping.Own)));
        if (at < 0 || !isOwn || StatFile.Open(File.OpenRead(path), mapping) is not ReadableStatistics file) return null;
        var all = file.Lines.OfType<StatRow>().Select(r => r.Key[at].Id.ToLowerInvariant()).Distinct().Take(2).ToList();
        return all is [var one] && ImportObservationsCommand.IsSource(one) ? one : ObservationSource.Hub;
    }
}
