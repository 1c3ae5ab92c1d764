using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Reflect.Instruments;
using Meent.Reflect.Results;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.AdaptTexts;

/// <summary>The letters, notices and invitations of a round: the hub's, or as the school changed them, with everything filled in.</summary>
public sealed class RoundWords(HubDb db, TextLibrary library, InstrumentLibrary instruments, Settings settings, Texts T)
{
    public const string Letter = "letter-parents", Notice = "privacy-notice", Assessment = "dpia";

    /// <summary>What is read before learners are asked, in the order in which it is read.</summary>
    public static readonly IReadOnlyList<string> Papers = [Letter, Notice, Assessment];

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();

    /// <summary>The invitation of an audience: "invite-teachers".</summary>
    public static string InvitationOf(string audience) => "invite-" + audience;

    /// <summary>Null for an invitation to all; else the audience whose link it holds.</summary>
    public static string? AudienceOf(string kind) => kind.StartsWith("invite-", StringComparison.Ordinal) ? kind["invite-".Length..] : null;

    /// <summary>The text in the reader's language, else as the school wrote it in another one, else the hub's.</summary>
    /// <param name="link">the address that it invites to; null where it invites to none</param>
    /// <returns>null where the hub has no text of that kind</returns>
    public async Task<FilledText?> Find(Round round, string school, string kind, string? link, CancellationToken cancel)
    {
        var instrument = InstrumentOf(round);
        if (library.For(instrument, kind, T.Language) is not { } shipped) return null;
        var adapted = await db.Read<RoundText>().Where(t => t.PlaceId == round.PlaceId && t.RoundId == round.Id && t.Kind == kind).OrderBy(t => t.Language).ToListAsync(cancel);
        var chosen = adapted.Find(t => t.Language == T.Language) ?? adapted.FirstOrDefault();
        var text = chosen is null ? shipped : shipped with { Language = chosen.Language, Markdown = chosen.Content };
        var asked = await AskedWords.Of(db, round, instrument, AudienceOf(kind), T, cancel);
        var free = await db.Read<SayMore.FreeQuestion>().AnyAsync(q => q.PlaceId == round.PlaceId && q.RoundId == round.Id, cancel);
        return new FilledText(text, chosen is not null, Values(round, school, link, asked, free));
    }

    /// <summary>The hub's own text, for whoever wants it back.</summary>
    public SchoolText? Shipped(Round round, string kind) => library.For(InstrumentOf(round), kind, T.Language);

    private Instrument? InstrumentOf(Round round) => instruments.Get(round.InstrumentId, round.InstrumentVersion);

    /// <summary>Writes the school's own version in the reader's language; null puts the hub's back.</summary>
    public Task Keep(Round round, string kind, string? content, CancellationToken cancel) => db.InTransaction(async () =>
    {
        // Two who save at once follow each other.
        if (await Rounds.Hold(db, round, cancel) is null) return;
        await db.Set<RoundText>().Where(t => t.PlaceId == round.PlaceId && t.RoundId == round.Id && t.Kind == kind && t.Language == T.Language).ExecuteDeleteAsync(cancel);
        if (content is not null) db.Add(new RoundText { PlaceId = round.PlaceId, RoundId = round.Id, Kind = kind, Language = T.Language, Content = content });
        await db.SaveChangesAsync(cancel);
    }, cancel);

    /// <param name="below">levels by which headings move down, where the text stands under a heading of the page</param>
    internal static string Html(string markdown, int below)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var heading in document.Descendants<HeadingBlock>()) heading.Level = Math.Min(6, heading.Level + below);
        foreach (var link in document.Descendants<LinkInline>()) (link.IsImage, link.Url) = (false, Safe(link.Url));
        foreach (var link in document.Descendants<AutolinkInline>()) link.Url = link.IsEmail ? link.Url : Safe(link.Url);
        foreach (var row in document.Descendants<TableRow>().Where(r => r.IsHeader && r.Descendants<LeafInline>().All(i => i is LiteralInline { Content.IsEmpty: true })).ToList())
            row.Parent!.Remove(row);
        // A table that is wider than a phone is moved sideways, by keyboard too. No table comes from elsewhere: HTML is off.
        return document.ToHtml(Pipeline).Replace("<table>", "<div class=\"table-scroll\" tabindex=\"0\"><table>", StringComparison.Ordinal).Replace("</table>", "</table></div>", StringComparison.Ordinal);
    }

    // A school writes these texts and everybody reads them: a link leads to a page or to a mail, never to a script.
    private static string Safe(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var to) && (to.Scheme == Uri.UriSchemeHttps || to.Scheme == Uri.UriSchemeHttp || to.Scheme == Uri.UriSchemeMailto) ? url! : "#";

    private Dictionary<string, string> Values(Round round, string school, string? link, AskedWords asked, bool free)
    {
        // What was promised; a draft can only become stricter than the hub's own.
        var promised = round.Promise is { } promise ? DisclosurePolicy.FromJson(promise) : DisclosurePolicy.Default;
        var values = new Dictionary<string, string>
        {
            ["school"] = school,
            ["round"] = round.Name,
            ["topic"] = asked.Topic,
            ["groups"] = asked.Groups,
            ["time"] = asked.Time,
            ["example"] = asked.Example,
            ["opens"] = T.Date(round.OpensOn),
            ["closes"] = T.Date(round.ClosesOn),
            ["coordinator"] = round.ContactName,
            ["email"] = round.ContactEmail,
            ["hub"] = settings.HubName,
            ["smallest_group"] = T.Number(promised.MeansFrom),
            ["split_from"] = T.Number(promised.SplitFrom),
            ["bars_from"] = T.Number(promised.BarsFrom),
            ["own_words"] = free ? T["At the end everybody may add something in their own words, or leave it. It is kept apart from the answers and cannot be put together with them. It is shown in no order, and only if {0} or more people of a group write something; else it is deleted unread.", Math.Max(Results.FreeTexts.From, promised.SplitFrom)]
                : T["There is nowhere to write text."],
        };
        if (link is not null) values["link"] = link;
        return values;
    }
}

/// <summary>A text of a round, ready to read, print, copy or change.</summary>
/// <param name="Text">with {placeholders}, as it is changed</param>
/// <param name="IsAdapted">the school's own version</param>
public sealed record FilledText(SchoolText Text, bool IsAdapted, IReadOnlyDictionary<string, string> Values)
{
    public string Language => Text.Language;

    /// <param name="below">levels by which its headings move down</param>
    public string Html(int below) => RoundWords.Html(Text.FillMarkdown(Values), below);

    /// <summary>For a mail or a message: the same without the signs of Markdown.</summary>
    public string Plain => string.Join('\n', Text.Fill(Values).Split('\n').Select(line => line.TrimStart('#').Replace("**", "", StringComparison.Ordinal).Trim())).Trim();
}
