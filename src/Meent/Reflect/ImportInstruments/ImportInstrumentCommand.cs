using System.CommandLine;
using System.Text.Json;
using Meent.Foundation;
using Meent.Foundation.Localisation;
using Meent.Reflect.Instruments;

namespace Meent.Reflect.ImportInstruments;

/// <summary><c>meent import instrument FILE --out draft.yaml</c>: a questionnaire of another program as a draft to go on with. Needs no database.</summary>
public static class ImportInstrumentCommand
{
    private static readonly Argument<string> FileName = new("FILE") { Description = "A LimeSurvey export (.lss), or the sheet \"survey\" of an XLSForm as CSV; choices.csv and settings.csv are looked for beside it." };
    private static readonly Option<string?> Out = new("--out") { Description = "Where the draft goes: draft.yaml. The areas go beside it, into draft.framework.yaml. Without it, nothing is written." };
    private static readonly Option<string> Audience = new("--audience") { Description = "Who is asked: leaders, teachers, team, learners, families, trainers, participants, volunteers, or an id of your own.", DefaultValueFactory = _ => InstrumentDraft.UsualAudience };
    private static readonly Option<bool> Replace = new("--replace") { Description = "Replaces files that are there." };
    private static readonly Option<bool> Json = new("--json") { Description = "What was understood and what not, in JSON." };

    private static readonly JsonSerializerOptions Indented = new(LocalizedText.Json) { WriteIndented = true };

    public static Command Of(CommandHost host)
    {
        var instrument = new Command("instrument", "Makes the draft of an instrument from a LimeSurvey survey or an XLSForm, and says of every question whether it was taken, and if not, why.") { FileName, Out, Audience, Replace, Json };
        instrument.SetAction(call => Run(
            new(call.GetValue(FileName)!, call.GetValue(Out), call.GetValue(Audience)!, call.GetValue(Replace), call.GetValue(Json)),
            new Texts(Hub.Catalogue(host.Settings), "en"), call.InvocationConfiguration.Output, call.InvocationConfiguration.Error));
        return new Command("import", "Takes registers and other files into the hub.") { instrument };
    }

    /// <param name="Out">null where nothing is written</param>
    public sealed record Order(string File, string? Out, string Audience, bool Replace, bool Json)
    {
        public string? Framework => Out is null ? null : Path.Combine(Path.GetDirectoryName(Out) ?? "", Path.GetFileNameWithoutExtension(Out) + ".framework.yaml");
    }

    /// <returns>0 when there is a draft, 1 when no question can be used or nothing may be written, 2 when the file cannot be read</returns>
    public static int Run(Order order, Texts T, TextWriter output, TextWriter errors)
    {
        if (!StableId.IsRight(order.Audience)) return Refuse(errors, 2, $"--audience {order.Audience}: write an id in lower-case letters, such as team.");
        if (!order.Replace && new[] { order.Out, order.Framework }.OfType<string>().FirstOrDefault(File.Exists) is { } there) return Refuse(errors, 1, $"{there} is there already. Name another file, or say --replace.");
        try
        {
            var reading = ForeignFile.Open(order.File).Read();
            if (reading is not Formats.Surveys.ReadSurvey(var survey)) return Refuse(errors, 2, $"{order.File} was not read. {ImportWords.Sentence((Formats.Surveys.UnreadableSurvey)reading, T)}");
            var draft = InstrumentDraft.Of(survey, order.Audience, InstrumentLibrary.Load(InstrumentLibrary.Shipped));
            if (draft.Instrument is not null && order.Out is not null)
            {
                File.WriteAllText(order.Out, draft.Yaml);
                File.WriteAllText(order.Framework!, draft.FrameworkYaml);
            }
            Tell(draft, order, T, output);
            return draft.Instrument is null ? 1 : 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refuse(errors, 2, $"{order.File} was not read: {e.Message}");
        }
    }

    private static int Refuse(TextWriter errors, int code, string sentence)
    {
        errors.WriteLine(sentence);
        return code;
    }

    private static void Tell(InstrumentDraft draft, Order order, Texts T, TextWriter output)
    {
        if (order.Json)
        {
            output.WriteLine(JsonSerializer.Serialize(AsJson(draft, T), Indented));
            return;
        }
        var items = draft.Instrument?.Items.ToList() ?? [];
        output.WriteLine($"{draft.Survey.Format} \"{draft.Survey.Title.Values.FirstOrDefault(draft.Survey.Name)}\" in {string.Join(", ", draft.Survey.Languages)}: {items.Count} statements taken, {draft.LeftOut.Count} left out.");
        foreach (var item in items) output.WriteLine($"  taken     {item.Id}: {item.Wordings.Values.First().In(draft.Survey.Languages[0])}");
        foreach (var told in draft.LeftOut) output.WriteLine($"  left out  {told.Code}: {ImportWords.Sentence(told, T)}{(told.Text.Length > 0 ? $" ({told.Text})" : "")}");
        foreach (var told in draft.Remarks) output.WriteLine($"  remark    {(told.Code.Length > 0 ? told.Code + ": " : "")}{ImportWords.Sentence(told, T)}");
        foreach (var problem in draft.ToDo) output.WriteLine($"  to do     {problem}");
        if (draft.Instrument is not { } instrument) output.WriteLine("There is no draft: no question is answered on five steps.");
        else if (order.Out is null) output.WriteLine("Nothing was written. Say --out draft.yaml.");
        else output.WriteLine($"Wrote {order.Out} and {order.Framework}. Put them into the folder content in MEENT_DATA, as instruments/{instrument.Id}.yaml and frameworks/{instrument.Id}.yaml, write what is still to do, and check with: meent check instrument");
    }

    private static object AsJson(InstrumentDraft draft, Texts T) => new
    {
        draft.Survey.Format, draft.Survey.Name, draft.Survey.Languages,
        Taken = draft.Instrument?.Items.Select(i => new { i.Id, Text = i.Wordings.Values.First().All }) ?? [],
        LeftOut = draft.LeftOut.Select(t => new { t.Code, t.Text, Reason = t.Why.ToString(), Says = ImportWords.Sentence(t, T) }),
        Remarks = draft.Remarks.Select(t => new { t.Code, t.Text, Reason = t.Why.ToString(), Says = ImportWords.Sentence(t, T) }),
        ToDo = draft.ToDo.Select(p => p.ToString()),
    };
}
