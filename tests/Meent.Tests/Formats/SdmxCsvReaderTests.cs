using System.Text;
using Meent.Formats.Statistics;

namespace Meent.Tests.Formats;

public class SdmxCsvReaderTests
{
    private const string One = "DATAFLOW,LAST UPDATE,freq,indic_is,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\n";
    private const string Two = "STRUCTURE,STRUCTURE_ID,ACTION,indic_is,geo,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n";

    [Fact]
    public void A_row_has_its_place_period_series_value_and_flags()
    {
        var (head, lines) = Read(One + "ESTAT:SKILLS(1.0),17/12/24 11:00:00,A,I_DSK2_BAB,PC_IND,EL,2023,52.4,b,\n");
        Assert.Equal(("sdmx-csv-1.0", "ESTAT:SKILLS(1.0)", "17/12/24 11:00:00"), (head.Format, head.Id, head.Updated));
        Assert.Equal(["freq", "indic_is", "unit"], head.Dimensions.Select(d => d.Id));
        var row = Assert.IsType<StatRow>(Assert.Single(lines));
        Assert.Equal((2, "EL", "2023", 52.4m, "b", null), (row.Line, row.Geo.Id, row.Period, row.Value, row.Status, row.Confidentiality));
        Assert.Equal(["A", "I_DSK2_BAB", "PC_IND"], row.Key.Select(c => c.Id));
    }

    [Fact]
    public void Zero_is_a_value_and_an_empty_cell_is_a_row_without_one()
    {
        var (_, lines) = Read(One + Row("0") + Row("") + Row("NaN", "2022") + Row(":", "2021"));
        Assert.Equal([0m, null, null, null], lines.Cast<StatRow>().Select(r => r.Value));
    }

    [Theory]
    [InlineData("STRUCTURE;STRUCTURE_ID: Name;ACTION;SERIES_KEY;OBS_KEY;indic: Indicator;GEO: Place;TIME_PERIOD: Time;OBS_VALUE: Value;OBS_STATUS: Flag\ndataflow;A:B(1.0): Skills;I;X.EL;X.EL.2023;X: Basic: or above;EL: Greece;2023: 2023;12,5;b: break\n")]
    [InlineData("STRUCTURE[|]\tSTRUCTURE_ID\tSTRUCTURE_NAME\tindic\tIndicator\tGEO\tPlace\tTIME_PERIOD\tTime\tOBS_VALUE\tValue\tOBS_STATUS\tFlag\ndataflow\tA:B(1.0)\tSkills\tX\tBasic: or above\tEL\tGreece\t2023\t2023\t12.5\t\tb\tbreak\n")]
    public void Names_may_stand_in_the_cell_of_the_code_or_beside_it(string text)
    {
        var (head, lines) = Read(text);
        Assert.Equal(("sdmx-csv-2.0", "A:B(1.0)", "Skills"), (head.Format, head.Id, head.Label));
        Assert.Equal([new StatDimension("indic", "Indicator")], head.Dimensions);
        var row = Assert.IsType<StatRow>(Assert.Single(lines));
        Assert.Equal((new StatCode("EL", "Greece"), "2023", 12.5m, "b"), (row.Geo, row.Period, row.Value, row.Status));
        Assert.Equal([new StatCode("X", "Basic: or above")], row.Key);
    }

    [Theory]
    [InlineData("A:B(1.0),I,X,EL,2016.0,1,", RowRefusal.YearWithDecimals, "2016.0")]
    [InlineData("A:B(1.0),I,X,EL,last year,1,", RowRefusal.NotAPeriod, "last year")]
    [InlineData("A:B(1.0),I,X,EL,,1,", RowRefusal.NoPeriod, "TIME_PERIOD")]
    [InlineData("A:B(1.0),I,X,EL,2016,\"1,5\",", RowRefusal.DecimalComma, "1,5")]
    [InlineData("A:B(1.0),I,X,EL,2016,many,", RowRefusal.NotANumber, "many")]
    [InlineData("A:B(1.0),I,X,EL,2016,1.23456789012345678,", RowRefusal.TooManyDigits, "1.23456789012345678")]
    [InlineData("A:B(1.0),I,X,,2016,1,", RowRefusal.NoPlace, "geo")]
    [InlineData("A:B(1.0),I,,EL,2016,1,", RowRefusal.NoCode, "indic_is")]
    [InlineData("A:B(1.0),I,X,EL,2016,1", RowRefusal.CellCount, "7")]
    [InlineData("A:B(2.0),I,X,EL,2016,1,", RowRefusal.OtherDataflow, "A:B(2.0)")]
    [InlineData("A:B(1.0),D,X,EL,2016,-,", RowRefusal.Deletes, "")]
    public void A_row_that_cannot_be_taken_says_why_and_the_next_one_is_read(string bad, RowRefusal why, string detail)
    {
        var (_, lines) = Read($"{Two}dataflow,A:B(1.0),I,X,EL,2015,1,\ndataflow,{bad}\ndataflow,A:B(1.0),I,X,EL,2017,2,\n");
        Assert.Equal([typeof(StatRow), typeof(RefusedRow), typeof(StatRow)], lines.Select(l => l.GetType()));
        Assert.Equal(new RefusedRow(3, why, detail), lines[1]);
    }

