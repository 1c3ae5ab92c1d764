using Meent.Foundation.Data;
using Meent.People;
using Meent.Places;
using Meent.Reflect.Instruments;
using Meent.Reflect.SayMore;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.PrepareRound;

/// <summary>Writes what was planned. A round can be changed like this only while it is a draft.</summary>
internal static class Draft
{
    /// <summary>Makes the draft. Sent twice under the same id, even at the same moment, it is made once.</summary>
    /// <param name="id">the id that the page was made with</param>
    /// <returns>the id under which the draft is found: another one where that id belongs to a round of somebody else</returns>
    public static async Task<Guid> Make(HubDb db, Me me, Place place, Instrument instrument, Guid id, RoundPlan plan, DateTime now, CancellationToken cancel)
    {
        if (await db.Read<Round>().FirstOrDefaultAsync(r => r.Id == id, cancel) is { } there)
        {
            if (there.PlaceId == place.PlaceId && there.CreatedBy == me.Id) return id;
            id = Ids.New();
        }
        try
        {
            await db.InTransaction(() => Add(db, me, place, instrument, id, plan, now, cancel), cancel);
        }
        catch (DbUpdateException e) when (UniqueViolation.Is(e))
        {
            // Who sends a page twice in one moment finds what the other one made.
            db.ChangeTracker.Clear();
        }
        return id;
    }

    /// <summary>Within the transaction that is open.</summary>
    public static async Task Add(HubDb db, Me me, Place place, Instrument instrument, Guid id, RoundPlan plan, DateTime now, CancellationToken cancel)
    {
        db.Add(new Round
        {
            PlaceId = place.PlaceId,
            Id = id,
            Name = plan.Name,
            InstrumentId = instrument.Id,
            InstrumentVersion = instrument.Version,
            Profile = plan.Profile,
            Leaders = plan.Leaders,
            OptionalItems = string.Join(' ', plan.OptionalItems),
            LeftOut = LeftOut(plan),
            AskedAgain = plan.Pulse is { } pulse ? string.Join(' ', pulse.Items) : null,
            PulseOf = plan.Pulse?.Of,
            OpensOn = plan.OpensOn,
            ClosesOn = plan.ClosesOn,
            CreatedAt = now,
            CreatedBy = me.Id,
            ContactName = me.Name,
            ContactEmail = me.Email,
        });
        AddParts(db, place.PlaceId, id, plan, []);
        db.Record(me.Id, "prepared", place.PlaceId, id, now);
        await db.SaveChangesAsync(cancel);
    }

    /// <returns>false where it is no draft any more: nothing is changed then</returns>
    public static Task<bool> Change(HubDb db, Round known, RoundPlan plan, CancellationToken cancel) =>
        db.InTransaction(async () =>
        {
            if (await Rounds.Hold(db, known, cancel) is not { OpenedAt: null, CancelledAt: null } round) return false;
            (round.Name, round.OpensOn, round.ClosesOn) = (plan.Name, plan.OpensOn, plan.ClosesOn);
            (round.Profile, round.Leaders, round.OptionalItems) = (plan.Profile, plan.Leaders, string.Join(' ', plan.OptionalItems));
            round.LeftOut = LeftOut(plan);
            var old = await db.Set<RoundAudience>().Where(a => a.PlaceId == round.PlaceId && a.RoundId == round.Id).ToListAsync(cancel);
            db.RemoveRange(old.Where(a => plan.Audiences.All(p => p.Audience != a.Audience)));
            await db.Set<OwnItem>().Where(i => i.PlaceId == round.PlaceId && i.RoundId == round.Id).ExecuteDeleteAsync(cancel);
            await db.Set<FreeQuestion>().Where(q => q.PlaceId == round.PlaceId && q.RoundId == round.Id).ExecuteDeleteAsync(cancel);
            AddParts(db, round.PlaceId, round.Id, plan, old);
            await db.SaveChangesAsync(cancel);
            return true;
        }, cancel);

    private static string? LeftOut(RoundPlan plan) => plan.LeftOut.Count == 0 ? null : string.Join(' ', plan.LeftOut);

    private static void AddParts(HubDb db, Guid placeId, Guid roundId, RoundPlan plan, List<RoundAudience> old)
    {
        foreach (var planned in plan.Audiences)
        {
            if (old.Find(a => a.Audience == planned.Audience) is { } there)
            {
                (there.Variant, there.Invited, there.Access) = (planned.Variant, planned.Invited, planned.Access);
                continue;
            }
            db.Add(new RoundAudience
            {
                PlaceId = placeId,
                RoundId = roundId,
                Audience = planned.Audience,
                Variant = planned.Variant,
                Invited = planned.Invited,
                Access = planned.Access,
                LinkCode = Ids.Code(),
            });
        }
        if (plan.FreeQuestion is { } question) db.Add(new FreeQuestion { PlaceId = placeId, RoundId = roundId, Question = question });
        for (var i = 0; i < plan.OwnItems.Count; i++)
        {
            var (text, audiences) = plan.OwnItems[i];
            db.Add(new OwnItem { PlaceId = placeId, RoundId = roundId, Number = i + 1, Text = text, Audiences = string.Join(' ', audiences) });
        }
    }
}
