using System.Text;
using Meent.Formats.Statistics;

namespace Meent.Tests.Formats;

public class JsonStatReaderTests
{
    private const string Dimensions = """
        "dimension": {
          "indic": { "label": "Indicator", "category": { "label": { "X": "Basic skills" } } },
          "geo": { "category": { "index": ["EL", "NL"], "label": { "EL": "Greece" } } },
          "time": { "category": { "index": { "2023": 1, "2021": 0 } } }
        }
        """;

    private const string Axes = """ "id": ["indic", "geo", "time"], "size": [1, 2, 2], """;

    [Theory]
    [InlineData("""[52.4, 0, null, 83]""", """{ "2": "c" }""")]
    [InlineData("""{ "0": 52.4, "1": 0, "3": 83.00 }""", """{ "2": "c" }""")]
    [InlineData("""{ "0": 52.4, "1": 0, "3": "83", "2": null }""", """["", "", "c", ""]""")]
    public void Values_may_be_dense_or_sparse_and_a_status_alone_is_a_row_without_a_value(string values, string status)
    {
        var (head, lines) = Read($$"""{ "version": "2.0", "class": "dataset", "label": "Skills", {{Axes}} "value": {{values}}, "status": {{status}}, {{Dimensions}} }""");
        Assert.Equal([new StatDimension("indic", "Indicator")], head.Dimensions);
        Assert.Equal(
            [("EL", "2021", 52.4m, null), ("EL", "2023", 0m, null), ("NL", "2021", null, "c"), ("NL", "2023", 83m, null)],
            lines.Cast<StatRow>().OrderBy(r => r.Line).Select(r => (r.Geo.Id, r.Period, r.Value, r.Status)));
        Assert.All(lines.Cast<StatRow>(), r => Assert.Equal(new StatCode("X", "Basic skills"), Assert.Single(r.Key)));
        Assert.Equal("Greece", lines.Cast<StatRow>().First().Geo.Label);
    }

    [Fact]
    public void An_empty_place_in_a_dense_array_is_no_row_and_one_status_may_hold_for_all()
    {
        var (_, lines) = Read($$"""{ "version": "2.0", "class": "dataset", {{Axes}} "value": [1, null, null, 2], "status": "p", {{Dimensions}} }""");
        Assert.Equal([(1, "p"), (4, "p")], lines.Cast<StatRow>().Select(r => (r.Line, r.Status)));
    }

    [Fact]
    public void A_collection_gives_the_rows_of_the_datasets_it_holds()
    {
        var dataset = $$"""{ "version": "2.0", "class": "dataset", {{Axes}} "value": [1, 2, 3, 4], {{Dimensions}} }""";
        var (head, lines) = Read($$"""{ "version": "2.0", "class": "collection", "label": "All", "link": { "item": [{{dataset}}, { "class": "dataset", "href": "https://else.example" }, {{dataset}}] } }""");
        Assert.Equal("All", head.Label);
        Assert.Equal(Enumerable.Range(1, 8).Select(i => (long)i), lines.Select(l => l.Line));
    }

    [Fact]
    public void A_cell_outside_the_cube_or_without_a_number_is_refused_alone()
    {
        var (_, lines) = Read($$"""{ "version": "2.0", "class": "dataset", {{Axes}} "value": { "0": 1, "9": 2, "x": 3, "1": true, "2": 1.23456789012345678 }, {{Dimensions}} }""");
        Assert.Equal(
            [null, RowRefusal.UnknownCode, RowRefusal.UnknownCode, RowRefusal.NotANumber, RowRefusal.TooManyDigits],
            lines.Select(l => (l as RefusedRow)?.Why));
    }

    [Theory]
    [InlineData("{", StatRefusal.NotJson, "")]
    [InlineData("{}", StatRefusal.NotStatistics, "")]
    [InlineData("""{ "version": "1.0" }""", StatRefusal.WrongVersion, "1.0")]
    [InlineData("""{ "version": "2.0", "class": "dimension" }""", StatRefusal.NotStatistics, "dimension")]
    [InlineData("""{ "version": "2.0", "class": "collection" }""", StatRefusal.NotStatistics, "collection")]
    [InlineData("""{ "version": "2.0", "class": "dataset", "id": ["geo", "geo"], "size": [1, 1] }""", StatRefusal.BrokenCube, "id")]
    [InlineData("""{ "version": "2.0", "class": "dataset", "id": ["geo", "time"], "size": [1] }""", StatRefusal.BrokenCube, "size")]
    [InlineData("""{ "version": "2.0", "class": "dataset", "id": ["geo", "time"], "size": [1, -1] }""", StatRefusal.BrokenCube, "size")]
    [InlineData("""{ "version": "2.0", "class": "dataset", "id": ["geo", "time"], "size": [2000000000, 2000000000], "value": {} }""", StatRefusal.TooManyCells, "1000000000")]
    [InlineData("""{ "version": "2.0", "class": "dataset", "id": ["geo", "time"], "size": [1, 1], "value": {} }""", StatRefusal.BrokenCube, "geo")]
    [InlineData("""{ "version": "2.0", "class": "dataset", "id": ["Unit", "unit"], "size": [1, 1] }""", StatRefusal.BrokenCube, "id")]
    [InlineData("""[{ "model": "core.unit", "fields": {} }]""", StatRefusal.NotStatistics, "core.unit")]
    public void What_is_no_json_stat_says_why(string json, StatRefusal why, string detail) =>
        Assert.Equal(new UnreadableStatistics(why, detail), StatFile.Open(new MemoryStream(Encoding.UTF8.GetBytes(json))));

    [Theory]
    [InlineData("[1000000000]", "geo")]
    [InlineData("[2147483647, 0]", "geo")]
    public void A_size_that_nothing_stands_behind_takes_no_memory(string sizes, string broken)
    {
        var json = $$$"""{ "version": "2.0", "class": "dataset", "id": {{{(sizes.Contains(',', StringComparison.Ordinal) ? """["geo", "time"]""" : """["geo"]""")}}}, "size": {{{sizes}}}, "value": {}, "dimension": { "geo": { "category": { "index": { "EL": 0 } } } } }""";
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(new UnreadableStatistics(StatRefusal.BrokenCube, broken), StatFile.Open(new MemoryStream(Encoding.UTF8.GetBytes(json))));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
    }

    [Fact]
    public void A_dense_array_of_another_length_than_the_cube_is_refused() =>
        Assert.Equal(
            new UnreadableStatistics(StatRefusal.BrokenCube, "value"),
            JsonStatReader.Read(new MemoryStream(Encoding.UTF8.GetBytes($$"""{ "version": "2.0", "class": "dataset", {{Axes}} "value": [1], {{Dimensions}} }"""))));

    private static (StatHead Head, List<StatLine> Lines) Read(string json)
    {
        var read = Assert.IsType<ReadableStatistics>(JsonStatReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(json))));
        return (read.Head, [.. read.Lines]);
    }
}
