using Meent.Formats.Statistics;
using Meent.Tests.House;

namespace Meent.Tests.Formats;

/// <summary>Real files of Eurostat and of the Digital Decade; where they are not there, the trial is skipped.</summary>
public class RealStatisticsTests
{
    private static readonly string Folder = Repository.PathOf("..", "shared", "data", "indicators");

    public static IEnumerable<TheoryDataRow<string>> Download => Trial("eurostat-isoc_sk_dskl_i21.csv");

    [Theory, MemberData(nameof(Download))]
    public void Every_row_of_names_is_read(string file)
    {
        var read = Assert.IsType<ReadableStatistics>(SdmxCsvReader.Read(File.OpenRead(Path.Combine(Folder, file))));
        Assert.Equal("ESTAT:ISOC_SK_DSKL_I21$DEFAULTVIEW(1.0)", read.Head.Id);
        var rows = read.Lines.Cast<StatRow>().ToList();
        Assert.Equal((3_476, 38, 24, 2), (rows.Count, rows.Select(r => r.Geo).Distinct().Count(), rows.Select(r => r.Key[2]).Distinct().Count(), rows.Select(r => r.Key[3]).Distinct().Count()));
        Assert.Equal(["2021", "2023"], rows.Select(r => r.Period).Distinct().Order());
    }

    private static IEnumerable<TheoryDataRow<string>> Trial(string file) =>
        [File.Exists(Path.Combine(Folder, file)) ? file : new TheoryDataRow<string>(file) { Skip = $"The file ../shared/data/indicators/{file} is not on this machine." }];
}
