using Meent.Foundation.Audit;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.People;

/// <summary>A school with a board and an agency above it, an operator, and people who act through the pages.</summary>
internal sealed record RoleWorld(TestHub Hub, Place School, Place Board, Place Agency, Person Olga) : IAsyncDisposable
{
    public string People => $"/places/{School.PlaceId}/people";

    public string HandOver => $"/places/{School.PlaceId}/hand-over";

    public static async Task<RoleWorld> Start(Engine engine)
    {
        var hub = await TestHub.Start(engine);
        var school = await hub.AddSchool("De Elzen");
        var board = await hub.AddBoard("Board of the Vale", school);
        return new(hub, school, board, await hub.AddAgency("Agency of the country", school, board), await hub.AddPerson("Olga Prins", isOperator: true));
    }

    /// <summary>Somebody new with a role; without one where none is given.</summary>
    public async Task<Person> Add(string name, Role? role = null, Place? place = null)
    {
        var person = await Hub.AddPerson(name);
        if (role is { } held) await Hub.Give(person, held, place ?? School);
        return person;
    }

    /// <summary>A request that waits, made so many days ago.</summary>
    public async Task<RoleHeld> Ask(Person person, Role role, Place? place = null, int daysAgo = 0)
    {
        var request = new RoleHeld { PlaceId = (place ?? School).PlaceId, PersonId = person.Id, Role = role, Since = Hub.Clock.Now().AddDays(-daysAgo), Reason = "I work there." };
        await Hub.Change(db => db.Add(request));
        return request;
    }

    /// <summary>Signs in and sends a form that may or may not stand on a page of this person.</summary>
    public async Task<Visitor> Send(Person person, string page, params (string Name, string Value)[] fields)
    {
        var visitor = await Hub.SignedIn(person);
        await visitor.Get("/account");
        var token = visitor.Page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var form = fields.Select(f => KeyValuePair.Create(f.Name, f.Value)).Append(KeyValuePair.Create("__RequestVerificationToken", token));
        return await visitor.Send(new HttpRequestMessage(HttpMethod.Post, page) { Content = new FormUrlEncodedContent(form) });
    }

    /// <summary>Status of the answer to a decision on a role, in numbers.</summary>
    public async Task<int> Decide(Person person, string page, string act, RoleHeld role)
    {
        using var visitor = await Send(person, page, ("act", act), ("place", role.PlaceId.ToString()), ("id", role.Id.ToString()), ($"answer-{role.Id}", "This is my answer."));
        return (int)visitor.Status;
    }

    public Task<List<RoleHeld>> Roles(Person person) => Hub.Look(db => db.Read<RoleHeld>().Where(r => r.PersonId == person.Id).OrderBy(r => r.Since).ThenBy(r => r.Id).ToListAsync());

    public async Task<RoleState> StateOf(RoleHeld role) => (await Hub.Look(db => db.Read<RoleHeld>().SingleAsync(r => r.Id == role.Id))).State;

    public Task<List<AuditEntry>> Trail(Place? place = null) => Hub.Look(db => db.Read<AuditEntry>().Where(e => e.PlaceId == (place ?? School).PlaceId).OrderBy(e => e.Id).ToListAsync());

    /// <summary>What comes with time comes now.</summary>
    public Task Look() => Hub.Services.GetRequiredService<RolesInTime>().Look();

    public ValueTask DisposeAsync() => Hub.DisposeAsync();
}
