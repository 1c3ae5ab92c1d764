using System.Globalization;
using Meent.Foundation.Web;

namespace Meent.Plan;

/// <summary>What became of a change.</summary>
public abstract record PlanSaved;

/// <param name="Version">number of the newest version now</param>
public sealed record PlanKept(int Version) : PlanSaved;

/// <summary>Others changed the same part meanwhile; nothing was written.</summary>
/// <param name="Version">number of the version to build on next</param>
/// <param name="Now">what stands there</param>
public sealed record PlanChanged(int Version, PlanContent Now) : PlanSaved;

public sealed record PlanNotSaved(Refusal Why) : PlanSaved;

/// <summary>Somebody whom a plan names.</summary>
/// <param name="Slot">"p1"</param>
/// <param name="PersonId">null for somebody without an account</param>
public sealed record SlotPerson(string Slot, Guid? PersonId, string Name)
{
    /// <summary>The slot for one more person: "p3" after "p1" and "p2".</summary>
    public static string Next(IEnumerable<PlanPerson> people) => string.Create(
        CultureInfo.InvariantCulture, $"p{people.Select(p => int.TryParse(p.Slot.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0).DefaultIfEmpty().Max() + 1}");
}
