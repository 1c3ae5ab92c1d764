using Meent.Foundation.Data;
using Meent.Foundation.Web;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>A role with the person who has it or asks for it.</summary>
public sealed record RoleLine(RoleHeld Role, string Name, string Email)
{
    /// <summary>The reader may decide on the request.</summary>
    public bool MayDecide { get; init; }

    /// <summary>The reader asked for it: then somebody else decides.</summary>
    public bool IsOwn { get; init; }

    /// <summary>The reader may take the role away.</summary>
    public bool MayEnd { get; init; }
}

/// <summary>Reads the people of roles and requests, and what the one who looks at them may do.</summary>
public sealed class RoleLines(HubDb db)
{
    /// <summary>Lines of one place, for somebody with a standing there.</summary>
    internal Task<Paged<RoleLine>> Of(Paged<RoleHeld> roles, Me me, Standing standing) => Of(roles, me, _ => standing);

    /// <param name="standing">of the reader, at the place of a role</param>
    internal async Task<Paged<RoleLine>> Of(Paged<RoleHeld> roles, Me me, Func<RoleHeld, Standing> standing)
    {
        var ids = roles.Lines.Select(r => r.PersonId).Distinct().ToList();
        var people = await db.Read<Person>().Where(p => ids.Contains(p.Id)).Select(p => new NamedPerson(p.Id, p.Name, p.Email ?? "")).ToDictionaryAsync(p => p.Id);
        var alone = me.IsOperator && roles.Lines.Any(r => r.PersonId == me.Id && r.State == RoleState.Waiting) && await RoleChanges.IsOnlyOperator(db);
        return new([.. roles.Lines.Where(r => people.ContainsKey(r.PersonId)).Select(Line)], roles.Page, roles.Pages, roles.All);

        RoleLine Line(RoleHeld role)
        {
            var (who, may) = (people[role.PersonId], standing(role));
            var own = role.PersonId == me.Id;
            return new(role, who.Name, who.Email)
            {
                IsOwn = own && !alone, MayDecide = may.MayGive(role.Role) && (!own || alone), MayEnd = own || may.MayEnd(role.Role),
            };
        }
    }
}
