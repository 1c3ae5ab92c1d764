using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Meent.Reflect;
using Meent.Reflect.Instruments;
using Meent.Reflect.Results;

namespace Meent.Tests.Reflect.ReadResults;

/// <summary>How many answered, and how.</summary>
/// <param name="Level">what the audience says about an area, 1..5</param>
public sealed record Group(string Audience, int Answered, int? Invited, Func<string, double> Level, string? Variant = null);

/// <summary>A school with the releases of closed rounds, answered by made-up people.</summary>
public static class ReportSchool
{
    private static readonly Dictionary<string, double> Teachers = new()
    {
        ["leadership"] = 3.1, ["collaboration"] = 3.0, ["infrastructure"] = 3.2, ["development"] = 2.7, ["preparing"] = 3.6, ["teaching"] = 3.4, ["assessment"] = 3.1,
        ["competence"] = 3.3,
    };

    private static readonly Dictionary<string, double> Learners = new() { ["teaching"] = 2.8, ["assessment"] = 2.2, ["infrastructure"] = 3.9 };

    public static readonly Instrument Instrument = InstrumentLibrary.Load(InstrumentLibrary.Shipped).Latest("school")!;

    /// <summary>12 teachers, 60 learners and a team of two leaders.</summary>
    public static Group[] Usual(double teaching = 0) =>
    [
        new("teachers", 12, 14, a => Teachers[a] + (a == "teaching" ? teaching : 0)),
        new("learners", 60, 75, a => Learners.GetValueOrDefault(a, 3.1) + (a == "teaching" ? teaching : 0), "secondary"),
    ];

    /// <summary>Stores a release at the school as closing a round would.</summary>
    /// <returns>the round's id</returns>
    public static async Task<Guid> AddReport(this TestHub hub, Place school, Group[] groups, string name = "Spring 2026", int closedDaysAgo = 3, bool team = true, string[]? own = null, Guid? round = null)
    {
        var id = round ?? Ids.New();
        var closed = hub.Clock.Today().AddDays(-closedDaysAgo);
        var counts = Counts(new(id, school.PlaceId, school.Name, name, closed.AddDays(-14), closed, "school", Instrument.Version, "full", false), groups, team, own ?? []);
        await Store(hub, Disclosure.Decide(counts, DisclosurePolicy.Default), closedDaysAgo);
        return id;
    }

    public static Task Store(this TestHub hub, Release release, int daysAgo = 3) => hub.Change(db => db.Add(new StoredRelease
    {
        PlaceId = release.Round.PlaceId, RoundId = release.Round.Id, ReleasedAt = hub.Clock.Now().AddDays(-daysAgo), Content = release.ToJson(),
    }));

    public static Task Share(this TestHub hub, Place school, Guid round, Person adviser, DateOnly until, DateTime? ended = null) => hub.Change(db => db.Add(new ReportShare
    {
        PlaceId = school.PlaceId, RoundId = round, Id = Ids.New(), PersonId = adviser.Id, Until = until, SharedBy = adviser.Id, SharedAt = hub.Clock.Now(), EndedAt = ended,
    }));

    private static RoundCounts Counts(ReleasedRound round, Group[] groups, bool team, string[] own)
    {
        var leaders = Asked("leaders", null, null, []);
        return new(round, [.. Instrument.Areas.Select(a => a.Id)], [.. groups.Select(g => Count(g, own))],
            team ? [new(leaders, "Anna de Vries and Tom Bakker", 2, [.. leaders.Items.Select((i, n) => (byte)(i.Area == "assessment" ? 4 : 3 + (n % 2)))])] : []);
    }

    private static AudienceCounts Count(Group group, string[] own)
    {
        var asked = Asked(group.Audience, group.Variant, group.Invited, own);
        var counter = new Counter(asked);
        for (var person = 0; person < group.Answered; person++)
            counter.Add([.. asked.Items.Select((item, i) => Answer(item.Area is null ? 3.4 : group.Level(item.Area), person, i))]);
        return counter.Result();
    }

    private static AskedAudience Asked(string audience, string? variant, int? invited, string[] own)
    {
        var questions = Questionnaire.For(Instrument, audience, variant, Profile.Full, []);
        return new(audience, variant, invited,
        [
            .. questions.Areas.SelectMany(a => a.Questions.Select(q => new AskedItem(q.Id, q.Version, a.Id))),
            .. own.Select((text, i) => new AskedItem($"own.{i + 1}", 1, null, text)),
        ]);
    }

    /// <summary>Around the level, spread by person and item; now and then open or "does not apply". The same at every run.</summary>
    private static byte Answer(double level, int person, int item)
    {
        var noise = (((person * 7919) + (item * 104729) + (person * item * 31)) % 1000 / 1000.0) + ((person * 2654435761L % 97) / 97.0) - 1;
        if ((person + (item * 5)) % 41 == 0) return Counter.LeftOpen;
        if ((person * 3 + item) % 29 == 0) return Counter.DoesNotApply(5);
        return (byte)Math.Clamp(Math.Round(level + (noise * 2.2) + ((item % 5) - 2) * 0.15), 1, 5);
    }
}
