using Meent.Foundation.Localisation;

namespace Meent.Tests.House;

/// <summary>With MEENT_WRITE_POT=1 these tests write what they find missing: meent.pot, and empty entries at the end of nl.po.</summary>
public class TranslationTests
{
    private static readonly IReadOnlyList<TextKey> Keys = TextKeys.Of(SourceTree.Project);

    private static bool Write => Environment.GetEnvironmentVariable("MEENT_WRITE_POT") == "1";

    [Fact]
    public void Dutch_is_complete()
    {
        var path = Path.Combine(TranslationFiles.Folder, "nl.po");
        if (Write) File.WriteAllText(path, TranslationFiles.WithMissing(File.ReadAllText(path), Keys));
        Found.Nothing(TranslationFiles.Violations(Keys, Po.Read(File.ReadAllText(path), "nl.po"), "nl"));
    }

    [Fact]
    public void The_template_holds_every_text()
    {
        var path = Path.Combine(TranslationFiles.Folder, "meent.pot");
        if (Write) File.WriteAllText(path, TranslationFiles.Template(Keys));
        Assert.True(File.Exists(path) && TranslationFiles.Template(Keys) == File.ReadAllText(path), "meent.pot is not up to date: run the tests once with MEENT_WRITE_POT=1.");
    }

    [Fact]
    public void Every_text_is_a_constant_that_can_be_translated() => Found.Nothing(TextKeys.Unknown(SourceTree.Project));

    [Fact]
    public void Texts_go_by_the_name_by_which_they_are_looked_for()
    {
        Found.Nothing(TextKeys.Misnamed(SourceTree.Project));
        Assert.Equal(
            ["src/Meent/A.cs: Texts words", "src/Meent/B.razor: Texts Words"],
            TextKeys.Misnamed(SourceTree.Of(("src/Meent/A.cs", "class A(Texts T) { string S(Texts words) => words[\"Hi\"]; }"), ("src/Meent/B.razor", "@inject Texts Words\n<p>@T[\"Texts of letters\"]</p>"))));
    }

    [Fact]
    public void Planted_texts_are_found_wherever_they_stand()
    {
        var tree = SourceTree.Of(
            ("src/Meent/A.cs", """
                class A(Texts T) { string a = T["One {0}", 1]; string b = T[x ? "Yes" : "No"]; string c = T.N(2, "one", "{0} many"); string d = T["Long " + "text"]; string e = part.T["Of a part"]; string f = part.T.N(2, "one part", "{0} parts"); string g = services.GetRequiredService<Texts>()["By service"]; }
                sealed record Late() : Refusal("Too late."); class M { object m = new MenuEntry(1, "Find", "/find"); string k = Texts.Key("Kept"); }
                """),
            ("src/Meent/B.razor", """
                @* T["Hidden"] *@<p title="@T["A title"]">@T["Said \"so\""]: @T.N(Model.N, "one page", "{0} pages")</p>@code { string S => T["In code"] + Model.T["Of a model"]; }
                """));
        Assert.Equal(
            ["By service", "Find", "Kept", "Long text", "No", "Of a part", "One {0}", "Too late.", "Yes", "one", "one part", "A title", "In code", "Of a model", "Said \"so\"", "one page"],
            TextKeys.Of(tree).Select(k => k.English));
        Assert.Equal(["src/Meent/C.cs: T[name]"], TextKeys.Unknown(SourceTree.Of(("src/Meent/C.cs", "class C { string s = T[name]; string t = T[page.English, 1]; }"))));
    }

    [Fact]
    public void What_a_language_lacks_or_gets_wrong_is_found()
    {
        TextKey[] keys = [new("Here", null, "a"), new("Gone {0}", null, "a"), new("one answer", "{0} answers", "a"), new("New", null, "a.cs")];
        var po = Po.Read("""
            msgid "Here"
            msgstr "Hier"

            msgid "Gone {0}"
            msgstr "Weg {1}"

            msgid "one answer"
            msgid_plural "{0} answers"
            msgstr[0] "één antwoord"
            msgstr[1] "{0} antwoorden"

            msgid "Old"
            msgstr "Oud"
            """, "nl.po");
        Assert.Equal(
            ["nl: 'Weg {1}' has other numbers in braces than 'Gone {0}'", "nl: 'Weg {1}' has numbers in braces that 'Gone {0}' has not", "nl: not translated: 'New' (a.cs)", "nl: no page says 'Old' any more"],
            TranslationFiles.Violations(keys, po, "nl"));
    }

    [Fact]
    public void What_is_written_for_a_missing_text_can_be_read_back()
    {
        var po = TranslationFiles.WithMissing("msgid \"Here\"\nmsgstr \"Hier\"\n", [new("Here", null, "a"), new("Say \"no\"", null, "b"), new("one", "{0}", "c")]);
        Assert.Equal(["Here", "Say \"no\"", "one"], Po.Read(po, "nl.po").Texts.Keys);
    }
}
