namespace Meent.Formats.Statistics;

/// <summary>Which column of an SDMX-CSV file holds what.</summary>
/// <remarks>
/// SDMX-CSV 1.0 (2018) and 2.0 (2021), data message field guide. A file does not say what is dimension and what attribute; by the order that
/// the guide recommends, dimensions stand before the value and attributes behind it.
/// </remarks>
internal sealed class SdmxColumns
{
    private static readonly string[] Places = ["GEO", "REF_AREA", "COUNTRY", "AREA"];
    private static readonly string[] Bookkeeping = ["LAST UPDATE", "SERIES_KEY", "OBS_KEY", "ACTION", "STRUCTURE_NAME", "UPDATED"];

    private readonly List<(StatDimension Dimension, int Column)> dimensions = [];
    private readonly Dictionary<string, int> found = new(StringComparer.OrdinalIgnoreCase);

    public required bool IsTwo { get; init; }

    /// <summary>Cells hold "A: Annual".</summary>
    public bool Both { get; private set; }

    /// <summary>Each cell is followed by one with its name.</summary>
    public bool Named { get; private set; }

    public IReadOnlyList<(StatDimension Dimension, int Column)> Dimensions => dimensions;

    public List<string> Ignored { get; } = [];

    public string? Twice { get; private set; }

    public int this[string component] => found.GetValueOrDefault(component, -1);

    public static SdmxColumns? Of(IReadOnlyList<string> header)
    {
        var first = header[0].Split('[')[0].ToUpperInvariant();
        if (first is not ("DATAFLOW" or "STRUCTURE")) return null;
        var columns = new SdmxColumns { IsTwo = first == "STRUCTURE" };
        columns.Named = columns.IsTwo && header.Any(h => Is(h, "STRUCTURE_NAME"));
        columns.Both = header.Any(h => h.StartsWith("TIME_PERIOD: ", StringComparison.OrdinalIgnoreCase) || h.StartsWith("OBS_VALUE: ", StringComparison.OrdinalIgnoreCase));
        columns.found["DATAFLOW"] = columns.IsTwo && header.Count > 1 ? 1 : 0;
        var behind = false;
        for (var i = columns.IsTwo ? 2 : 1; i < header.Count; i++)
        {
            var component = Component(header[i]);
            behind |= columns.Take(i, component, header[i], behind);
            // The column behind a component holds the names of its codes; the column behind one of the hub's own does not.
            if (columns.Named && !Bookkeeping.Contains(component, StringComparer.Ordinal)) columns.NameColumn(header, ++i);
        }
        return columns;
    }

    /// <returns>whether this is the value, behind which attributes stand</returns>
    private bool Take(int column, string component, string heading, bool behind)
    {
        var role = component switch
        {
            "TIME" => "TIME_PERIOD",
            "OBS_FLAG" => "OBS_STATUS",
            _ when Places.Contains(component, StringComparer.Ordinal) && !behind => "GEO",
            "TIME_PERIOD" or "OBS_VALUE" or "OBS_STATUS" or "CONF_STATUS" or "NUMERATOR" or "DENOMINATOR" or "SAMPLE_SIZE" or "STANDARD_ERROR" or "REF_PERIOD" or "UNIT_MULT" => component,
            _ when Bookkeeping.Contains(component, StringComparer.Ordinal) => component,
            _ => null,
        };
        if (role is not null && !found.TryAdd(role, column)) Twice ??= role;
        if (role is null && behind) Ignored.Add(heading);
        if (role is null && !behind)
        {
            if (dimensions.Exists(d => Is(d.Dimension.Id, Id(heading)))) Twice ??= heading;
            dimensions.Add((new(Id(heading), Both && heading.Split(": ", 2) is [_, var label] ? label : null), column));
        }
        return role == "OBS_VALUE";
    }

    private void NameColumn(IReadOnlyList<string> header, int column)
    {
        if (column < header.Count && dimensions.Count > 0 && dimensions[^1].Column == column - 1) dimensions[^1] = (dimensions[^1].Dimension with { Label = header[column] }, column - 1);
    }

    private static string Component(string heading) => Id(heading).ToUpperInvariant();

    /// <summary>"ATTR[]" and "ATTR[en;fr]" are ATTR; "DIM: Dimension" is DIM.</summary>
    private static string Id(string heading) => heading.Split(": ", 2)[0].Split('[')[0].Trim();

    private static bool Is(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
