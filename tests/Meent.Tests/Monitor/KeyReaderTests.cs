using Meent.Formats.Statistics;
using Meent.Monitor;
using Meent.Monitor.ImportObservations;

namespace Meent.Tests.Monitor;

/// <summary>From the codes and names of a row to indicator, breakdown and unit.</summary>
public class KeyReaderTests
{
    private static readonly IndicatorContent Content = IndicatorContent.Load(Hub.Shipped("content"));

    private static readonly CodeLists Lists = CodeLists.Load(Hub.Shipped("content"));

    private static readonly StatHead Eurostat = new("sdmx-csv-1.0", "ESTAT:ISOC_SK_DSKL_I21$DEFAULTVIEW(1.0)", null, null, [new("freq"), new("ind_type"), new("indic_is"), new("unit")], []);

    private static readonly StatHead Desi = new("desi", null, null, null, [new("indicator"), new("breakdown"), new("unit")], []);

    private static KeyRead Read(StatHead head, string source, string[] key, params ForeignLabel[] labels) =>
        Reader(head, source, labels).Read(new StatRow(2, new("NL"), "2023", [.. key.Select(k => new StatCode(k))], 1));

    private static KeyReader Reader(StatHead head, string source, params ForeignLabel[] labels) => new(head, source, Content, new ForeignWords(source, Lists, labels, Content));

    [Fact]
    public void Content_and_lists_have_no_mistakes()
    {
        Assert.Empty(Content.Problems);
        Assert.Empty(Lists.Problems);
        Assert.True(Content.All.Count >= 15);
    }

    [Theory]
    [InlineData("A", "IND_TOTAL", "I_DSK2_BAB", "PC_IND", "total", "PC_IND")]
    [InlineData("Annual", "All individuals", "Individuals with basic or above basic overall digital skills (all five component indicators are at basic or above basic level)", "Percentage of individuals", "total", "PC_IND")]
    [InlineData("A", "Y16_24", "I_DSK2_BAB", "PC_IND_IU3", "Y16_24", "PC_IND_IU3")]
    public void Codes_and_names_lead_to_the_indicator_of_the_content(string frequency, string who, string what, string unit, string breakdown, string expected) =>
        Assert.Equal(new KnownKey(new("digital-skills-basic", breakdown, expected, "eurostat"), false), Read(Eurostat, "eurostat", [frequency, who, what, unit]));

    [Fact]
    public void What_the_content_does_not_have_becomes_an_indicator_of_the_file()
    {
        var reader = Reader(Eurostat, "eurostat");
        Assert.Equal(new KnownKey(new("isoc_sk_dskl_i21.i_dsk2_lw", "total", "PC_IND", "eurostat"), false), reader.Read(new StatRow(2, new("NL"), "2023", [new("A"), new("IND_TOTAL"), new("I_DSK2_LW", "Low"), new("PC_IND")], 1)));
        var made = Assert.Single(reader.Made);
        Assert.Equal(("Low", IndicatorUnit.Percent, "PC_IND"), (made.Name.In("en"), made.Unit, made.MainUnit));
        Assert.Equal(new IndicatorSource("Eurostat, isoc_sk_dskl_i21", "https://ec.europa.eu/eurostat/databrowser/view/isoc_sk_dskl_i21/default/table", "CC BY 4.0"), made.Source);
    }

    [Fact]
    public void A_fact_of_the_digital_decade_and_its_target_are_of_one_indicator()
    {
        Assert.Equal(new KnownKey(new("digital-skills-basic", "total", "PC_IND", "desi"), false), Read(Desi, "desi", ["desi_dsk_bab", "ind_total", "pc_ind"]));
        Assert.Equal(new KnownKey(new("digital-skills-basic", "total", "PC_IND", "desi"), true), Read(Desi, "desi", ["desi_dsk_bab", "dd_target_2030", "pc_ind"]));
    }

    [Fact]
    public void A_page_opens_with_figures_that_there_are()
    {
        static StatRow Fact(string indicator, string breakdown, string unit) => new(2, new("NL"), "2026", [new(indicator), new(breakdown), new(unit)], 1);
        var reader = Reader(Desi, "desi");
        foreach (var row in new[] { Fact("desi_cloud", "dd_target_2030", "pc_ent"), Fact("desi_cloud", "ent_all_xfin", "pc_ent"), Fact("desi_cloud", "ent_m_xfin", "pc_ent"), Fact("desi_unicorns", "some", "nb_some"), Fact("desi_unicorns", "total", "nb_unicorns") })
            Assert.IsType<KnownKey>(reader.Read(row));
        Assert.Equal(
            [("desi_cloud", "ENT_ALL_XFIN", "PC_ENT", IndicatorUnit.Percent), ("desi_unicorns", "total", "NB_UNICORNS", IndicatorUnit.Number)],
            reader.Made.OrderBy(i => i.Id).Select(i => (i.Id, i.MainBreakdown, i.MainUnit, i.Unit)));
    }

