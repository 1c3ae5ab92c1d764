using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using Meent.Formats.Codebooks;
using Meent.People;
using Meent.Tests.Reflect.ReadResults;

namespace Meent.Tests.Formats;

/// <summary>The codebook of a released round, as JSON and as DDI.</summary>
public class DdiTests
{
    private static readonly XNamespace Ddi = DdiCodebook.Namespace;

    [Fact]
    public async Task A_released_round_is_described_as_the_standard_orders_it_and_tells_nothing_that_the_report_does_not()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var school = await hub.AddSchool("De <Elzen> & Co \u0001");
        var reader = await hub.AddPerson("Re Ader");
        await hub.Give(reader, Role.Reader, school);
        using var visitor = await hub.SignedIn(reader);
        Group[] groups = [.. ReportSchool.Usual(), new("families", 3, 40, _ => 4)];
        var id = await hub.AddReport(school, groups, own: ["Our \"own\" <b>statement</b>"]);

        await visitor.Get($"/rounds/{id}/ddi.xml");
        Assert.Equal("application/xml", visitor.Response.Content.Headers.ContentType?.MediaType);
        var document = Read(await visitor.Response.Content.ReadAsByteArrayAsync());
        Assert.Empty(DdiStructure.Problems(document.Root!));
        Suppressed_and_shown(document);

        await visitor.Get($"/rounds/{id}/codebook.json");
        var json = JsonNode.Parse(await visitor.Response.Content.ReadAsStringAsync())!;
        Assert.Equal(document.Descendants(Ddi + "qstn").Count(), json["questions"]!.AsArray().Count);
        Assert.Equal(18, json["columns"]!.AsArray().Count);
        Assert.Contains("Our \"own\" <b>statement</b>", json["questions"]!.AsArray().Select(q => (string?)q!["statement"]));
    }

    private static void Suppressed_and_shown(XDocument document)
    {
        var questions = document.Descendants(Ddi + "var").Where(v => v.Element(Ddi + "qstn") is not null).ToList();
        var families = questions.Where(q => q.Attribute("name")!.Value.StartsWith("families.", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(families);
        Assert.All(families, q => Assert.DoesNotContain(q.Descendants(), e => e.Name.LocalName is "sumStat" or "catStat"));
        Assert.All(families, q => Assert.Equal("suppressed", q.Element(Ddi + "notes")!.Attribute("subject")!.Value));
        // 60 learners show all answers, 12 teachers three groups of them.
        Assert.Contains(questions, q => q.Attribute("name")!.Value.StartsWith("learners.", StringComparison.Ordinal) && q.Elements(Ddi + "catgry").Count(c => c.Element(Ddi + "catStat") is not null) >= 3);
        var teachers = questions.Where(q => q.Attribute("name")!.Value.StartsWith("teachers.", StringComparison.Ordinal)).ToList();
        Assert.Contains(teachers, q => q.Elements(Ddi + "catgryGrp").Count() == 3);
        Assert.All(teachers, q => Assert.DoesNotContain(q.Elements(Ddi + "catgry").Take(5), c => c.Element(Ddi + "catStat") is not null));
        Assert.Contains("De <Elzen> & Co", document.Descendants(Ddi + "titl").First().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_structure_test_finds_an_element_out_of_order_an_unknown_one_and_a_reference_to_nothing()
    {
        var wrong = XDocument.Parse($"""
            <codeBook xmlns="{DdiCodebook.Namespace}" version="2.5">
              <dataDscr><var ID="V1" name="a" files="F9"><universe/><labl/></var></dataDscr>
              <stdyDscr><citation><titlStmt><IDNo/><titl/></titlStmt></citation></stdyDscr>
              <answers/>
            </codeBook>
            """);
        Assert.Equal(
            [
                "codeBook: stdyDscr stands after dataDscr", "codeBook holds answers, which the standard does not know there", "var: labl stands after universe",
                "titlStmt: titl stands after IDNo", "var refers to F9, which is nowhere",
            ],
            DdiStructure.Problems(wrong.Root!));
    }

    private static XDocument Read(byte[] bytes)
    {
        using var reader = XmlReader.Create(new MemoryStream(bytes), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        return XDocument.Load(reader);
    }
}
