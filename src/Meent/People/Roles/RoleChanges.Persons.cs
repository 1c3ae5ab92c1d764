using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

public static partial class RoleChanges
{
    /// <summary>Makes sure that the person is there, and stays until the transaction ends. To be asked before <see cref="Lock"/>, so that nobody waits in a ring.</summary>
    /// <returns>false where the account is deleted: then nothing is written for it</returns>
    public static async Task<bool> Stays(HubDb db, Guid person) => db.IsPostgres
        ? (await db.Database.SqlQuery<Guid>($"select id as \"Value\" from people_person where id = {person} for key share").ToListAsync()).Count == 1
        : await db.Read<Person>().AnyAsync(p => p.Id == person);

    /// <summary>Waits for whatever is written for the person at this moment, and lets nothing be written after it.</summary>
    internal static Task Leaves(HubDb db, Guid person) =>
        db.IsPostgres ? db.Database.ExecuteSqlAsync($"select id from people_person where id = {person} for update") : Task.CompletedTask;
}
