using Meent.People;
using Meent.Places;

namespace Meent.Tests.Reflect.Rounds;

/// <summary>A hub with one school and its coordinator, signed in.</summary>
internal sealed record School(TestHub Hub, Place Place, Person Coordinator, Visitor Visitor) : IAsyncDisposable
{
    public string Path => $"/school/{Place.PlaceId}";

    public static async Task<School> On(Engine engine, string sector = "primary")
    {
        var hub = await TestHub.Start(engine);
        var place = await hub.AddSchool("De Elzen", sector: sector);
        var anna = await hub.AddPerson("Anna de Vries");
        await hub.Give(anna, Role.Coordinator, place);
        return new School(hub, place, anna, await hub.SignedIn(anna));
    }

    /// <summary>Somebody else with a role at the school, signed in.</summary>
    public async Task<Visitor> With(Role role, string name)
    {
        var person = await Hub.AddPerson(name);
        await Hub.Give(person, role, Place);
        return await Hub.SignedIn(person);
    }

    public ValueTask DisposeAsync() => Hub.DisposeAsync();
}
