using Meent.Foundation.Localisation;
using Meent.Places;

namespace Meent.Plan;

/// <summary>A plan as one reader sees it, in its newest version or an earlier one.</summary>
/// <param name="Place">with its name in the reader's language</param>
/// <param name="People">whom the plan names; empty for a reader who sees roles only</param>
/// <param name="Access">never <see cref="PlanAccess.None"/></param>
public sealed record OpenPlan(StoredPlan Plan, Place Place, PlanContent Content, IReadOnlyList<PlanPerson> People, PlanAccess Access)
{
    /// <summary>Whether the reader holds a role where the plan's place is spoken for. A guest does not, whatever they may do in the plan.</summary>
    public bool Belongs { get; init; }

    /// <summary>Whether the reader may know the place's figures: of an area everybody may, of a school, a board or another organisation those who belong there.</summary>
    public bool SeesFigures => PlaceKind.IsArea(Place.Kind) || Belongs;

    public Guid Id => Plan.Id;

    public string Path => $"/plans/{Plan.Id}";

    public bool MayChange => Access >= PlanAccess.Change;

    public bool Owns => Access == PlanAccess.Own;

    public static string ListOf(Guid placeId) => $"/places/{placeId}/plans";

    public string MeasurePath(string measure) => $"{Path}/measures/{measure}";

    /// <summary>The language that the plan is written in where it is another than the reader's; null else.</summary>
    public string? Lang(Texts T) => Content.Language is { } language && language != T.Language ? language : null;

    /// <summary>The name of somebody in the plan; null for a reader who sees roles only, and where nobody has the slot.</summary>
    public string? NameOf(string slot) => Access >= PlanAccess.Read ? People.FirstOrDefault(p => p.Slot == slot)?.Name : null;

    /// <summary>Who sees to a measure, as this reader may know it: "Anna de Vries, head of ICT", "head of ICT", "somebody of De Elzenhof".</summary>
    public string OwnerOf(Measure measure, Texts T) => (NameOf(measure.Owner), measure.OwnerRole) switch
    {
        ({ } name, { } role) => $"{name}, {role}",
        ({ } name, null) => name,
        (null, { } role) => role,
        _ => T["somebody of {0}", Place.Name],
    };
}
