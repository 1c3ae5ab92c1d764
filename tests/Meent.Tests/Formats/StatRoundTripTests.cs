using FsCheck;
using FsCheck.Fluent;
using Meent.Formats.Statistics;

namespace Meent.Tests.Formats;

/// <summary>What is written and read again is what it was: zero stays zero, missing stays missing, and nothing appears.</summary>
public class StatRoundTripTests
{
    [Fact]
    public void Csv() => Prop.ForAll(StatTable.Any, table => Same(table, Read(table, PlainCsvWriter.Write, s => PlainCsvReader.Read(s, StatMapping.Own)))).QuickCheckThrowOnFailure();

    [Fact]
    public void Csv_with_targets() => Prop.ForAll(StatTable.WithTargets, table =>
    {
        Same(table, Read(table, PlainCsvWriter.Write, s => StatFile.Read(() => new MemoryStream(((MemoryStream)s).ToArray()), StatMapping.Own)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Where_a_format_has_no_word_for_targets_they_stay_behind() => Prop.ForAll(StatTable.WithTargets, table =>
    {
        var observed = table with { Rows = [.. table.Rows.Where(r => r.Target is null)] };
        Same(observed, Read(table, (s, h, r) => SdmxCsvWriter.Write(s, h, r, names: true), s => SdmxCsvReader.Read(s)));
        Same(observed, Read(table, (s, h, r) => JsonStatWriter.Write(s, h, [.. r]), s => JsonStatReader.Read(s)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Sdmx_csv() => Prop.ForAll(StatTable.Any, table =>
    {
        // Without names only the codes can come back.
        var codes = table with { Rows = [.. table.Rows.Select(r => r with { Geo = r.Geo with { Label = null }, Key = [.. r.Key.Select(k => k with { Label = null })] })] };
        Same(codes, Read(table, (s, h, r) => SdmxCsvWriter.Write(s, h, r), s => SdmxCsvReader.Read(s)));
        Same(table, Read(table, (s, h, r) => SdmxCsvWriter.Write(s, h, r, names: true), s => SdmxCsvReader.Read(s)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Json_stat() => Prop.ForAll(StatTable.Any, table =>
        Same(table, Read(table, (s, h, r) => JsonStatWriter.Write(s, h, [.. r]), s => JsonStatReader.Read(s)))).QuickCheckThrowOnFailure();

    [Fact]
    public void A_file_says_which_dataset_it_is()
    {
        var table = new StatTable(new("", "AGENCY:FLOW(1.0)", "Skills", "2026-11-22", [new("indicator", "Indicator")], []), [new(1, new("EL"), "2025", [new("x")], 0)]);
        foreach (var (head, keeps) in new[]
        {
            (Read(table, (s, h, r) => JsonStatWriter.Write(s, h, [.. r]), s => JsonStatReader.Read(s)).Head, true),
            (Read(table, (s, h, r) => SdmxCsvWriter.Write(s, h, r, names: true), s => SdmxCsvReader.Read(s)).Head, false),
        })
        {
            Assert.Equal((table.Head.Id, table.Head.Label, keeps ? table.Head.Updated : null), (head.Id, head.Label, head.Updated));
            Assert.Equal(table.Head.Dimensions, head.Dimensions);
        }
    }

    [Fact]
    public void A_spreadsheet_finds_no_formula()
    {
        using var stream = new MemoryStream();
        PlainCsvWriter.Write(stream, new("", null, null, null, [], []), [new(1, new("EL", "=cmd()"), "2025", [], -1)]);
        Assert.Contains("EL,'=cmd(),2025,-1,", System.Text.Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
    }

    private static void Same(StatTable before, StatTable after)
    {
        Assert.Equal(before.Head.Dimensions.Select(d => d.Id), after.Head.Dimensions.Select(d => d.Id));
        Assert.Equal(before.Told, after.Told);
    }

    private static StatTable Read(StatTable table, Action<Stream, StatHead, IEnumerable<StatRow>> write, Func<Stream, StatReading> read)
    {
        using var written = new MemoryStream();
        write(written, table.Head, table.Rows);
        var again = Assert.IsType<ReadableStatistics>(read(new MemoryStream(written.ToArray())));
        return new(again.Head, [.. again.Lines.Select(Assert.IsType<StatRow>)]);
    }
}
