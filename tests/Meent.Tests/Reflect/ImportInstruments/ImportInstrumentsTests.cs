using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Meent.Tests.Formats;

namespace Meent.Tests.Reflect.ImportInstruments;

/// <summary>An operator brings a questionnaire of another program along.</summary>
public class ImportInstrumentsTests
{
    [Fact]
    public async Task An_operator_sees_what_was_understood_and_what_not_and_takes_the_draft_along()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        using var operatorHere = await hub.SignedIn(await hub.AddPerson("Op Erator", isOperator: true));
        await Send(operatorHere, ("file", "meadow.lss", Lss.Old));
        Assert.Equal(HttpStatusCode.OK, operatorHere.Status);
        Assert.Contains("3 statements were taken", operatorHere.Text, StringComparison.Ordinal);
        Assert.Contains("It is answered on another scale (Never … Always).", operatorHere.Text, StringComparison.Ordinal);
        Assert.Contains("Left out (5)", operatorHere.Text, StringComparison.Ordinal);

        await operatorHere.Press("Download the questionnaire");
        Assert.Equal("text/yaml", operatorHere.Response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("digital-meadow.yaml", operatorHere.Response.Content.Headers.ContentDisposition?.FileName);
        var yaml = await operatorHere.Response.Content.ReadAsStringAsync();
        Assert.StartsWith("instrument: digital-meadow\nversion: 1\n", yaml, StringComparison.Ordinal);
        Assert.DoesNotContain("\r", yaml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_three_sheets_of_a_form_are_read_together_and_a_wrong_file_says_why()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        using var operatorHere = await hub.SignedIn(await hub.AddPerson("Op Erator", isOperator: true), "nl");
        await Send(operatorHere, ("file", "survey.csv", XlsFormReaderTests.SurveySheet), ("choices", "choices.csv", XlsFormReaderTests.ChoicesSheet), ("settings", "settings.csv", XlsFormReaderTests.SettingsSheet));
        Assert.Equal(HttpStatusCode.OK, operatorHere.Status);
        Assert.Contains("We hebben een plan.", operatorHere.Text, StringComparison.Ordinal);
        Assert.Contains("visie.plan", operatorHere.Text, StringComparison.Ordinal);

        await Send(operatorHere, ("file", "evil.lss", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><document>&x;</document>"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, operatorHere.Status);
        Assert.Contains("DOCTYPE", operatorHere.Text, StringComparison.Ordinal);
        await Send(operatorHere);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, operatorHere.Status);
    }

    [Fact]
    public async Task Nothing_is_read_of_what_anybody_but_an_operator_sends()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        using var somebody = await hub.SignedIn(await hub.AddPerson("Bo Jans"));
        // Whoever reads this finds that it is no form, and says so.
        foreach (var path in new[] { "/operate/instruments", "/operate/instruments/draft" })
        {
            await somebody.Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent("no form") });
            Assert.Equal(HttpStatusCode.NotFound, somebody.Status);
        }
    }

    private static async Task Send(Visitor visitor, params (string Field, string Name, string Content)[] files)
    {
        await visitor.Get("/operate/instruments");
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in Visitor.Filled(visitor.Page.QuerySelectorAll<IHtmlFormElement>("form[method=post]").First(f => f.QuerySelector("[name=file]") is not null)))
            form.Add(new StringContent(value), name);
        foreach (var (field, name, content) in files) form.Add(new ByteArrayContent(Lss.Bytes(content)), field, name);
        await visitor.Send(new HttpRequestMessage(HttpMethod.Post, "/operate/instruments") { Content = form });
    }
}
