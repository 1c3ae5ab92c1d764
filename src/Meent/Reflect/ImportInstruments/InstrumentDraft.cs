using System.Text;
using Meent.Formats.Surveys;
using Meent.Foundation.Localisation;
using Meent.Reflect.Instruments;

namespace Meent.Reflect.ImportInstruments;

/// <summary>A foreign questionnaire as the draft of an instrument: two files to go on with, what is in them, and what is not and why.</summary>
/// <param name="Instrument">as far as it goes; null where no question can be used</param>
/// <param name="Yaml">the instrument's file, {id}.yaml; "" where there is none</param>
/// <param name="FrameworkYaml">the file of the areas it asks about, frameworks/{id}.yaml</param>
/// <param name="LeftOut">every question that is not in it</param>
/// <param name="Remarks">what was lost of those that are</param>
/// <param name="ToDo">what <c>meent check instrument</c> says of the two files: what is still to be written</param>
public sealed record InstrumentDraft(
    Survey Survey, Instrument? Instrument, string Yaml, string FrameworkYaml, IReadOnlyList<Told> LeftOut, IReadOnlyList<Told> Remarks, IReadOnlyList<Problem> ToDo)
{
    /// <summary>The audience that a draft asks where nobody said which.</summary>
    public const string UsualAudience = "team";

    /// <summary>The language that the questionnaire was written in.</summary>
    public string First => Survey.Languages[0];

    /// <summary>Languages in which every text is there.</summary>
    public IReadOnlyList<string> Complete => Instrument?.Languages ?? [];

    /// <summary>Languages in which some are missing.</summary>
    public IReadOnlyList<string> Incomplete => [.. Survey.Languages.Except(Complete)];

    /// <param name="audience">id of the group that is asked: "team", "teachers"</param>
    /// <param name="library">where names of audiences and the words for "I don't know" come from</param>
    public static InstrumentDraft Of(Survey survey, string audience, InstrumentLibrary library)
    {
        var work = new DraftWork(survey, audience, library);
        if (work.Make() is not { } instrument) return new(survey, null, "", "", work.LeftOut, work.Remarks, []);
        var framework = FrameworkText(instrument, work.Translating);
        var yaml = WithTranslating(InstrumentWriter.Write(instrument), work.Translating);
        return new(survey, instrument, yaml, framework, work.LeftOut, work.Remarks, Check(instrument.Id, yaml, framework));
    }

    private static IReadOnlyList<Problem> Check(string id, string yaml, string framework)
    {
        var areas = FrameworkFile.Parse(Encoding.UTF8.GetBytes(framework), $"{id}.yaml");
        var instrument = InstrumentFile.Parse(Encoding.UTF8.GetBytes(yaml), $"{id}.yaml", FrameworkLibrary.Of(areas));
        return areas is LoadedFramework ? instrument.Problems : areas.Problems;
    }

    private static string FrameworkText(Instrument instrument, IReadOnlyList<string> translating)
    {
        var yaml = new YamlLines();
        yaml.Add(0, "framework", instrument.Framework);
        yaml.Add(0, "languages", YamlLines.List(instrument.Languages));
        yaml.Add(0, "title", instrument.Title);
        yaml.Add(0, "areas");
        foreach (var area in instrument.Areas)
        {
            yaml.Add(1, area.Id);
            yaml.Add(2, "name", area.Name);
            yaml.Add(2, "lead", area.Lead);
            yaml.Add(2, "next", "[]");
            yaml.Add(2, "ask", "[]");
        }
        return WithTranslating(yaml.ToString(), translating);
    }

    private static string WithTranslating(string yaml, IReadOnlyList<string> translating)
    {
        var line = $"languages: {yaml.Split("languages: ")[1].Split('\n')[0]}\n";
        return translating.Count == 0 ? yaml : yaml.Replace(line, $"{line}translating: {YamlLines.List(translating)}\n", StringComparison.Ordinal);
    }
}

/// <summary>A draft while it is made.</summary>
internal sealed class DraftWork(Survey survey, string audience, InstrumentLibrary library)
{
    private readonly DraftIds items = new();
    private readonly DraftIds areas = new();

    public List<Told> LeftOut { get; } = [.. survey.LeftOut];

    public List<Told> Remarks { get; } = [.. survey.Remarks];

    /// <summary>Languages in which not every text is there.</summary>
    public IReadOnlyList<string> Translating { get; private set; } = [];

