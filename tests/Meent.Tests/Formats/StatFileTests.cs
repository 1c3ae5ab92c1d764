using System.IO.Compression;
using System.Text;
using Meent.Formats.Statistics;

namespace Meent.Tests.Formats;

public class StatFileTests
{
    private const string Header = "DATAFLOW,indic,geo,TIME_PERIOD,OBS_VALUE\n";

    private const string Mapping = """
        separator: ";"
        encoding: windows-1252
        decimal: comma
        years-with-decimals: true
        missing: ["-"]
        columns: { place: Land, period: Jahr, value: Anteil, n: Befragte }
        dimensions: { indicator: Frage }
        constants: { unit: percent }
        codes: { place: { Österreich: AT, Griechenland: EL } }
        """;

    [Fact]
    public void Two_values_for_one_observation_refuse_both_rows_and_a_repeated_one_only_itself()
    {
        var lines = Lines(Header + "D,X,EL,2021,1\nD,X,EL,2023,2\nD,X,EL,2021,3\nD,X,EL,2023,2.0\nD,X,NL,2021,1\n");
        Assert.Equal(
            [new RefusedRow(2, RowRefusal.TwoValues, "4"), null, new RefusedRow(4, RowRefusal.TwoValues, "2"), new RefusedRow(5, RowRefusal.SameKeyTwice, "3"), null],
            lines.Select(l => l as RefusedRow));
    }

    [Fact]
    public void A_file_full_of_repetitions_is_left_alone()
    {
        var lines = Lines(Header + string.Concat(Enumerable.Repeat("D,X,EL,2021,1\n", 50)), limits: new(MostRefused: 10));
        Assert.Equal(new StoppedReading(12, StatRefusal.TooManyRefused, "10"), lines[^1]);
    }