    [Theory, InlineData("I"), InlineData("A"), InlineData("R"), InlineData("M"), InlineData("")]
    public void Whatever_a_row_asks_for_but_to_delete_it_says_what_holds(string action) =>
        Assert.Equal(1, Assert.IsType<StatRow>(Assert.Single(Read($"{Two}dataflow,A:B(1.0),{action},X,EL,2015,1,\n").Lines)).Value);

    [Fact]
    public void Latin_1_is_refused_row_by_row()
    {
        var (_, lines) = Read(Encoding.Latin1.GetBytes(One + Row("1") + Row("2").Replace("EL", "Türkiye", StringComparison.Ordinal) + Row("3", "2022")));
        Assert.Equal([typeof(StatRow), typeof(RefusedRow), typeof(StatRow)], lines.Select(l => l.GetType()));
        Assert.Equal(new RefusedRow(3, RowRefusal.NotUtf8, "geo"), lines[1]);
    }

    public static IEnumerable<TheoryDataRow<string, StatRefusal, string>> Unreadable =>
    [
        new("", StatRefusal.Empty, ""),
        new("  \n ", StatRefusal.Empty, ""),
        new("PK\u0003\u0004 a workbook", StatRefusal.NotText, ""),
        new("DATAFLOW\0", StatRefusal.NotText, ""),
        new("country,year,value\nEL,2023,1\n", StatRefusal.NoColumn, "DATAFLOW"),
        new("DATAFLOW,geo,OBS_VALUE\n", StatRefusal.NoColumn, "TIME_PERIOD"),
        new("DATAFLOW,geo,GEO,TIME_PERIOD,OBS_VALUE\n", StatRefusal.TwoColumns, "GEO"),
        new("DATAFLOW,sex,SEX,geo,TIME_PERIOD,OBS_VALUE\n", StatRefusal.TwoColumns, "SEX"),
        new("DATAFLOW" + new string(',', 200), StatRefusal.TooManyColumns, "200"),
    ];

    [Theory, MemberData(nameof(Unreadable))]
    public void A_file_that_cannot_be_read_says_why(string text, StatRefusal why, string detail) =>
        Assert.Equal(new UnreadableStatistics(why, detail), SdmxCsvReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text))));

    [Theory]
    [InlineData("\"", StatRefusal.OpenQuote)]
    [InlineData("a\nb\nc\nd\ne\n", StatRefusal.TooManyRefused)]
    public void Reading_stops_where_nothing_can_be_trusted(string text, StatRefusal why)
    {
        var (_, lines) = Read(Encoding.UTF8.GetBytes(One + Row("1") + text), new StatLimits(MostRefused: 3));
        Assert.Equal(why, Assert.IsType<StoppedReading>(lines[^1]).Why);
        Assert.DoesNotContain(lines.SkipLast(1), l => l is StoppedReading);
    }

    [Fact]
    public void A_limit_on_rows_or_bytes_ends_the_reading()
    {
        var text = Encoding.UTF8.GetBytes(One + string.Concat(Enumerable.Range(0, 5_000).Select(i => Row($"{i}"))));
        Assert.Equal(new StoppedReading(12, StatRefusal.TooManyRows, "10"), Read(text, new(MostRows: 10)).Lines[^1]);
        Assert.Equal(StatRefusal.TooLarge, Assert.IsType<StoppedReading>(Read(text, new(MostBytes: 100_000)).Lines[^1]).Why);
    }

    private static string Row(string value, string period = "2023") => $"ESTAT:SKILLS(1.0),17/12/24 11:00:00,A,I_DSK2_BAB,PC_IND,EL,{period},{value},,\n";

    private static (StatHead Head, List<StatLine> Lines) Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private static (StatHead Head, List<StatLine> Lines) Read(byte[] bytes, StatLimits? limits = null)
    {
        var read = Assert.IsType<ReadableStatistics>(SdmxCsvReader.Read(new MemoryStream(bytes), limits));
        return (read.Head, [.. read.Lines]);
    }
}
