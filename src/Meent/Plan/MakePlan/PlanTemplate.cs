using System.Globalization;
using Meent.Foundation.Localisation;
using Meent.Places;

namespace Meent.Plan.MakePlan;

/// <summary>A plan to begin with, of <c>content/plans</c>: every text of it can be changed afterwards.</summary>
/// <param name="Id">"school"</param>
/// <param name="For">kinds of places that it is meant for; "area" stands for Union, country and region</param>
/// <param name="Sectors">levels of education; empty for all</param>
/// <param name="Months">how long it runs</param>
public sealed record PlanTemplate(string Id, LocalizedText Title, LocalizedText About, IReadOnlyList<string> For, IReadOnlyList<string> Sectors, int Months, IReadOnlyList<ObjectiveTemplate> Objectives)
{
    /// <summary>For places of this kind, and for their sector where both name one.</summary>
    public bool Fits(Place place) =>
        For.Contains(PlaceKind.CanBeSpokenFor(place.Kind) ? place.Kind : "area") && (Sectors.Count == 0 || place.Sector is not { } sector || sector.Split(' ').Any(Sectors.Contains));

    /// <summary>The plan in one language, from a day on.</summary>
    /// <param name="owner">slot of the person who sees to every measure until another is named</param>
    public PlanContent In(string language, string title, DateOnly from, DateOnly to, string owner) => PlanEdits.Numbered(new PlanContent
    {
        Title = title, Language = language, About = Maybe(About, language), From = from, To = to,
        Objectives = [.. Objectives.Select((o, i) => o.In(language, string.Create(CultureInfo.InvariantCulture, $"o{i + 1}"), Objectives.Take(i).Sum(x => x.Measures.Count), from, to, owner))],
    });

    /// <summary>The same plan with what names a role left to that role: nobody is told to be the head of ICT before somebody says so.</summary>
    /// <param name="nobody">stands where the name will: "nobody named yet"</param>
    /// <returns>the plan, and a slot for each role, from p2 on</returns>
    public static (PlanContent Content, IReadOnlyList<SlotPerson> Roles) WithoutNames(PlanContent content, string nobody)
    {
        var slots = content.Measures.Select(m => m.OwnerRole).OfType<string>().Distinct().Select((role, i) => (role, Slot: string.Create(CultureInfo.InvariantCulture, $"p{i + 2}"))).ToDictionary(r => r.role, r => r.Slot);
        var objectives = content.Objectives.Select(o => o with { Measures = [.. o.Measures.Select(m => m.OwnerRole is { } role ? m with { Owner = slots[role] } : m)] });
        return (content with { Objectives = [.. objectives] }, [.. slots.Values.Select(slot => new SlotPerson(slot, null, nobody))]);
    }

    /// <summary>Ids of what its objectives are measured by, without figures of their own.</summary>
    public IEnumerable<string> Indicators => Objectives.SelectMany(o => o.MeasuredBy).Distinct();

    /// <summary>The plan with where the place begins, for figures of which nobody wrote that down.</summary>
    public static PlanContent WithStarts(PlanContent content, IEnumerable<MeasuredBy> starts)
    {
        var by = starts.ToDictionary(s => s.Indicator, StringComparer.Ordinal);
        MeasuredBy Begun(MeasuredBy m) => m is { Base: null, BasePeriod: null, Breakdown: null } && by.TryGetValue(m.Indicator, out var start) ? m with { Base = start.Base, BasePeriod = start.BasePeriod } : m;
        return content with { Objectives = [.. content.Objectives.Select(o => o with { MeasuredBy = [.. o.MeasuredBy.Select(Begun)] })] };
    }

    internal static string? Maybe(LocalizedText text, string language) => text.IsEmpty ? null : text.In(language);
}

/// <param name="MeasuredBy">ids of indicators</param>
/// <param name="OwnFigures">what a place counts itself</param>
public sealed record ObjectiveTemplate(LocalizedText Title, LocalizedText Why, IReadOnlyList<PlanLink> Links, IReadOnlyList<string> MeasuredBy, IReadOnlyList<LocalizedText> OwnFigures, IReadOnlyList<MeasureTemplate> Measures)
{
    internal Objective In(string language, string id, int before, DateOnly from, DateOnly to, string owner) => new(id, Title.In(language))
    {
        Why = PlanTemplate.Maybe(Why, language), Links = Links, MeasuredBy = [.. MeasuredBy.Concat(OwnFigures.Select(f => f.In(language))).Select(i => new MeasuredBy(i))],
        Measures = [.. Measures.Select((m, i) => m.In(language, string.Create(CultureInfo.InvariantCulture, $"m{before + i + 1}"), from, to, owner))],
    };
}

/// <param name="Role">as what somebody does it: "head of ICT"</param>
/// <param name="Months">done so many months after the plan begins</param>
public sealed record MeasureTemplate(LocalizedText Title, LocalizedText Why, LocalizedText Changes, LocalizedText Role, int Months, IReadOnlyList<LocalizedText> Steps)
{
    internal Measure In(string language, string id, DateOnly from, DateOnly to, string owner)
    {
        var end = from.AddMonths(Months);
        return new(id, Title.In(language), Why.In(language), owner, end > to ? to : end)
        {
            Changes = PlanTemplate.Maybe(Changes, language), OwnerRole = PlanTemplate.Maybe(Role, language),
            Steps = [.. Steps.Select((s, i) => new Step(string.Create(CultureInfo.InvariantCulture, $"s{i + 1}"), s.In(language)))],
        };
    }
}
