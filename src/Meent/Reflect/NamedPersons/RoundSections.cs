using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.PersonalData;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.NamedPersons;

/// <summary>Rounds that name a person, views of a team, and reports that were shared with or by them.</summary>
internal static class RoundSections
{
    public static async Task<IReadOnlyList<KnownSection>> Read(IServiceProvider services, DataSubject who, Texts T, CancellationToken cancel)
    {
        var db = services.GetRequiredService<HubDb>();
        var (address, ties) = (who.Email.Trim(), await Ties.Of(db, who, cancel));
        var worked = ties.Places;
        var rounds = (await db.Read<Round>().Where(r => r.CreatedBy == who.Id || r.OpenedBy == who.Id || r.ClosedBy == who.Id || r.CancelledBy == who.Id || r.PapersSeenBy == who.Id
            || r.ContactEmail == address || worked.Contains(r.PlaceId)).OrderByDescending(r => r.CreatedAt).ToListAsync(cancel)).Where(r => Parts(r, who, ties, T).Any(p => p is not null)).ToList();
        var views = (await db.Read<TeamView>().Where(v => worked.Contains(v.PlaceId)).ToListAsync(cancel)).Where(v => v.SavedBy == who.Id || (ties.Hold(v.PlaceId, v.RoundId, v.Authors) && Names(v.Authors, who))).ToList();
        // What they shared with somebody who has not opened it is not told: it would tell that the address has an account.
        var shares = await db.Read<ReportShare>().Where(s => s.PersonId == who.Id || (s.SharedBy == who.Id && s.IsOpened)).OrderByDescending(s => s.SharedAt).ToListAsync(cancel);
        var texts = (await db.Read<RoundText>().Where(t => worked.Contains(t.PlaceId)).ToListAsync(cancel)).Where(t => ties.Hold(t.PlaceId, t.RoundId, t.Content) && Names(t.Content, who)).ToList();
        var reports = (await db.Read<StoredRelease>().Where(r => worked.Contains(r.PlaceId)).Select(r => new { r.PlaceId, r.RoundId, r.ReleasedAt, r.Content }).ToListAsync(cancel)).Where(r => ties.Hold(r.PlaceId, r.RoundId, r.Content) && ReflectKnowledge.Without(r.Content, who, "") is not null).ToList();
        var ids = rounds.Select(r => r.PlaceId).Concat(views.Select(v => v.PlaceId)).Concat(shares.Select(s => s.PlaceId)).Concat(texts.Select(t => t.PlaceId)).Concat(reports.Select(r => r.PlaceId)).Distinct().ToList();
        var places = (await PlacesModule.Find(db, ids, cancel)).ToDictionary(p => p.PlaceId, p => p.Name);
        KnownFact Place(Guid id) => new("place", T["Place"], places.GetValueOrDefault(id, T["A place that is gone"]));
        return
        [
            new("rounds", T["Rounds that name you"], T["Kept with the round, for the school. When you delete the account, somebody else of the school becomes the one to ask, and nothing names you any more."],
                [.. rounds.Select(r => KnownItem.Of([Place(r.PlaceId), Name(r, who, T), .. Parts(r, who, ties, T)]))]),
            new("teamViews", T["Views of a team that you gave"], T["Given under your name, for the school, and part of its report. When you delete the account, the view stays and your name goes."],
            [
                .. views.Select(v => KnownItem.Of(Place(v.PlaceId), KnownFact.Maybe("authors", T["Given by"], Forgetting.Found(v.Authors, who)), v.SavedBy == who.Id ? new("savedOn", T["Saved by you on"], T.Date(v.SavedAt)) : null)),
                .. reports.Select(r => KnownItem.Of(Place(r.PlaceId), new("report", T["Named in the report of"], T.Date(r.ReleasedAt)))),
                .. texts.Select(t => KnownItem.Of(Place(t.PlaceId), new("text", T["Named in a letter or notice"], t.Kind))),
            ]),
            new("shares", T["Reports shared with you and by you"], T["Those with you go with the account; those by you stay with the school and no longer name you."],
                [.. shares.Select(s => KnownItem.Of(Place(s.PlaceId), new("direction", T["To whom"], s.PersonId == who.Id ? T["to you"] : T["by you"]), new("until", T["Until"], T.Date(s.Until))))]),
            await CampaignSections.Read(db, who, T, cancel),
            await WaveSections.Read(db, who, T, cancel),
        ];
    }

    private static IEnumerable<KnownFact?> Parts(Round round, DataSubject who, Ties ties, Texts T)
    {
        yield return round.CreatedBy == who.Id ? new("preparedOn", T["Prepared by you on"], T.Date(round.CreatedAt)) : null;
        yield return round.OpenedBy == who.Id ? new("openedOn", T["Opened by you on"], Day(round.OpenedAt, T)) : null;
        yield return round.ClosedBy == who.Id ? new("closedOn", T["Closed by you on"], Day(round.ClosedAt, T)) : null;
        yield return round.CancelledBy == who.Id ? new("cancelledOn", T["Cancelled by you on"], Day(round.CancelledAt, T)) : null;
        yield return round.PapersSeenBy == who.Id ? new("papersReadOn", T["Papers read by you on"], Day(round.PapersSeenAt, T)) : null;
        // What stands there of others is theirs.
        var contact = $"{(ties.Hold(round.PlaceId, round.Id, round.ContactName + " " + round.ContactEmail) ? round.ContactName : "")} {round.ContactEmail}";
        yield return KnownFact.Maybe("contact", T["Whom people can ask"], Forgetting.Found(contact, who));
    }

    /// <summary>What others prepare is not told before they open it.</summary>
    private static KnownFact? Name(Round round, DataSubject who, Texts T) =>
        round.OpenedAt is null && round.CreatedBy != who.Id ? null : new("round", T["Round"], round.Name);

    private static string Day(DateTime? at, Texts T) => at is { } day ? T.Date(day) : "";

    private static bool Names(string text, DataSubject who) => Forgetting.Found(text, who).Length > 0;
}
