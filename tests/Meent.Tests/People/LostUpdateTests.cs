using Meent.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.People;

/// <summary>Who writes a whole person back, as the framework does, does not undo what was decided since they read it.</summary>
public class LostUpdateTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task What_was_read_before_a_command_is_not_written_after_it(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var noor = await hub.AddPerson("Noor Bakker", isOperator: true);
        foreach (var command in new string[][] { ["role", noor.Email!, "--no-operator"], ["role", noor.Email!, "--operator"], ["role", noor.Email!, "--no-operator"], ["end", noor.Email!], ["end", noor.Email!, "--undo"], ["end", noor.Email!] })
            Assert.False(await WrittenAround(hub, noor, async () => Assert.Equal(0, (await MeentProgram.Run(hub.Settings, ["user", .. command])).Code)));
        var person = await hub.Look(db => db.Read<Person>().SingleAsync());
        Assert.False(person.IsOperator);
        Assert.NotNull(person.EndedAt);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_new_name_is_not_undone_by_a_password_that_changes_at_the_same_moment(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var noor = await hub.AddPerson("Noor Bakker");
        using var visitor = await hub.SignedIn(noor);
        await visitor.Get("/account");
        Assert.False(await WrittenAround(hub, noor, () => visitor.Post(new() { ["name"] = "Noor Visser" })));
        Assert.Equal("Noor Visser", await hub.Look(db => db.Read<Person>().Select(p => p.Name).SingleAsync()));
    }

    /// <summary>Reads the person, does something, then writes what was read.</summary>
    private static async Task<bool> WrittenAround(TestHub hub, Person who, Func<Task> act)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var read = (await people.FindByIdAsync(who.Id.ToString()))!;
        await act();
        return (await people.UpdateSecurityStampAsync(read)).Succeeded;
    }
}
