using System.Text.Json;
using Meent.Foundation.Data;
using Meent.Foundation.PersonalData;
using Meent.People;
using Meent.Places;
using Meent.Reflect.Results;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.NamedPersons;

/// <summary>What this module knows about persons with an account. Of those who answered, it knows nothing.</summary>
internal static class ReflectKnowledge
{
    public static PersonKnowledge All { get; } = new()
    {
        Columns = new Dictionary<string, Fate>(AppraisalNames.Columns)
        {
            ["reflect_round.created_by"] = Fate.Emptied, ["reflect_round.opened_by"] = Fate.Emptied, ["reflect_round.closed_by"] = Fate.Emptied,
            ["reflect_round.cancelled_by"] = Fate.Emptied, ["reflect_round.papers_seen_by"] = Fate.Emptied,
            ["reflect_round.contact_name"] = Fate.Emptied, ["reflect_round.contact_email"] = Fate.Emptied,
            ["reflect_team_view.saved_by"] = Fate.Emptied, ["reflect_team_view.authors"] = Fate.Emptied,
            ["reflect_release.content"] = Fate.Emptied, ["reflect_text.content"] = Fate.Emptied,
            ["reflect_self.person_id"] = Fate.Goes, ["reflect_group.opened_by"] = Fate.Emptied,
            ["reflect_share.person_id"] = Fate.Goes, ["reflect_share.shared_by"] = Fate.Emptied,
            ["reflect_campaign.called_by"] = Fate.Emptied, ["reflect_campaign.ended_by"] = Fate.Emptied, ["reflect_campaign.letter"] = Fate.Emptied,
            ["reflect_wave.drawn_by"] = Fate.Emptied, ["reflect_wave.reason"] = Fate.Emptied,
        },
        Read = async (services, who, T, cancel) =>
            [.. await RoundSections.Read(services, who, T, cancel), await AppraisalNames.Read(services, who, T, cancel), await SelfSection.Read(services, who, T, cancel),
                await SelfSection.Groups(services, who, T, cancel)],
        Erase = Erase,
    };

    private static async Task Erase(IServiceProvider services, DataSubject who, CancellationToken cancel)
    {
        var (db, instead) = (services.GetRequiredService<HubDb>(), Forgetting.SomebodyWhoLeft(services));
        var ties = await Ties.Of(db, who, cancel);
        foreach (var place in ties.Places) await Replace(db, place, ties, who, instead, cancel);
        await EraseContact(db, who, ties, instead, cancel);
        await AppraisalNames.Erase(db, who, instead, cancel);
        await EraseIds(db, who.Id, cancel);
        await CampaignSections.Erase(db, who, instead, cancel);
        await WaveSections.Erase(db, who, instead, cancel);
    }