    [Fact]
    public void Two_words_for_one_series_lead_to_one_object()
    {
        var reader = Reader(Eurostat, "eurostat");
        KeyRead Of(string unit) => reader.Read(new StatRow(2, new("NL"), "2023", [new("A"), new("IND_TOTAL"), new("I_DSK2_BAB"), new(unit)], 1));
        Assert.Same(Of("PC_IND"), Of("Percentage of individuals"));
        Assert.NotSame(Of("PC_IND"), Of("PC_IND_IU3"));
    }

    [Theory, InlineData("sdmx-csv-2.0"), InlineData("json-stat-2.0")]
    public void A_file_of_a_hub_names_indicators_by_their_ids(string format)
    {
        var own = new StatHead(format, "MEENT:DESI_CLOUD(1.0)", null, null, [new("indicator"), new("breakdown"), new("unit"), new("source")], []);
        Assert.Equal(new KnownKey(new("desi_cloud", "ENT_ALL_XFIN", "", "desi"), false), Read(own, "other", ["desi_cloud", "ENT_ALL_XFIN", "_Z", "desi"]));
    }

    [Fact]
    public void A_name_that_nobody_knows_is_no_code() =>
        Assert.Equal(new UnknownLabel("ind_type", "Retired people"), Read(Eurostat, "eurostat", ["A", "Retired people", "I_DSK2_BAB", "PC_IND"]));

    [Fact]
    public void What_an_operator_said_holds()
    {
        ForeignLabel Said(string? code, bool leftOut) => new() { Source = "eurostat", Dimension = "ind_type", Label = "Retired people", FileName = "x.csv", Code = code, LeftOut = leftOut };
        string[] key = ["A", "Retired people", "I_DSK2_BAB", "PC_IND"];
        Assert.Equal(new KnownKey(new("digital-skills-basic", "RETIR_OTHER", "PC_IND", "eurostat"), false), Read(Eurostat, "eurostat", key, Said("RETIR_OTHER", false)));
        Assert.IsType<KeyLeftOut>(Read(Eurostat, "eurostat", key, Said(null, true)));
        Assert.IsType<UnknownLabel>(Read(Eurostat, "eurostat", key, Said(null, false)));
    }

    [Fact]
    public void Figures_that_schools_gave_elsewhere_are_not_brought_in_from_a_file() =>
        Assert.IsType<KeyLeftOut>(Read(new("csv", null, null, null, [new("indicator"), new("unit"), new("source")], []), "eurostat", ["digital-skills-basic", "percent", "schools"]));

    [Theory]
    [InlineData("ESTAT:ISOC_SK_DSKL_I21$DEFAULTVIEW(1.0)", "ISOC_SK_DSKL_I21")]
    [InlineData("ESTAT:ISOC_CI_CM_H(1.0)", "ISOC_CI_CM_H")]
    [InlineData("isoc_ci_cm_h", "ISOC_CI_CM_H")]
    [InlineData(null, null)]
    public void The_data_set_is_named_without_agency_and_version(string? id, string? dataflow) => Assert.Equal(dataflow, KeyReader.DataflowOf(id));

    [Theory]
    [InlineData("EA20", true), InlineData("EU28", true), InlineData("EU27_2007", true), InlineData("EU27_2020", false), InlineData("EU", false), InlineData("EE", false), InlineData("NL", false)]
    public void Groups_of_countries_are_no_places(string code, bool isGroup) => Assert.Equal(isGroup, PlaceCodes.IsGroup(code));

    [Fact]
    public void A_word_is_likely_what_it_looks_like()
    {
        var found = Meent.Monitor.ReviewLabels.Suggestions.For("Czech Rep.", PlaceCodes.Names);
        Assert.Equal("CZ", found[0].Code);
        Assert.Empty(Meent.Monitor.ReviewLabels.Suggestions.For("xxq", PlaceCodes.Names));
    }
}
