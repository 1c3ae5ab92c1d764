using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Places;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Meent.People.Demonstrate;

/// <summary>Accounts to try: one of each kind, all with the same password, shown to every visitor of a demonstration hub.</summary>
internal static class DemonstrationPeople
{
    public static async Task Write(IServiceProvider services, CancellationToken cancel)
    {
        var db = services.GetRequiredService<HubDb>();
        if (await db.Read<Person>().AnyAsync(p => p.Id == DemonstrationAccount.All[0].Id, cancel)) return;
        if (await db.Read<Person>().AnyAsync(cancel))
            throw new InvalidOperationException("This hub has people in it. Demonstration content goes into an empty hub only: set MEENT_DATA to another folder.");
        var people = services.GetRequiredService<UserManager<Person>>();
        foreach (var account in DemonstrationAccount.All)
        {
            var person = new Person { Id = account.Id, Name = account.Name, Email = account.Email, UserName = account.Email, EmailConfirmed = true, IsOperator = account.IsOperator };
            var made = await people.CreateAsync(person, DemonstrationAccount.Password);
            if (!made.Succeeded) throw new InvalidOperationException(string.Join(' ', made.Errors.Select(e => e.Description)));
        }
        var now = services.GetRequiredService<TimeProvider>().Now();
        foreach (var account in DemonstrationAccount.All.Where(a => a.Role is not null))
            foreach (var school in DemonstrationSchool.All)
                db.Add(new RoleHeld { PlaceId = school, PersonId = account.Id, Role = account.Role!.Value, Since = now, ApprovedAt = now, ApprovedBy = DemonstrationAccount.All[0].Id });
        foreach (var account in DemonstrationAccount.All.Where(a => a.Coordinates is not null))
            db.Add(new RoleHeld { PlaceId = account.Coordinates!.Value, PersonId = account.Id, Role = Role.Coordinator, Since = now, ApprovedAt = now, ApprovedBy = DemonstrationAccount.All[0].Id });
        // Something to decide on, for the board, the agency and the operator.
        db.Add(new RoleHeld { PlaceId = DemonstrationSchool.Id(DemonstrationSchool.Molenwiek), PersonId = DemonstrationAccount.All[2].Id, Role = Role.Coordinator, Since = now.AddDays(-2), Reason = "I take over from Anna next year. She knows." });
        await db.SaveChangesAsync(cancel);
    }
}