    /// <returns>null where no question is answered on five steps</returns>
    public Instrument? Make()
    {
        if (Scale() is not { } found) return null;
        var groups = survey.Groups.Select(g => g with { Questions = [.. g.Questions.Where(q => Fits(q, found))] }).Where(g => g.Questions.Count > 0).ToList();
        Languages(groups, found);
        var id = DraftIds.Slug(survey.Name, "draft");
        var title = Text(survey.Title) is { IsEmpty: false } named ? named : LocalizedText.Of(survey.Languages[0], survey.Name);
        return new(id, 1, title, Text(survey.About) is { IsEmpty: false } about ? about : title, [new(audience, AudienceName, [], ByDefault: true)], [.. groups.Select(g => Area(g, title))])
        {
            Framework = id,
            Languages = [.. survey.Languages.Except(Translating)],
            Scale = found.ToScale(survey.Languages, Only(library.Latest("school")?.Scale.DoesNotApply)),
            ProfileSizes = new Dictionary<Profile, ItemCount> { [Profile.Full] = new(groups.Sum(g => g.Questions.Count), groups.Sum(g => g.Questions.Count)) },
        };
    }

    /// <summary>The scale of most questions: an instrument has one.</summary>
    private FoundScale? Scale()
    {
        var scales = new List<FoundScale>();
        foreach (var question in survey.Groups.SelectMany(g => g.Questions))
        {
            if (FoundScale.Of(question.Answers) is { } scale) scales.Add(scale);
            else LeftOut.Add(new(question.Code, Text(question.Text).In(survey.Languages[0]), Why.OtherNumberOfAnswers, $"{question.Answers.Count}"));
        }
        var most = scales.GroupBy(s => s.Key).MaxBy(s => s.Count())?.MaxBy(s => s.Outside.Count);
        if (most is { IsTurned: true }) Remarks.Add(new("", "", Why.ScaleTurned, most.Ends));
        if (most is { IsWordless: true }) Remarks.Add(new("", "", Why.NoLabels));
        return most;
    }

    private bool Fits(SurveyQuestion question, FoundScale found)
    {
        if (FoundScale.Of(question.Answers) is not { } own) return false;
        if (own.Key == found.Key) return true;
        LeftOut.Add(new(question.Code, Text(question.Text).In(survey.Languages[0]), Why.OtherScale, own.Ends));
        return false;
    }

    /// <summary>A language counts where all that was taken is there in it; else it is being worked on.</summary>
    private void Languages(IReadOnlyList<SurveyGroup> groups, FoundScale found)
    {
        var texts = groups.SelectMany(g => g.Questions).Select(q => q.Text).Concat(groups.Select(g => g.Name).Where(n => n.Count > 0)).Append(survey.Title)
            .Concat(found.IsWordless ? [] : found.Steps.Select(s => s.Label)).Where(t => t.Count > 0).ToList();
        Translating = [.. survey.Languages.Skip(1).Where(l => texts.Exists(t => !t.ContainsKey(l)))];
    }

    private Area Area(SurveyGroup group, LocalizedText title)
    {
        var name = Text(group.Name) is { IsEmpty: false } named ? named : title;
        var id = areas.Once(DraftIds.Slug(name.In(survey.Languages[0]), "area"));
        var lead = Text(group.About) is { IsEmpty: false } about ? about : name;
        return new(id, name, lead, [.. group.Questions.Select(q => Item(q, id))]);
    }

    private Item Item(SurveyQuestion question, string area)
    {
        var text = Text(question.Text);
        var code = question.Code.Split('_').Select(p => DraftIds.Slug(p, "q"));
        return new(
            items.Once($"{area}.{string.Join('-', code)}"), 1, ItemChange.New, Optional: false, new HashSet<Profile> { Profile.Full },
            new(text.All.Select(t => KeyValuePair.Create(t.Key, Short(t.Value)))), new Dictionary<string, LocalizedText> { [audience] = text });
    }

    /// <summary>The first words, as many as fit in a chart.</summary>
    private static string Short(string text)
    {
        if (text.Length <= Limits.ShortName) return text.TrimEnd('.', ' ');
        var cut = text[..(Limits.ShortName - 1)];
        var space = cut.LastIndexOf(' ');
        if (space > 12) cut = cut[..space];
        // A character of two halves is not cut in two.
        if (char.IsHighSurrogate(cut[^1])) cut = cut[..^1];
        return cut.TrimEnd(',', ';', ':', ' ') + "…";
    }

    private LocalizedText AudienceName => Only(library.Newest.SelectMany(i => i.Audiences).FirstOrDefault(a => a.Id == audience)?.Name);

    private LocalizedText Text(IReadOnlyDictionary<string, string> said) => new(said.Where(t => survey.Languages.Contains(t.Key)));

    private LocalizedText Only(LocalizedText? text) => text is null ? LocalizedText.Empty : new(text.All.Where(t => survey.Languages.Contains(t.Key)));
}
