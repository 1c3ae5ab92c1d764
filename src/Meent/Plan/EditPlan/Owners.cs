using Meent.Design;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.People;
using Microsoft.EntityFrameworkCore;

namespace Meent.Plan.EditPlan;

/// <summary>Who can see to a measure: people of the plan, its guests, those who work for the place, and anybody else by name. A guest is not told who works there.</summary>
/// <param name="Slots">whom the plan names already</param>
/// <param name="Others">names of those with an account whom it does not name yet, by account</param>
public sealed record Owners(IReadOnlyList<PlanPerson> Slots, IReadOnlyDictionary<Guid, string> Others)
{
    private const string Person = "person:";

    /// <summary>As what people of the plan do what they do, by slot: tells apart two of one name, and roles that nobody has yet.</summary>
    public IReadOnlyDictionary<string, string> Roles { get; init; } = new Dictionary<string, string>();

    public static async Task<Owners> Of(HubDb db, PlanDoor door, OpenPlan plan, Me me, CancellationToken cancel)
    {
        var guests = await db.Read<PlanMember>().Where(m => m.PlaceId == plan.Place.PlaceId && m.PlanId == plan.Id && m.ByRole == false && m.IsOpened).Select(m => m.PersonId).ToListAsync(cancel);
        var staff = (await door.At([plan.Place], me, cancel))[plan.Place.PlaceId].Belongs ? await door.People(Role.Reader, plan.Place, cancel) : [];
        var around = guests.Union(staff).Except(plan.People.Select(p => p.PersonId).OfType<Guid>()).ToList();
        var roles = plan.Content.Measures.Where(m => m.OwnerRole is not null).GroupBy(m => m.Owner).ToDictionary(g => g.Key, g => g.First().OwnerRole!);
        return new(plan.People, await db.PersonNames(around, cancel)) { Roles = roles };
    }

    public IReadOnlyList<Choice> Choices(Texts T) =>
        [.. Slots.Select(p => new Choice(p.Slot, Label(p))), .. Others.OrderBy(o => o.Value, StringComparer.Create(T.Culture, true)).Select(o => new Choice($"{Person}{o.Key:N}", o.Value))];

    /// <param name="chosen">what the form sent: a slot, an account, or nothing</param>
    /// <param name="name">a name that was typed; it counts instead of the choice</param>
    /// <returns>the slot, and whom to add under it; null where the choice is none</returns>
    public (string Slot, IReadOnlyList<SlotPerson> Added)? Find(string? chosen, string? name)
    {
        if (name is not null) return Slots.FirstOrDefault(p => p.PersonId is null && p.Name == name) is { } known ? (known.Slot, []) : (Next, [new SlotPerson(Next, null, name)]);
        if (Slots.Any(p => p.Slot == chosen)) return (chosen!, []);
        if (chosen?.StartsWith(Person, StringComparison.Ordinal) is true)
            return Guid.TryParseExact(chosen[Person.Length..], "N", out var id) && Others.TryGetValue(id, out var theirs) ? (Next, [new SlotPerson(Next, id, theirs)]) : null;
        return null;
    }

    private string Label(PlanPerson person) =>
        Slots.Count(p => p.Name == person.Name) > 1 && Roles.GetValueOrDefault(person.Slot) is { } role ? $"{person.Name}, {role}" : person.Name;

    private string Next => SlotPerson.Next(Slots);
}
