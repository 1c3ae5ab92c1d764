using System.Text;
using Meent.Formats.Statistics;

namespace Meent.Tests.Formats;

/// <summary>Targets of a plain CSV file: where a way begins, its stations, and what cannot be read.</summary>
public class StatTargetTests
{
    private const string Yaml = """
        columns: { place: Land, period: Fällig, target: Ziel, base: Anfang, base_period: Seit, path: Weg }
        constants: { indicator: digital-skills-basic, unit: PC_IND }
        separator: ","
        years-with-decimals: true
        """;

    private static IReadOnlyList<StatLine> Read(string rows, string yaml = Yaml)
    {
        var (mapping, problem) = StatMapping.Read(yaml);
        Assert.Null(problem);
        var file = Assert.IsType<ReadableStatistics>(PlainCsvReader.Read(new MemoryStream(Encoding.UTF8.GetBytes("Land,Fällig,Ziel,Anfang,Seit,Weg\n" + rows)), mapping!));
        return [.. file.Lines];
    }

    [Fact]
    public void A_target_has_a_value_a_base_and_a_way()
    {
        var row = Assert.IsType<StatRow>(Assert.Single(Read("NL,2030,80,53.9,2021.0,\" 2026 =65.50;2028=72 \"\n")));
        Assert.Equal(("2030", 80m, new StatTarget(53.9m, "2021", "2026=65.5; 2028=72")), (row.Period, row.Value, row.Target));
    }

    [Fact]
    public void A_way_may_be_straight_and_its_base_unsaid()
    {
        Assert.All(Read("NL,2030,80,,,\nNL,2029,80,,,linear\n"), r => Assert.Equal(new StatTarget(null, null, null), Assert.IsType<StatRow>(r).Target));
    }

    [Fact]
    public void Stations_may_begin_with_the_base_and_end_with_the_target() =>
        Assert.Equal("2026=65", Assert.IsType<StatRow>(Assert.Single(Read("NL,2030,80,53.9,2021,2021=53.9;2026=65;2030=80\n"))).Target!.Path);

    [Fact]
    public void Two_targets_with_one_value_and_two_ways_are_two_targets()
    {
        var text = Encoding.UTF8.GetBytes("Land,Fällig,Ziel,Anfang,Seit,Weg\nNL,2030,80,53.9,2021,\nNL,2030,80,60,2022,\nES,2030,80,,,\nES,2030,80,,,\n");
        var lines = Assert.IsType<ReadableStatistics>(StatFile.Read(() => new MemoryStream(text), StatMapping.Read(Yaml).Mapping)).Lines.OfType<RefusedRow>().ToList();
        Assert.Equal([(2, RowRefusal.TwoValues), (3, RowRefusal.TwoValues), (5, RowRefusal.SameKeyTwice)], lines.Select(l => ((int)l.Line, l.Why)));
    }

    [Theory]
    [InlineData("NL,2030,80,53.9,,", RowRefusal.HalfABase, "")]
    [InlineData("NL,2030,80,,2021,", RowRefusal.HalfABase, "")]
    [InlineData("NL,2030,,53.9,2021,", RowRefusal.NoTarget, "")]
    [InlineData("NL,2030,,,,2026=65", RowRefusal.NoTarget, "")]
    [InlineData("NL,2030,,,,", RowRefusal.NoTarget, "")]
    [InlineData("NL,2030,,,,linear", RowRefusal.NoTarget, "")]
    [InlineData("NL,2030,eighty,,,", RowRefusal.NotANumber, "eighty")]
    [InlineData("NL,2030,80,\"53,9\",2021,", RowRefusal.DecimalComma, "53,9")]
    [InlineData("NL,2030,80,53.9,long ago,", RowRefusal.NotAPeriod, "long ago")]
    [InlineData("NL,2030,80,,,65 in 2026", RowRefusal.NotAPath, "65 in 2026")]
    [InlineData("NL,2030,80,,,2026=", RowRefusal.NotAPath, "2026=")]
    [InlineData("NL,2030,80,,,;", RowRefusal.NotAPath, ";")]
    public void What_is_no_target_is_refused_with_its_reason(string row, RowRefusal why, string detail) =>
        Assert.Equal(new RefusedRow(2, why, detail), Assert.Single(Read(row + "\n")));

    [Fact]
    public void A_figure_and_a_target_are_rows_of_their_own()
    {
        const string both = """
            columns: { place: Land, period: Fällig, value: Anfang, target: Ziel }
            constants: { indicator: digital-skills-basic }
            separator: ","
            """;
        var lines = Read("NL,2030,80,53.9,,\nNL,2030,80,,,\nNL,2030,,60,,\n", both);
        Assert.Equal(new RefusedRow(2, RowRefusal.FigureAndTarget), lines[0]);
        Assert.Equal((80m, true), (((StatRow)lines[1]).Value, ((StatRow)lines[1]).Target is not null));
        Assert.Equal((60m, false), (((StatRow)lines[2]).Value, ((StatRow)lines[2]).Target is not null));
    }

    [Fact]
    public void A_mapping_names_a_figure_or_a_target() =>
        Assert.Equal(new UnreadableMapping(MappingRefusal.NoColumn, "value"), StatMapping.Read("columns: { place: Land, period: Jahr }").Problem);
}