    /// <summary>A new address takes the place of the old one wherever participants or colleagues read it.</summary>
    public static async Task Follow(IServiceProvider services, DataSubject was, string email, CancellationToken cancel)
    {
        var (db, old) = (services.GetRequiredService<HubDb>(), was with { Name = "" });
        await CampaignSections.Replace(db, old, email, cancel);
        await WaveSections.Replace(db, old, email, cancel);
        var ties = await Ties.Of(db, old, cancel);
        foreach (var place in ties.Places) await Replace(db, place, ties, old, email, cancel);
        await AppraisalNames.Replace(db, old, email, cancel);
        foreach (var round in (await Contacts(db, cancel)).Where(r => IsOf(r, old)))
            await db.Set<Round>().Where(r => r.PlaceId == round.PlaceId && r.Id == round.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.ContactEmail, email), cancel);
    }

    private static async Task Replace(HubDb db, Guid place, Ties ties, DataSubject who, string instead, CancellationToken cancel)
    {
        foreach (var view in await db.Read<TeamView>().Where(v => v.PlaceId == place).ToListAsync(cancel))
            if (ties.Hold(place, view.RoundId, view.Authors) && Forgetting.Without(view.Authors, who, instead) is var authors && authors != view.Authors)
                await db.Set<TeamView>().Where(v => v.PlaceId == place && v.RoundId == view.RoundId).ExecuteUpdateAsync(s => s.SetProperty(v => v.Authors, authors), cancel);
        foreach (var text in await db.Read<RoundText>().Where(t => t.PlaceId == place).ToListAsync(cancel))
            if (ties.Hold(place, text.RoundId, text.Content) && Forgetting.Without(text.Content, who, instead) is var content && content != text.Content)
                await db.Set<RoundText>().Where(t => t.PlaceId == place && t.RoundId == text.RoundId && t.Kind == text.Kind && t.Language == text.Language).ExecuteUpdateAsync(s => s.SetProperty(t => t.Content, content), cancel);
        foreach (var stored in await db.Read<StoredRelease>().Where(r => r.PlaceId == place).ToListAsync(cancel))
            if (ties.Hold(place, stored.RoundId, stored.Content) && Without(stored.Content, who, instead) is { } release)
                await db.Set<StoredRelease>().Where(r => r.PlaceId == place && r.RoundId == stored.RoundId).ExecuteUpdateAsync(s => s.SetProperty(r => r.Content, release), cancel);
    }

    /// <summary>A release whose authors, and texts in own words, no longer hold the name; null where they do not. Nothing else in it is touched.</summary>
    public static string? Without(string content, DataSubject who, string instead)
    {
        try
        {
            var release = Release.FromJson(content);
            var audiences = release.Audiences.Select(a => a.Authors is { } authors ? a with { Authors = Forgetting.Without(authors, who, instead) } : a).ToList();
            var reworded = FreeTexts.Reworded(release, t => Forgetting.Without(t, who, instead));
            return reworded is null && audiences.SequenceEqual(release.Audiences) ? null : ((reworded ?? release) with { Audiences = audiences }).ToJson();
        }
        catch (JsonException)
        {
            // What cannot be read is shown to nobody; what it says goes all the same.
            return Forgetting.Without(content, who, instead) is var without && without != content ? without : null;
        }
    }

    /// <summary>Whom participants can ask is from now on another coordinator of the place, or nobody by name.</summary>
    private static async Task EraseContact(HubDb db, DataSubject who, Ties ties, string instead, CancellationToken cancel)
    {
        var rounds = (await Contacts(db, cancel)).ToLookup(r => IsOf(r, who));
        foreach (var round in rounds[false].Where(r => ties.Hold(r.PlaceId, r.Id, r.ContactName)))
            if (Forgetting.Without(round.ContactName, who, instead) is var without && without != round.ContactName)
                await db.Set<Round>().Where(r => r.PlaceId == round.PlaceId && r.Id == round.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.ContactName, without), cancel);
        foreach (var round in rounds[true])
        {
            var others = await db.PeopleWith(Role.Coordinator, round.PlaceId, cancel: cancel);
            var next = others.Order().FirstOrDefault(o => o != who.Id) is var id && id != Guid.Empty ? await db.RecipientOf(id, cancel) : null;
            var (name, email) = next is null ? ((await PlacesModule.Find(db, round.PlaceId, cancel))?.Name ?? instead, "") : (next.Name ?? "", next.Address.Value);
            await db.Set<Round>().Where(r => r.PlaceId == round.PlaceId && r.Id == round.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.ContactName, name).SetProperty(r => r.ContactEmail, email), cancel);
        }
    }

    private static Task<List<Contact>> Contacts(HubDb db, CancellationToken cancel) =>
        db.Read<Round>().Where(r => r.ContactName != "" || r.ContactEmail != "").Select(r => new Contact(r.PlaceId, r.Id, r.ContactName, r.ContactEmail)).ToListAsync(cancel);

    private static bool IsOf(Contact contact, DataSubject who) => string.Equals(contact.ContactEmail.Trim(), who.Email.Trim(), StringComparison.OrdinalIgnoreCase);

    private sealed record Contact(Guid PlaceId, Guid Id, string ContactName, string ContactEmail);

    private static async Task EraseIds(HubDb db, Guid who, CancellationToken cancel)
    {
        await db.Set<Round>().Where(r => r.CreatedBy == who).ExecuteUpdateAsync(s => s.SetProperty(r => r.CreatedBy, Guid.Empty), cancel);
        await db.Set<Round>().Where(r => r.OpenedBy == who).ExecuteUpdateAsync(s => s.SetProperty(r => r.OpenedBy, Guid.Empty), cancel);
        await db.Set<Round>().Where(r => r.ClosedBy == who).ExecuteUpdateAsync(s => s.SetProperty(r => r.ClosedBy, Guid.Empty), cancel);
        await db.Set<Round>().Where(r => r.CancelledBy == who).ExecuteUpdateAsync(s => s.SetProperty(r => r.CancelledBy, Guid.Empty), cancel);
        await db.Set<Round>().Where(r => r.PapersSeenBy == who).ExecuteUpdateAsync(s => s.SetProperty(r => r.PapersSeenBy, Guid.Empty), cancel);
        await db.Set<TeamView>().Where(v => v.SavedBy == who).ExecuteUpdateAsync(s => s.SetProperty(v => v.SavedBy, Guid.Empty), cancel);
        await db.Set<ReflectInGroup.ReflectionGroup>().Where(g => g.OpenedBy == who).ExecuteUpdateAsync(s => s.SetProperty(g => g.OpenedBy, Guid.Empty), cancel);
        await db.Set<ReflectForYourself.SelfReflection>().Where(r => r.PersonId == who).ExecuteDeleteAsync(cancel);
        await db.Set<ReportShare>().Where(s => s.PersonId == who).ExecuteDeleteAsync(cancel);
        await db.Set<ReportShare>().Where(s => s.SharedBy == who).ExecuteUpdateAsync(s => s.SetProperty(r => r.SharedBy, Guid.Empty), cancel);
    }
}
