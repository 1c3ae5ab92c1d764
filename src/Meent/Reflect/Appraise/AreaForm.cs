using System.Globalization;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.Reflect.Instruments;

namespace Meent.Reflect.Appraise;

/// <summary>One area as it was sent.</summary>
/// <param name="Version">of the area as the page showed it: <see cref="AppraisalDecisions.VersionOf"/></param>
/// <param name="Items">by item id; every item of the area is in it</param>
public sealed record AreaForm(string? Version, IReadOnlyDictionary<string, ItemForm> Items)
{
    public const int LongestEvidence = 600, LongestJudge = 200;

    public static AreaForm Of(LadderArea area, string content)
    {
        var all = Judgements.Read(content);
        return new(AppraisalDecisions.VersionOf(area, content), area.Items.ToDictionary(i => i.Id, i => ItemForm.Of(all.GetValueOrDefault(i.Id))));
    }

    public static AreaForm From(LadderArea area, Posted posted) => new(posted["version"], area.Items.ToDictionary(
        i => i.Id,
        i => new ItemForm(posted[i.Id], posted[ItemForm.Wanted(i.Id)], posted[ItemForm.Evidence(i.Id)], posted[ItemForm.Judge(i.Id)])));

    /// <returns>null where anything is wrong; everything may be left open</returns>
    public IReadOnlyDictionary<string, Judgement>? Read(Ladder ladder, FormErrors errors, Texts T)
    {
        var read = new Dictionary<string, Judgement>();
        foreach (var (id, item) in Items)
        {
            var now = Level(item.Level, ladder, id, errors, T);
            var wanted = ladder.Asks.Contains(LadderAsk.Wanted) ? Level(item.Wish, ladder, ItemForm.Wanted(id), errors, T) : null;
            if (wanted < now) errors.Add(ItemForm.Wanted(id), T["This is lower than where you stand now. Choose the same level or a higher one."]);
            read[id] = new(
                now,
                wanted,
                ladder.Asks.Contains(LadderAsk.Evidence) ? Text(item.Shown, LongestEvidence, ItemForm.Evidence(id), errors, T) : null,
                ladder.Asks.Contains(LadderAsk.Judge) ? Text(item.By, LongestJudge, ItemForm.Judge(id), errors, T) : null);
        }
        return errors.Any ? null : read;
    }

    private static int? Level(string? sent, Ladder ladder, string field, FormErrors errors, Texts T)
    {
        if (sent is null) return null;
        if (int.TryParse(sent, NumberStyles.None, CultureInfo.InvariantCulture, out var level) && ladder.Level(level) is not null) return level;
        errors.Add(field, T["Choose one of the levels."]);
        return null;
    }

    private static string? Text(string? typed, int most, string field, FormErrors errors, Texts T)
    {
        // A browser sends line breaks as two characters; they count as one.
        var text = typed?.ReplaceLineEndings("\n");
        if (text?.Length > most) errors.Add(field, T["This is longer than {0} characters. Make it shorter.", most]);
        return text;
    }
}

/// <summary>What was chosen and typed of one item, however wrong.</summary>
/// <param name="Level">now</param>
/// <param name="Wish">the level wanted</param>
/// <param name="Shown">the evidence</param>
/// <param name="By">who judged</param>
public sealed record ItemForm(string? Level, string? Wish, string? Shown, string? By)
{
    public static ItemForm Of(Judgement? judgement) => new(Number(judgement?.Now), Number(judgement?.Wanted), judgement?.Evidence, judgement?.Judge);

    /// <summary>Names of the fields; the level now is named by the item.</summary>
    public static string Wanted(string item) => $"wanted-{item}";

    public static string Evidence(string item) => $"evidence-{item}";

    public static string Judge(string item) => $"judge-{item}";

    private static string? Number(int? level) => level?.ToString(CultureInfo.InvariantCulture);
}
