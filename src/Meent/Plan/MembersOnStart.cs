using Meent.Foundation.Data;
using Meent.People;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Plan;

/// <summary>Looks once whether those who were in plans before hubs asked for it are there as people of the place, or as guests.</summary>
internal static class MembersOnStart
{
    public static async Task Look(IServiceProvider services, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var (db, door) = (scope.ServiceProvider.GetRequiredService<HubDb>(), scope.ServiceProvider.GetRequiredService<PlanDoor>());
        foreach (var at in (await db.Read<PlanMember>().Where(m => m.ByRole == null).ToListAsync(cancel)).GroupBy(m => m.PlaceId))
        {
            if (await PlacesModule.Find(db, at.Key, cancel) is not { } place) continue;
            var houses = (await door.Houses(place, cancel)).Append(at.Key).ToHashSet();
            var made = await db.Read<StoredPlan>().Where(p => p.PlaceId == at.Key).ToDictionaryAsync(p => p.Id, p => DateOnly.FromDateTime(p.MadeAt), cancel);
            foreach (var member in at)
            {
                // The board that the place had when the plan was made is a house too: who worked there was no guest.
                var then = made.TryGetValue(member.PlanId, out var day) ? await PlacesModule.Above(db, at.Key, LinkRole.Board, day, cancel) : [];
                // Whoever made a plan could do so because of a role, and who ever had one there is no guest.
                var byRole = await db.Read<StoredPlan>().AnyAsync(p => p.PlaceId == at.Key && p.Id == member.PlanId && p.MadeBy == member.PersonId, cancel)
                    || (await db.RolesOf(member.PersonId, cancel)).Any(r => r.ApprovedAt is not null && (houses.Contains(r.PlaceId) || then.Contains(r.PlaceId)));
                await db.Set<PlanMember>().Where(m => m.PlaceId == at.Key && m.PlanId == member.PlanId && m.PersonId == member.PersonId && m.ByRole == null)
                    .ExecuteUpdateAsync(s => s.SetProperty(m => m.ByRole, byRole), cancel);
            }
        }
    }
}
