using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Plan;

namespace Meent.Bench;

/// <param name="Country">the plan of the country, to which those of schools contribute</param>
/// <param name="School">one of them</param>
internal sealed record BenchPlans(int Count, Guid Country, Guid School);

/// <summary>A public plan of the country, and of some of its schools one each that answers the same paragraph and contributes to it.</summary>
internal static class CountryPlans
{
    public const string Paragraph = "council-2023/3b.vii";

    public static async Task<BenchPlans> Add(Settings settings, Bulk bulk, IReadOnlyList<CountrySchool> schools, int count)
    {
        var country = (Place: schools[0].Areas[^2], Id: Ids.New());
        var target = new PlanTarget(country.Place, country.Id, "o1").ToString();
        List<(Guid Place, Guid Id, PlanContent Content)> plans =
        [
            (country.Place, country.Id, Content("Digital education for all", new PlanLink(LinkRoles.Implements, Paragraph))),
            .. schools.Take(count).Select((s, i) => (s.Id, Ids.New(), Content($"Plan of school {i}", new PlanLink(LinkRoles.Implements, Paragraph), new PlanLink(LinkRoles.ContributesTo, target)))),
        ];
        object moment = settings.IsPostgres ? DateTime.UnixEpoch : "1970-01-01 00:00:00";
        await bulk.Write(
            ("plan_plan", "place_id, id, state, is_public, version, made_at, made_by", plans.Select(p => new object?[] { p.Place, p.Id, PlanStates.Running, true, 1, moment, Guid.Empty })),
            ("plan_version", "place_id, plan_id, number, saved_at, saved_by, content", plans.Select(p => new object?[] { p.Place, p.Id, 1, moment, Guid.Empty, PlanJson.Write(p.Content) })),
            ("plan_link", "place_id, plan_id, objective_id, role, target", plans.SelectMany(p => p.Content.Objectives[0].Links.Select(l => new object?[] { p.Place, p.Id, "o1", l.Role, l.Target }))),
            ("plan_measured", "place_id, plan_id, objective_id, indicator", plans.Select(p => new object?[] { p.Place, p.Id, "o1", "digital-skills-basic" })));
        return new(plans.Count, country.Id, plans[^1].Id);
    }

    private static PlanContent Content(string title, params PlanLink[] links) => new()
    {
        Title = title, From = new(2026, 1, 1), To = new(2028, 12, 31), LastObjective = 2, LastMeasure = 4,
        Objectives =
        [
            new("o1", "Everybody can find, judge and make digital content") { Why = "Our report showed how far apart classes are.", Links = links, MeasuredBy = [new("digital-skills-basic", Target: 80, Due: new(2028, 12, 31))], Measures = [Measure(1), Measure(2)] },
            new("o2", "Teachers prepare such lessons together") { Measures = [Measure(3), Measure(4)] },
        ],
    };

    private static Measure Measure(int number) => new($"m{number}", $"A course of four afternoons, number {number}", "Teachers asked for it in the round of spring.", "p1", new(2027, 6, 30))
    {
        Changes = "Learners work on tasks of their own twice a week.", OwnerRole = "head of ICT", Money = [new("own", 2_000m)], Steps = [new("s1", "Ask who takes part", null), new("s2", "Find a trainer", null)],
    };
}
