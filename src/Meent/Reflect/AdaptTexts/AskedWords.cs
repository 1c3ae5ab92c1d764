using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Reflect.InvitePeople;
using Meent.Reflect.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.AdaptTexts;

/// <summary>What a round asks of whom, in words that fit within the sentences of a letter.</summary>
/// <param name="Topic">"digital teaching and learning"</param>
/// <param name="Groups">"school leaders, teachers and learners"</param>
/// <param name="Time">"about 3 minutes"</param>
/// <param name="Example">the first statement, without its full stop</param>
internal sealed record AskedWords(string Topic, string Groups, string Time, string Example)
{
    /// <param name="instrument">null where this hub no longer has it; then the words say as much as is known</param>
    /// <param name="audience">whose time and example are meant; the learners' where null, as in the texts that parents read</param>
    public static async Task<AskedWords> Of(HubDb db, Round round, Instrument? instrument, string? audience, Texts T, CancellationToken cancel)
    {
        if (instrument is null) return new(T["digital teaching and learning"], T["all who are asked"], T["a few minutes"], "…");
        var links = await db.Read<RoundAudience>().Where(a => a.PlaceId == round.PlaceId && a.RoundId == round.Id).ToListAsync(cancel);
        var own = await db.Read<OwnItem>().Where(i => i.PlaceId == round.PlaceId && i.RoundId == round.Id).ToListAsync(cancel);
        var asked = Asked.All(round, links, instrument, own);
        var meant = asked.FirstOrDefault(q => q.Audience.Id == (audience ?? Papers.Learners)) ?? (asked is [var first, ..] ? first : null);
        return new(
            (instrument.Topic ?? instrument.Title).In(T.Language),
            List([.. asked.Select(q => Small(q.Audience.Name.In(T.Language), T))], T),
            T.N(AnswerTime.Minutes(meant?.Count ?? 0), "about one minute", "about {0} minutes"),
            meant?.Questions.FirstOrDefault()?.Wording.In(T.Language).TrimEnd('.') ?? "…");
    }

    private static string List(IReadOnlyList<string> parts, Texts T) =>
        parts.Count < 2 ? string.Concat(parts) : T["{0} and {1}", string.Join(", ", parts.SkipLast(1)), parts[^1]];

    private static string Small(string name, Texts T) => name.Length == 0 ? name : char.ToLower(name[0], T.Culture) + name[1..];
}
