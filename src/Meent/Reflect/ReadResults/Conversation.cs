using Markdig;
using Meent.Foundation.Localisation;
using Meent.Reflect.Instruments;
using Meent.Reflect.Results;

namespace Meent.Reflect.ReadResults;

/// <summary>An hour for a team, from the findings to two choices.</summary>
internal static class Conversation
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();

    public static ConversationPage.Shown Of(Report report, Instrument? instrument, ReportNames names, TextLibrary texts, Texts T)
    {
        var release = report.Release;
        var weakest = Findings.FromWeakest(release).Select(a => a.Area.Id).ToList();
        if (weakest.Count == 0 || texts.For(instrument, "conversation", T.Language) is not { } text) return new(report, null, "", []);
        var gap = (Findings.Gaps(release) is [var widest, ..] ? widest.Area : null)
            ?? Findings.ByDistance(release)[0].Id;
        // Who took part is not what there is to talk about.
        var sentences = Findings.Of(release, report.Before).Where(f => f is not Finding.Participation)
            .Select(f => FindingText.Of(f, names, T)).Select(s => $"{s.News} {s.Numbers}").ToList();
        var values = new Dictionary<string, string>
        {
            ["school"] = release.Round.PlaceName,
            ["round"] = release.Round.Name,
            ["area_low"] = names.Area(weakest[0]),
            ["area_gap"] = names.Area(gap),
        };
        for (var i = 0; i < 3; i++) values[$"finding{i + 1}"] = i < sentences.Count ? sentences[i] : T["What stands out to you yourselves?"];
        var (title, body) = Title(text.FillMarkdown(values));
        return new(report, title, Markdown.ToHtml(body, Pipeline), Questions(instrument, names, T, [weakest[0], gap]), text.Language);
    }

    /// <summary>The first heading becomes the page's title.</summary>
    private static (string Title, string Body) Title(string markdown)
    {
        var end = markdown.IndexOf('\n', StringComparison.Ordinal);
        return end > 0 && markdown.StartsWith("# ", StringComparison.Ordinal) ? (markdown[2..end], markdown[end..]) : ("", markdown);
    }

    private static List<(string Area, IReadOnlyList<string> Questions)> Questions(
        Instrument? instrument, ReportNames names, Texts T, IEnumerable<string> areas) =>
    [
        .. from id in areas.Distinct()
           let area = instrument?.Areas.FirstOrDefault(a => a.Id == id)
           where area is { Questions.Count: > 0 }
           select (names.Area(id), (IReadOnlyList<string>)[.. area.Questions.Select(q => q.In(T.Language))]),
    ];
}
