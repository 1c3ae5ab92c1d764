using System.Net;
using Meent.Monitor;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Monitor;

/// <summary>The operator says what a word means, and the file comes in.</summary>
public class ReviewLabelsTests
{
    private const string File = """
        DATAFLOW,freq,ind_type,indic_is,unit,geo,TIME_PERIOD,OBS_VALUE
        ESTAT:ISOC_SK_DSKL_I21(1.0),A,IND_TOTAL,I_DSK2_BAB,PC_IND,Czech Rep.,2021,59.69
        ESTAT:ISOC_SK_DSKL_I21(1.0),A,Old men,I_DSK2_BAB,PC_IND,NL,2021,40
        """;

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_word_that_matches_nothing_is_explained_once_for_all_files(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        Assert.Equal((null, 2), (await ObservationImportTests.Import(hub, File)) is var first ? (first.Vintage, first.Labels) : default);
        using var olga = await hub.SignedIn(await hub.AddPerson("Olga Operator", isOperator: true));
        await olga.Get("/operate/imports");
        Assert.Contains("Czech Rep.", olga.Text, StringComparison.Ordinal);
        await olga.Get(Link(olga, "Czech Rep."));
        Assert.Equal("CZ", olga.Page.QuerySelector("input[name=meaning]")?.GetAttribute("value"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await olga.Post(new() { ["code"] = "" })).Status);
        Assert.Contains("Choose what the word means.", olga.Text, StringComparison.Ordinal);
        await olga.Post(new() { ["meaning"] = "CZ" });

        await olga.Get(Link(olga, "Old men"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await olga.Post(new() { ["meaning"] = "another code", ["code"] = "old men" })).Status);
        Assert.Equal("old men", olga.Page.QuerySelector("input[name=code]")?.GetAttribute("value"));
        await olga.Post(new() { ["meaning"] = "leave out", ["code"] = "" });
        Assert.Contains("No word waits for you.", olga.Text, StringComparison.Ordinal);

        var second = await ObservationImportTests.Import(hub, File);
        Assert.Equal((null, 1L, 1L), (second.Problem, second.Observations, second.LeftOut));
        Assert.Equal(59.69m, (await ObservationImportTests.Ask(hub, (o, cz) => o.Of(cz), "CZ")).Single().Value);
        Assert.Equal(2, await hub.Look(db => db.Read<ForeignLabel>().CountAsync()));
        await olga.Get("/operate/imports");
        Assert.Contains("Rows are left out", olga.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_that_is_no_place_is_refused_and_one_that_was_kept_before_waits_again()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await ObservationImportTests.Import(hub, File);
        using var olga = await hub.SignedIn(await hub.AddPerson("Olga Operator", isOperator: true));
        await olga.Get("/operate/imports");
        await olga.Get(Link(olga, "Czech Rep."));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await olga.Post(new() { ["meaning"] = "another code", ["code"] = "QQ" })).Status);
        Assert.Contains("There is no place of this code here.", olga.Text, StringComparison.Ordinal);
        Assert.Equal("QQ", olga.Page.QuerySelector("input[name=code]")?.GetAttribute("value"));

        await hub.Look(db => db.Set<ForeignLabel>().Where(l => l.Label == "Czech Rep.").ExecuteUpdateAsync(l => l.SetProperty(x => x.Code, "QQ")));
        var result = await ObservationImportTests.Import(hub, File);
        Assert.Contains("“Czech Rep.” means QQ, as an operator said, and there is no such place here.", result.NotTaken.Select(r => r.Why));
        await olga.Get("/operate/imports");
        Assert.Contains("Czech Rep.", olga.Page.QuerySelector("ul.stack")!.TextContent, StringComparison.Ordinal);
        await olga.Get(Link(olga, "Czech Rep."));
        await olga.Post(new() { ["meaning"] = "another code", ["code"] = "CZ" });
        Assert.DoesNotContain("Czech Rep.", olga.Page.QuerySelector("ul.stack")!.TextContent, StringComparison.Ordinal);
    }

    private static string Link(Visitor visitor, string word) => visitor.Page.QuerySelectorAll("main a").First(a => a.TextContent == word).GetAttribute("href")!;
}
