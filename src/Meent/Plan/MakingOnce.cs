using Meent.Foundation.Data;
using Meent.People;
using Microsoft.EntityFrameworkCore;

namespace Meent.Plan;

/// <summary>Makes a plan once, however often the same page is sent.</summary>
internal static class MakingOnce
{
    /// <summary>Name of the hidden field that tells one opened page from another.</summary>
    public const string Field = "once";

    /// <inheritdoc cref="MakeOnce(PlanStore, HubDb, string?, Guid, Me, PlanContent, IReadOnlyList{SlotPerson}, TakeAlong.PlanHistory?, CancellationToken)"/>
    public static Task<Guid> MakeOnce(this PlanStore store, HubDb db, string? once, Guid placeId, Me me, PlanContent content, IReadOnlyList<SlotPerson> people, CancellationToken cancel) =>
        store.MakeOnce(db, once, placeId, me, content, people, null, cancel);

    /// <param name="once">what the page sent in <see cref="Field"/>; null makes a plan each time</param>
    /// <param name="history">of a plan from a file: what was said of it where it comes from; null for none</param>
    /// <returns>id of the plan. It follows from the page, the person, the place and all that was typed: the same page with another text is another plan.</returns>
    public static async Task<Guid> MakeOnce(this PlanStore store, HubDb db, string? once, Guid placeId, Me me, PlanContent content, IReadOnlyList<SlotPerson> people, TakeAlong.PlanHistory? history, CancellationToken cancel)
    {
        if (once is null) return await store.Make(placeId, me, content, people, history: history, cancel: cancel);
        var id = Ids.Named($"{once}/{me.Id:N}/{placeId:N}/{PlanJson.Write(content)}{history?.ToJson().ToJsonString()}");
        if (await IsThere(db, placeId, id, cancel)) return id;
        try
        {
            return await store.Make(placeId, me, content, people, id, history, cancel);
        }
        catch (DbUpdateException e) when (UniqueViolation.Is(e))
        {
            // Who sends a page twice in one moment finds the plan that the other one made.
            db.ChangeTracker.Clear();
            return id;
        }
    }

    private static Task<bool> IsThere(HubDb db, Guid placeId, Guid id, CancellationToken cancel) => db.Read<StoredPlan>().AnyAsync(p => p.PlaceId == placeId && p.Id == id, cancel);
}
