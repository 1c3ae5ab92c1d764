using Meent.Foundation;
using Meent.Foundation.Audit;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;

namespace Meent.People.FollowTrail;

/// <summary>One entry of the audit trail with the names of today.</summary>
/// <param name="Person">null where the person is gone, or where the hub did it by itself</param>
/// <param name="Place">null where it belongs to no place, or the place is gone</param>
public sealed record TrailLine(AuditEntry Entry, string? Person, string? Place)
{
    /// <summary>The hub did it at its time: nobody pressed a button.</summary>
    public bool ByItself => Entry.PersonId == Guid.Empty;

    public bool OfNoPlace => Entry.PlaceId == Guid.Empty;
}

/// <summary>Reads entries and looks up who and where.</summary>
public static class TrailLines
{
    public static async Task<IReadOnlyList<TrailLine>> Read(IServiceProvider services, Guid? place, Guid? person, long? before, int atMost, CancellationToken cancel)
    {
        return await Named(services, await AuditTrail.Entries(services.GetRequiredService<HubDb>(), place, person, before, atMost, cancel), cancel);
    }

    /// <summary>What others, or the hub, did to a person's account.</summary>
    public static async Task<IReadOnlyList<TrailLine>> To(IServiceProvider services, Guid person, CancellationToken cancel) =>
        await Named(services, await AuditTrail.EntriesOn(services.GetRequiredService<HubDb>(), person, cancel), cancel);

    private static async Task<IReadOnlyList<TrailLine>> Named(IServiceProvider services, IReadOnlyList<AuditEntry> entries, CancellationToken cancel)
    {
        var db = services.GetRequiredService<HubDb>();
        var people = await db.PersonNames(entries.Select(e => e.PersonId), cancel);
        var places = await services.GetRequiredService<PlaceLookup>().Names(entries.Select(e => e.PlaceId));
        return [.. entries.Select(e => new TrailLine(e, people.GetValueOrDefault(e.PersonId), places.GetValueOrDefault(e.PlaceId)))];
    }

    /// <summary>What was done, in words; an act that no module of today knows, as it was written.</summary>
    public static string Words(HubModel model, string act, Texts T) =>
        model.Modules.Select(m => m.Acts.GetValueOrDefault(act)).FirstOrDefault(e => e is not null) is { } english ? T[english] : act;
}
