using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Meent.Foundation.Data;
using Meent.Monitor;
using Meent.Monitor.UploadFigures;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Monitor;

/// <summary>The operator sends a file, sees of every row whether it can be taken, and only then takes it in.</summary>
public class UploadFiguresTests
{
    private const string Head = "DATAFLOW,freq,ind_type,indic_is,unit,geo,TIME_PERIOD,OBS_VALUE\n";

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_good_file_is_looked_at_and_taken_in_with_its_embargo_and_note(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        using var olga = await hub.SignedIn(await hub.AddPerson("Olga", isOperator: true));
        await Send(olga, Head + Row("NL", "2021", "78.9") + Row("NL", "2023", "0"), new() { ["embargo"] = "2027-12-01T11:00", ["note"] = "A better sample." });
        Assert.Contains("This file can be taken in.", olga.Text, StringComparison.Ordinal);
        Assert.Contains("Everybody sees them from 1 December 2027, 11:00 UTC on.", olga.Text, StringComparison.Ordinal);
        Assert.Equal(0, await hub.Look(db => db.Read<StoredObservation>().CountAsync()));
        Assert.Contains("skills.csv", (await olga.Get("/operate/imports")).Text, StringComparison.Ordinal);
        await olga.Get(olga.Page.QuerySelectorAll("main a").Single(a => a.TextContent == "skills.csv").GetAttribute("href")!);
        await Press(olga, "take");
        var vintage = await hub.Look(db => db.Read<Vintage>().SingleAsync());
        Assert.Equal(("skills.csv", "A better sample.", 2L, true), (vintage.FileName, vintage.Note, vintage.RowCount, vintage.IsWhole));
        Assert.Equal(new DateTime(2027, 12, 1, 11, 0, 0, DateTimeKind.Utc), vintage.EmbargoUntil);
        Assert.Empty(Directory.GetDirectories(Path.Combine(hub.Settings.DataFolder, "uploads")));
        Assert.DoesNotContain("Files that wait", (await olga.Get("/operate/imports")).Text, StringComparison.Ordinal);
        await Send(olga, Head + Row("NL", "2021", "78.9") + Row("NL", "2023", "0"), []);
        Assert.Contains("This file is here already, as version 1.", olga.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(olga.Page.QuerySelectorAll("input[name=act]"), i => i.GetAttribute("value") == "take");
    }

    [Fact]
    public async Task A_bad_file_says_of_each_row_why_page_by_page_and_nothing_of_it_comes_in()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        using var olga = await hub.SignedIn(await hub.AddPerson("Olga", isOperator: true));
        var bad = Row("NL", "2016.0", "70") + Row("BE", "2021", "61,5") + Row("Narnia", "2021", "50") + Row("DE", "2021", "1") + Row("DE", "2021", "1") + Row("FR", "2021", "1") + Row("FR", "2021", "2");
        await Send(olga, Head + bad + string.Concat(Enumerable.Range(1900, 60).Select(y => Row("AT", $"{y}.0", "1"))) + Row("AT", "2021", "63.3"), []);
        Assert.Contains("rows cannot be taken, so the file stays out.", olga.Text, StringComparison.Ordinal);
        Assert.Equal(50, olga.Page.QuerySelectorAll("main tbody tr").Length);
        foreach (var why in new[] { "spreadsheet made a number of", "has a comma where a point is due", "There is no place here for", "The same observation as line", "gives another value" }) Assert.Contains(why, olga.Text, StringComparison.Ordinal);
        Assert.Contains("One word of the file matches nothing.", olga.Text, StringComparison.Ordinal);
        Assert.Contains("Narnia", (await olga.Get("/operate/imports")).Text, StringComparison.Ordinal);
        var file = olga.Page.QuerySelectorAll("main a").Single(a => a.TextContent == "skills.csv").GetAttribute("href")!;
        await olga.Get($"{file}?page=2");
        Assert.Contains("1958.0", olga.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await olga.Get($"{file}?page=3")).Status);
        await olga.Get($"{file}/report.csv");
        Assert.Equal("text/csv", olga.Response.Content.Headers.ContentType!.MediaType);
        await olga.Get(file);
        await olga.Post(new() { ["without-refused"] = "true", ["source"] = "Two words" }, $"form[action='{file}']");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, olga.Status);
        Assert.Equal("two words", olga.Page.QuerySelector<IHtmlInputElement>("input[name=source]")!.Value);
        Assert.True(olga.Page.QuerySelector<IHtmlInputElement>("input[name=without-refused]")!.IsChecked);
        await olga.Post(new() { ["source"] = "eurostat" }, $"form[action='{file}']");
        Assert.Contains("This file can be taken in.", olga.Text, StringComparison.Ordinal);
        Assert.Equal(0, await hub.Look(db => db.Read<StoredObservation>().CountAsync()));
        await Press(olga, "take");
        Assert.Equal(2, await hub.Look(db => db.Read<StoredObservation>().CountAsync()));
    }

    [Fact]
    public async Task Figures_are_not_closed_until_a_day_that_is_over_or_never_comes_and_a_refused_row_is_shown_itself()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        using var olga = await hub.SignedIn(await hub.AddPerson("Olga", isOperator: true));
        foreach (var day in new[] { "1900-01-01T00:00", "9999-01-01T00:00" })
        {
            await Send(olga, Head + Row("NL", "2021", "78.9"), new() { ["embargo"] = day });
            Assert.Contains("Choose one that is still to come, within 5 years.", olga.Text, StringComparison.Ordinal);
            Assert.Equal(day, olga.Page.QuerySelector("input[name=embargo]")!.GetAttribute("value"));
            // A reload shows the file, and sends it not once more.
            Assert.Equal(HttpStatusCode.OK, olga.Status);
            Assert.StartsWith("/operate/imports/files/", olga.Response.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
        }
        await Send(olga, Head + Row("NL", "2016.0", "70") + Row("DE", "2021", "1") + Row("DE", "2021", "1"), []);
        Assert.Equal(["ESTAT:ISOC_SK_DSKL_I21(1.0),A,IND_TOTAL,I_DSK2_BAB,PC_IND,NL,2016.0,70", "DE · 2021 · A · IND_TOTAL · I_DSK2_BAB · PC_IND"], olga.Page.QuerySelectorAll("main tbody td:last-child").Select(c => c.TextContent.Trim()));
    }

    [Fact]
    public async Task What_cannot_be_a_share_is_refused_and_indicators_that_are_new_are_named()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        using var olga = await hub.SignedIn(await hub.AddPerson("Olga", isOperator: true));
        const string Columns = "indicator,breakdown,unit,place,period,value\n", TooLarge = "homes-with-fibre,total,PC_HH,NL,2016,170.1\n", Slip = "nope,total,PC_HH,NL,2017,151\n";
        var own = new Dictionary<string, string> { ["columns"] = "own", ["source"] = "desi" };
        await Send(olga, Columns + TooLarge + Slip, own);
        foreach (var says in new[] { "One of the 2 rows cannot be taken", "170.1 is no share: homes-with-fibre goes from 0 to 100 per cent.", "One row: The value is no share", "nope", "a slip becomes an indicator of its own" })
            Assert.Contains(says, olga.Text, StringComparison.Ordinal);
        await Send(olga, Columns + TooLarge, own);
        Assert.Contains("The only row of the file cannot be taken.", olga.Text, StringComparison.Ordinal);
        await Send(olga, Columns + Slip, own);
        await Press(olga, "take");
        await Send(olga, Columns + Slip.Replace("2017", "2018", StringComparison.Ordinal), own);
        Assert.Contains("This file can be taken in.", olga.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("a slip becomes", olga.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_a_row_shows_no_zeros_and_the_list_tells_what_became_of_each()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        using var olga = await hub.SignedIn(await hub.AddPerson("Olga", isOperator: true));
        await Send(olga, "", []);
        Assert.Contains("The file is empty. Choose the one with the figures.", olga.Text, StringComparison.Ordinal);
        await Send(olga, [("file", "picture.png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d])], []);
        Assert.Contains("This file cannot be taken in.", olga.Text, StringComparison.Ordinal);
        Assert.Empty(olga.Page.QuerySelectorAll("main dt"));
        await Send(olga, "Land;Jahr;Anteil\nAT;2023;1\n", []);
        await Send(olga, Head + Row("NL", "2021", "78.9"), []);
        await olga.Get("/operate/imports");
        foreach (var says in new[] { "UTC · 1 kB · can be taken in", "something is still to be said of it", "cannot be taken in as it is" }) Assert.Contains(says, olga.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plain_file_in_Latin_1_asks_for_a_mapping_and_is_still_there_when_it_comes()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        using var olga = await hub.SignedIn(await hub.AddPerson("Olga", isOperator: true));
        await Send(olga, [("file", "anteile.csv", Encoding.Latin1.GetBytes("Land;Jahr;Anteil\nÖsterreich;2021;63,3\n"))], []);
        Assert.Contains("This is a plain CSV file. Say below how its columns are known.", olga.Text, StringComparison.Ordinal);
        var path = olga.Page.QuerySelector("form[method=post]")!.GetAttribute("action")!;
        const string Mapping = """
            separator: ";"
            encoding: latin1
            decimal: comma
            columns: { place: Land, period: Jahr, value: Anteil }
            constants: { indicator: digital-skills-basic, unit: PC_IND }
            codes:
              place: { Österreich: AT }
            """;
        await Again(olga, path, [], new() { ["columns"] = "sent", ["source"] = "oecd" });
        Assert.Contains("Choose the mapping, or say otherwise", olga.Text, StringComparison.Ordinal);
        await Again(olga, path, [("mapping", "m.yaml", Encoding.UTF8.GetBytes(Mapping))], new() { ["columns"] = "own", ["source"] = "oecd" });
        Assert.Contains("You sent a mapping along, so say that", olga.Text, StringComparison.Ordinal);
        await Send(olga, [("file", "anteile.csv", "x"u8.ToArray()), ("mapping", "m.yaml", new byte[(1 << 20) + 1])], new() { ["note"] = "Kept" });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Kept"), (olga.Status, olga.Page.QuerySelector<IHtmlInputElement>("input[name=note]")!.Value));
        Assert.Contains("This is too large for a mapping.", olga.Text, StringComparison.Ordinal);
        await olga.Get(path);
        // Nothing was said of the columns: the mapping that came along says it.
        await Again(olga, path, [("mapping", "m.yaml", Encoding.UTF8.GetBytes(Mapping))], new() { ["columns"] = "", ["source"] = "oecd" });
        Assert.Equal("sent", olga.Page.QuerySelector<IHtmlSelectElement>("select[name=columns]")!.Value);
        Assert.Contains("This file can be taken in.", olga.Text, StringComparison.Ordinal);
        await Press(olga, "take");
        Assert.Equal(63.3m, (await ObservationImportTests.Ask(hub, (o, at) => o.Of(at), "AT")).Single().Value);
    }

    [Fact]
    public async Task In_Dutch_a_file_its_rows_and_its_mapping_say_in_Dutch_what_is_wrong()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        using var olga = await hub.SignedIn(await hub.AddPerson("Olga", isOperator: true));
        await olga.Get("/nl/operate/imports");
        var rows = Row("NL", "2016.0", "70") + Row("BE", "2021", "61,5") + Row("Narnia", "2021", "50") + Row("DE", "2021", "1") + Row("DE", "2021", "1") + Row("FR", "2021", "1") + Row("FR", "2021", "2") + Row("EA19", "2021", "2") + Row("AT", "2021", "170");
        await Says(Head + rows, null, "7 van de 9 rijen kunnen niet worden opgenomen", "lijkt een jaar waar een rekenblad een getal van maakte", "heeft een komma waar een punt hoort", "De hub kent geen plek “Narnia”.", "Dezelfde waarneming als regel 5", "Regel 8 geeft een andere waarde", "“EA19” is een groep landen", "170 is geen aandeel");
        await Says(Head + Row("BE", "2021", "1") + "\"" + Row("NL", "2021", "1"), null, "Het lezen stopte bij regel 3. Een aanhalingsteken wordt nooit gesloten.");
        await Says(Head + "\"" + Row("NL", "2021", "1"), null, "Het lezen stopte bij regel 2.");
        await Says("%PDF-1.7\n", null, "Dit is geen tekst: misschien een pdf-");
        await Says("NL,2021,50\n", null, "Dit is een gewoon CSV-bestand.");
        await Says("NL,2021,50\n", "columns: { place: Land, period: Jahr }", "De kolomwijzer zegt niet in welke kolom “value” staat.");
        await Says("NL,2021,50\n", "columns: { place: Land, period: Jahr, value: Wert }", "Er is geen kolom voor “Land”.");

        async Task Says(string file, string? mapping, params string[] words)
        {
            (string, string, byte[])[] sent = [("file", "skills.csv", Encoding.UTF8.GetBytes(file)), .. mapping is null ? Array.Empty<(string, string, byte[])>() : [("mapping", "m.yaml", Encoding.UTF8.GetBytes(mapping))]];
            await Send(olga, sent, new() { ["source"] = mapping is null ? "" : "oecd" });
            Assert.All(words, w => Assert.Contains(w, olga.Text, StringComparison.Ordinal));
            Assert.Empty(olga.Page.QuerySelectorAll("main [lang=en]"));
        }
    }

    [Fact]
    public async Task What_an_earlier_version_found_of_a_file_is_looked_at_again()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        using var olga = await hub.SignedIn(await hub.AddPerson("Olga", isOperator: true));
        var path = $"/operate/imports/files/{await hub.AddWaitingFile()}";
        Assert.Contains("One of the 2 rows cannot be taken", (await olga.Get(path)).Text, StringComparison.Ordinal);
        var state = Directory.GetFiles(Path.Combine(hub.Settings.DataFolder, "uploads"), "state.json", SearchOption.AllDirectories).Single();
        var known = JsonNode.Parse(await File.ReadAllTextAsync(state))!;
        known["result"]!.AsObject().Remove("reason");
        await File.WriteAllTextAsync(state, known.ToJsonString());
        Assert.Equal(HttpStatusCode.OK, (await olga.Get(path)).Status);
        Assert.Contains("not looked at yet", (await olga.Get("/operate/imports")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_comes_back_for_goes_after_a_week_and_a_file_can_be_removed()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        using var olga = await hub.SignedIn(await hub.AddPerson("Olga", isOperator: true));
        var old = await hub.AddWaitingFile();
        hub.Clock.Advance(TimeSpan.FromDays(8));
        await Send(olga, Head + Row("NL", "2021", "78.9"), []);
        Assert.Equal(HttpStatusCode.NotFound, (await olga.Get($"/operate/imports/files/{old}")).Status);
        await olga.Get("/operate/imports");
        await olga.Get(olga.Page.QuerySelectorAll("main a").Single(a => a.TextContent == "skills.csv").GetAttribute("href")!);
        await Press(olga, "remove");
        Assert.Empty(Directory.GetDirectories(Path.Combine(hub.Settings.DataFolder, "uploads")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Send(olga, [], new() { ["note"] = "Kept" })).Status);
        Assert.Equal("Kept", olga.Page.QuerySelector<IHtmlInputElement>("input[name=note]")!.Value);
    }

    [Fact]
    public async Task Nobody_takes_in_what_somebody_else_said_of_a_file_since()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var person = await hub.AddPerson("Olga", isOperator: true);
        using var olga = await hub.SignedIn(person);
        using var other = await hub.SignedIn(person);
        await Send(olga, Head + Row("NL", "2021", "78.9"), new() { ["embargo"] = "2027-12-01T11:00" });
        var href = olga.Page.QuerySelector("form[method=post]")!.GetAttribute("action")!;
        await other.Get(href);
        await other.Post(new() { ["embargo"] = "" }, $"form[action='{href}']:has([name=columns])");
        Assert.Contains("Everybody sees them at once", other.Text, StringComparison.Ordinal);
        await Press(olga, "take");
        Assert.Equal(HttpStatusCode.Conflict, olga.Status);
        Assert.Contains("Everybody sees them at once", olga.Text, StringComparison.Ordinal);
        Assert.Equal(0, await hub.Look(db => db.Read<Vintage>().CountAsync()));
        await Press(olga, "take");
        Assert.Null((await hub.Look(db => db.Read<Vintage>().SingleAsync())).EmbargoUntil);
    }

    [Fact]
    public async Task What_is_old_or_broken_is_swept_and_stops_nothing()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        using var olga = await hub.SignedIn(await hub.AddPerson("Olga", isOperator: true));
        var files = new WaitingFiles(hub.Settings, hub.Clock);
        var (old, uploads) = (await hub.AddWaitingFile(), Path.Combine(hub.Settings.DataFolder, "uploads"));
        string[] halves = [Path.Combine(uploads, Ids.Random().ToString("N")), Path.Combine(uploads, Ids.Random().ToString("N"))];
        foreach (var half in halves) await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(half).FullName, "state.json"), "{\"name\":");
        Directory.SetLastWriteTimeUtc(halves[0], hub.Clock.GetUtcNow().UtcDateTime.AddHours(-2));
        Directory.SetLastWriteTimeUtc(halves[1], hub.Clock.GetUtcNow().UtcDateTime);
        Assert.Equal(HttpStatusCode.OK, (await olga.Get("/operate/imports")).Status);
        files.Sweep();
        Assert.Equal((false, true), (Directory.Exists(halves[0]), Directory.Exists(halves[1])));
        Assert.NotNull(files.Find(old));
        hub.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Null(files.Find(old));
        files.Sweep();
        Assert.Empty(Directory.GetDirectories(uploads));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => files.Keep(new FormFile(new MemoryStream([1]), 0, 1, "file", "figures.csv"), UploadForm.Empty, new CancellationToken(true)));
        Assert.Empty(Directory.GetDirectories(uploads));
    }

    [Fact]
    public void A_name_is_short_in_bytes_too() =>
        Assert.InRange(Encoding.UTF8.GetByteCount(WaitingFiles.SafeName(new string('ა', 90) + ".csv")), 190, 200);

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\figures\\skills 2025.csv", "skills 2025.csv")]
    [InlineData("..", "figures.csv")]
    [InlineData("a<b>.csv", "a-b-.csv")]
    public void A_file_is_named_by_its_last_part_and_never_by_a_path(string sent, string name) => Assert.Equal(name, WaitingFiles.SafeName(sent));

    private static string Row(string geo, string period, string value) => $"ESTAT:ISOC_SK_DSKL_I21(1.0),A,IND_TOTAL,I_DSK2_BAB,PC_IND,{geo},{period},{(value.Contains(',', StringComparison.Ordinal) ? $"\"{value}\"" : value)}\n";

    private static Task<Visitor> Send(Visitor visitor, string text, Dictionary<string, string> typed) => Send(visitor, [("file", "skills.csv", Encoding.UTF8.GetBytes(text))], typed);

    private static async Task<Visitor> Send(Visitor visitor, (string Field, string Name, byte[] Content)[] files, Dictionary<string, string> typed)
    {
        await visitor.Get("/operate/imports/new");
        return await Again(visitor, "/operate/imports/new", files, typed);
    }

    private static async Task<Visitor> Again(Visitor visitor, string path, (string Field, string Name, byte[] Content)[] files, Dictionary<string, string> typed)
    {
        using var form = new MultipartFormDataContent();
        var filled = Visitor.Filled(visitor.Page.QuerySelectorAll<IHtmlFormElement>("form[method=post]").First(f => f.QuerySelector("[name=columns]") is not null)).Where(f => !typed.ContainsKey(f.Key));
        foreach (var (name, value) in filled.Concat(typed)) form.Add(new StringContent(value), name);
        foreach (var (field, name, content) in files) form.Add(new ByteArrayContent(content), field, name);
        await visitor.Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = form });
        return visitor;
    }

    private static Task<Visitor> Press(Visitor visitor, string act) => visitor.Post([], $"form:has(input[name=act][value={act}])");
}