    [Fact]
    public void Two_dimensions_that_differ_in_case_only_are_one_thing_twice()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes("place,period,Unit,unit,value\nEL,2021,A,B,1\n"));
        Assert.Equal(new UnreadableStatistics(StatRefusal.TwoColumns, "unit"), StatFile.Open(stream, StatMapping.Own));
    }

    [Fact]
    public void A_mapping_explains_a_plain_file()
    {
        var (mapping, problem) = StatMapping.Read(Mapping);
        Assert.Null(problem);
        var bytes = Encoding.Latin1.GetBytes("Land;Jahr;Anteil;Frage;Befragte;Notiz\nÖsterreich;2023.0;69,8;skills;1200;x\nGriechenland;2023;-;skills;;\nNarnia;2023;1;skills;;\nÖsterreich;2021;1,2,3;skills;;\n");
        var read = Assert.IsType<ReadableStatistics>(StatFile.Read(() => new MemoryStream(bytes), mapping));
        var lines = read.Lines.ToList();
        Assert.Equal(["Notiz"], read.Head.Ignored);
        var row = Assert.IsType<StatRow>(lines[0]);
        Assert.Equal((new StatCode("AT", "Österreich"), "2023", 69.8m, 1200L), (row.Geo, row.Period, row.Value, row.N));
        Assert.Equal(["skills", "percent"], row.Key.Select(k => k.Id));
        Assert.Null(Assert.IsType<StatRow>(lines[1]).Value);
        Assert.Equal([new RefusedRow(4, RowRefusal.UnknownCode, "Narnia"), new RefusedRow(5, RowRefusal.NotANumber, "1,2,3")], lines[2..]);
    }

    [Theory]
    [InlineData("", MappingRefusal.Empty)]
    [InlineData("columns: { place: Land", MappingRefusal.Unreadable, "", 2)]
    [InlineData("columns: { place: Land, period: Jahr }", MappingRefusal.NoColumn, "value")]
    [InlineData("columns: { place: Land, period: Jahr, value: V, sex: S }", MappingRefusal.UnknownColumn, "sex")]
    [InlineData("columns: { place: Land, period: Jahr, value: V }\ndimensions: { n: N }", MappingRefusal.SaidTwice, "n")]
    [InlineData("columns: { place: Land, period: Jahr, value: V }\nencoding: klingon", MappingRefusal.UnknownEncoding, "klingon")]
    [InlineData("columns: { place: Land, period: Jahr, value: V }\nseparator: tab", MappingRefusal.NoSeparator)]
    [InlineData("columns: { place: Land, period: Jahr, value: V }\ndecimal: Komma", MappingRefusal.NoDecimalMark)]
    [InlineData("columns: { place: Land, period: Jahr, value: V }\nseparators: ;", MappingRefusal.UnknownPart, "separators", 2)]
    [InlineData("columns: Land", MappingRefusal.Unreadable, "", 1)]
    [InlineData("columns: { place: Land, place: Ort }", MappingRefusal.Unreadable, "", 1)]
    [InlineData("Land;Jahr;Anteil", MappingRefusal.NoMapping)]
    public void A_mapping_that_cannot_be_used_says_why(string yaml, MappingRefusal why, string detail = "", long line = 0) =>
        Assert.Equal(new UnreadableMapping(why, detail, line), StatMapping.Read(yaml).Problem);

    [Fact]
    public void A_period_that_is_missing_is_named_by_its_column_and_a_PDF_is_no_text()
    {
        var (mapping, _) = StatMapping.Read("columns: { place: Land, period: Jahr, value: V }");
        var read = Assert.IsType<ReadableStatistics>(StatFile.Read(() => new MemoryStream("Land,Jahr,V\nAT,,1\n"u8.ToArray()), mapping));
        Assert.Equal([new RefusedRow(2, RowRefusal.NoPeriod, "Jahr")], read.Lines);
        Assert.Equal(new UnreadableStatistics(StatRefusal.NotText), StatFile.Read(() => new MemoryStream("%PDF-1.7\n1 0 obj\n"u8.ToArray()), mapping));
    }

    [Fact]
    public void A_plain_file_needs_a_mapping_and_the_mapping_its_columns()
    {
        var bytes = Encoding.UTF8.GetBytes("Land;Jahr;Anteil\nAT;2023;1\n");
        Assert.Equal(new UnreadableStatistics(StatRefusal.NeedsMapping), StatFile.Read(() => new MemoryStream(bytes)));
        Assert.Equal(new UnreadableStatistics(StatRefusal.NoColumn, "Frage"), StatFile.Read(() => new MemoryStream(bytes), StatMapping.Read(Mapping).Mapping));
    }

    public static IEnumerable<TheoryDataRow<int, string, StatRefusal, string>> Replies =>
    [
        new(413, """{"error":[{"status":413,"id":1,"label":"EXTRACTION_TOO_BIG: ask for less"}]}""", StatRefusal.TooMuchAsked, "EXTRACTION_TOO_BIG: ask for less"),
        new(413, "<html/>", StatRefusal.TooMuchAsked, ""),
        new(200, """{"warning":{"status":413,"label":"ASYNCHRONOUS_RESPONSE. Try again later."}}""", StatRefusal.Asynchronous, "ASYNCHRONOUS_RESPONSE. Try again later."),
        new(200, "<env:Envelope xmlns:env='e'><env:Body><ns0:syncResponse xmlns:ns0='n'><ns0:queued><ns0:id>7e1-c</ns0:id><ns0:status>SUBMITTED</ns0:status></ns0:queued></ns0:syncResponse></env:Body></env:Envelope>", StatRefusal.Asynchronous, "7e1-c"),
        new(404, """{"error":{"status":404,"label":"No such dataset"}}""", StatRefusal.ForeignRefusal, "No such dataset"),
        new(503, "busy", StatRefusal.ForeignRefusal, "503"),
    ];

    [Theory, MemberData(nameof(Replies))]
    public void A_reply_that_is_no_data_says_what_it_is(int status, string body, StatRefusal why, string detail) =>
        Assert.Equal(new UnreadableStatistics(why, detail), EurostatReply.Read(status, new MemoryStream(Encoding.UTF8.GetBytes(body))));

    [Fact]
    public void A_compressed_reply_need_not_say_that_it_is()
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zip.Write(Encoding.UTF8.GetBytes(Header + "D,X,EL,2021,1\n"));
        var read = Assert.IsType<ReadableStatistics>(EurostatReply.Read(200, new MemoryStream(packed.ToArray())));
        Assert.Equal("EL", Assert.IsType<StatRow>(Assert.Single(read.Lines)).Geo.Id);
        // Broken off: what was read does not count.
        Assert.NotEqual(typeof(ReadableStatistics), EurostatReply.Read(200, new MemoryStream([0x1F, 0x8B, 1, 2, 3])).GetType());
    }

    [Theory]
    [InlineData("1.50", 1.5)]
    [InlineData("-0.0", 0)]
    [InlineData("1.2E+3", 1200)]
    [InlineData("123456789012345", 123456789012345)]
    public void Numbers_are_read_to_the_digit(string text, double value) => Assert.Equal(((decimal?)(decimal)value, (RowRefusal?)null), StatNumber.Read(text));

    [Fact]
    public void A_fraction_that_a_binary_program_wrote_is_rounded_and_keeps_its_text()
    {
        var rows = Lines(Header + "D,X,EL,2021,79.11145323582778\nD,X,EL,2023,0.00012345678901234567\nD,X,NL,2021,79.1114532358278\n").Cast<StatRow>();
        Assert.Equal(
            [(79.1114532358278m, "79.11145323582778"), (0.000123456789012346m, "0.00012345678901234567"), (79.1114532358278m, null)],
            rows.Select(r => (r.Value!.Value, r.Written)));
    }

    [Theory]
    [InlineData("1.23456789012345678", RowRefusal.TooManyDigits)]
    [InlineData("1234567890123456", RowRefusal.TooManyDigits)]
    [InlineData("1e300", RowRefusal.TooManyDigits)]
    [InlineData("1.2345e-27", RowRefusal.TooManyDigits)]
    [InlineData("1 000", RowRefusal.NotANumber)]
    [InlineData("1,000.5", RowRefusal.NotANumber)]
    [InlineData("∞", RowRefusal.NotANumber)]
    public void What_would_lose_digits_is_no_number(string text, RowRefusal why) => Assert.Equal(((decimal?)null, (RowRefusal?)why), StatNumber.Read(text));

    [Theory]
    [InlineData("2025Q1", "2025-Q1")]
    [InlineData("2025M03", "2025-03")]
    [InlineData("2025-W7", "2025-W07")]
    [InlineData("2025-A1", "2025")]
    [InlineData("2024/2025", "2024/2025")]
    [InlineData("2024/2026", null)]
    [InlineData("2025-13", null)]
    [InlineData("20251", null)]
    [InlineData("2025-02-30", null)]
    public void Periods_have_one_spelling(string text, string? period) => Assert.Equal(period, StatPeriod.Read(text).Period);

    private static List<StatLine> Lines(string text, StatLimits? limits = null) =>
        [.. Assert.IsType<ReadableStatistics>(StatFile.Read(() => new MemoryStream(Encoding.UTF8.GetBytes(text)), null, limits)).Lines];
}
