using Meent.Foundation.Localisation;

namespace Meent.Tests.Foundation;

public class LanguageTests
{
    [Fact]
    public async Task Greek_is_offered_where_the_operator_says_so()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite, s => s with { Languages = "en nl el" });
        await hub.AddPerson("Somebody");
        using var visitor = hub.Visitor();
        await visitor.Get("/el/");
        Assert.Equal("el", visitor.Page.DocumentElement.GetAttribute("lang"));
        Assert.Contains("Δείτε πού βρίσκεται το σχολείο σας", visitor.Text);
        Assert.Contains("Δείτε πού", await visitor.Response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_language_that_is_not_offered_is_no_prefix()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await hub.AddPerson("Somebody");
        using var visitor = hub.Visitor("el");
        await visitor.Get("/el/");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, visitor.Status);
        Assert.Equal("en", visitor.Page.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task A_language_laid_into_the_data_folder_is_offered_without_a_build()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite, s =>
        {
            Directory.CreateDirectory(Path.Combine(s.DataFolder, "translations"));
            File.WriteAllText(Path.Combine(s.DataFolder, "translations", "fr.po"), """
                msgid ""
                msgstr "Plural-Forms: nplurals=2; plural=(n > 1);\n"

                msgid "Home"
                msgstr "Accueil"
                """);
            return s;
        });
        await hub.AddPerson("Somebody");
        using var visitor = hub.Visitor();
        await visitor.Get("/fr/");
        Assert.Equal("fr", visitor.Page.DocumentElement.GetAttribute("lang"));
        Assert.Contains("Accueil", visitor.Page.Body!.TextContent);
        Assert.Contains("Français", visitor.Page.Body!.TextContent);
        Assert.Contains("Where do you begin?", visitor.Text);
    }

    [Theory]
    [InlineData("nplurals=2; plural=(n != 1);", new[] { 1, 0, 1, 1 })]
    [InlineData("nplurals=2; plural=(n > 1);", new[] { 0, 0, 1, 1 })]
    [InlineData("nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);", new[] { 2, 0, 1, 2 })]
    [InlineData("nplurals=4; plural=(n==1 ? 0 : n==0 || (n%100>0 && n%100<=10) ? 1 : (n%100>10 && n%100<20) ? 2 : 3);", new[] { 1, 0, 1, 1 })]
    public void Plural_forms_follow_the_expression_of_the_file(string header, int[] forms)
    {
        var rule = PluralRule.Parse(header);
        Assert.Equal(forms, new[] { 0, 1, 2, 5 }.Select(rule.FormFor));
    }

    [Theory]
    [InlineData("nplurals=2;")]
    [InlineData("nplurals=two; plural=n;")]
    [InlineData("nplurals=2; plural=(n != 1;")]
    [InlineData("nplurals=2; plural=system();")]
    public void A_plural_rule_with_a_mistake_is_refused(string header) => Assert.Throws<FormatException>(() => PluralRule.Parse(header));
}
