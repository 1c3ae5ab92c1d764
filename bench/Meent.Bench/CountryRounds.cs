using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Reflect;
using Meent.Reflect.Areas;
using Meent.Reflect.Instruments;
using Meent.Reflect.Results;

namespace Meent.Bench;

/// <summary>
/// A closed round at each school with every submission, tally, release and counter that the hub would have: counted and decided by the hub's own code, stored
/// by a faster way than closing them one by one.
/// </summary>
internal sealed class CountryRounds(Settings settings, Instrument instrument, DateOnly closed)
{
    private const int SchoolsAtOnce = 500;

    /// <summary>Share of the spread that lies between schools, about what school surveys find.</summary>
    private const double IntraclassCorrelation = 0.03;

    /// <summary>Where the five answers part, in standard deviations.</summary>
    private static readonly double[] Cuts = [-1.8, -0.9, 0.1, 1.2];

#pragma warning disable CA5394, RS0030 // The same answers at every run.
    private readonly Random random = new(4);
#pragma warning restore RS0030

    private readonly object moment = settings.IsPostgres ? closed.ToDateTime(new TimeOnly(12, 0), DateTimeKind.Utc) : $"{closed:yyyy-MM-dd} 12:00:00";

    /// <returns>rows stored</returns>
    public async Task<long> Store(Bulk bulk, IReadOnlyList<CountrySchool> schools)
    {
        var submissions = 0L;
        // In the order of the key, as a database is that has been vacuumed, and fastest to fill.
        foreach (var some in schools.OrderBy(s => s.Id).Chunk(SchoolsAtOnce))
        {
            var rounds = some.Select(Closed).ToList();
            submissions += rounds.Sum(r => r.Submissions.Count);
            await bulk.Write(
                ("reflect_round", RoundColumns, rounds.Select(r => RoundRow(r.School, r.Id, closed, moment))),
                ("reflect_audience", AudienceColumns, rounds.SelectMany(r => AudienceRows(r.School, r.Id, isSealed: true))),
                ("reflect_submission", "place_id, round_id, id, audience, answers", rounds.SelectMany(r => r.Submissions)),
                ("reflect_tally", "place_id, round_id, audience, item, option, n", rounds.SelectMany(TallyRows)),
                ("reflect_area_tally", "place_id, round_id, audience, area, n, sum, sum_of_squares", rounds.SelectMany(r => r.Counts.Audiences.SelectMany(a => a.Areas.Select(x =>
                    new object?[] { r.School.Id, r.Id, a.Asked.Id, x.Area, x.Persons, x.Sum, x.SumOfSquares })))),
                ("reflect_release", "place_id, round_id, released_at, content", rounds.Select(r => new object?[] { r.School.Id, r.Id, moment, r.Release.ToJson() })),
                ("reflect_counter", "place_id, round_id, instrument, version, period, profile, closed_on, sector, size, demonstration, content", rounds.Select(r => new object?[]
                {
                    r.School.Id, r.Id, instrument.Id, instrument.Version, SchoolYear.Of(closed), "full", CountrySchools.Day(settings, closed), r.School.Sector,
                    SchoolSize.Of(r.School.Learners), true, CounterContent.Of(r.Release).ToJson(),
                })),
                ("reflect_counter_area", "place_id, round_id, school_id, role", rounds.SelectMany(r => r.School.Areas.Select(a => new object?[] { a, r.Id, r.School.Id, "admin" })
                    .Append([r.School.Board, r.Id, r.School.Id, "board"]))));
        }
        return submissions;
    }

    /// <summary>An open round in which all have answered.</summary>
    public async Task<Guid> StoreOpen(Bulk bulk, CountrySchool school, DateOnly closes)
    {
        var round = Ids.New();
        await bulk.Write(
            ("reflect_round", RoundColumns, [RoundRow(school, round, closes, null)]),
            ("reflect_audience", AudienceColumns, AudienceRows(school, round, isSealed: false)),
            ("reflect_submission", "place_id, round_id, id, audience, answers", Groups(school).SelectMany(g => Answers(g.Asked, g.People, 0).Select(a =>
                new object?[] { school.Id, round, Ids.Random(), g.Asked.Audience.Id, a }))));
        return round;
    }

    private const string RoundColumns = "place_id, id, name, instrument_id, instrument_version, profile, optional_items, leaders, opens_on, closes_on, created_at, created_by, opened_at, closed_at, contact_name, contact_email";

    private const string AudienceColumns = "place_id, round_id, audience, variant, invited, access, link_code, answered, sealed";

    private object?[] RoundRow(CountrySchool school, Guid round, DateOnly closes, object? closedAt) =>
    [
        school.Id, round, "Autumn", instrument.Id, instrument.Version, (int)Profile.Full, "", (int)LeadersAnswer.NotAsked, CountrySchools.Day(settings, closed.AddDays(-30)),
        CountrySchools.Day(settings, closes), moment, Guid.Empty, moment, closedAt, "Anna", "anna@example.org",
    ];

    private IEnumerable<object?[]> AudienceRows(CountrySchool school, Guid round, bool isSealed) => Groups(school).Select(g => new object?[]
    {
        school.Id, round, g.Asked.Audience.Id, g.Asked.Variant?.Id, g.People * 5 / 4, (int)Access.Link, Ids.Code(), g.People, settings.IsPostgres ? isSealed : isSealed ? 1 : 0,
    });

    private static IEnumerable<object?[]> TallyRows(OneRound r) =>
        from audience in r.Counts.Audiences
        from item in audience.Items
        from option in Enumerable.Range(0, item.Options.Count)
        where item.Options[option] > 0
        select new object?[] { r.School.Id, r.Id, audience.Asked.Id, item.Item.Id, option, item.Options[option] };

    private IEnumerable<(Questionnaire Asked, int People)> Groups(CountrySchool school)
    {
        var learners = instrument.Audiences.First(a => a.Id == "learners");
        var team = instrument.Audiences.First(a => a.Id is "team" or "teachers");
        yield return (Questionnaire.For(instrument, team.Id, null, Profile.Full, new HashSet<string>()), school.Teachers);
        yield return (Questionnaire.For(instrument, "learners", learners.Variants[school.Sector == "primary" ? 0 : 1].Id, Profile.Full, new HashSet<string>()), school.Learners);
    }

    private OneRound Closed(CountrySchool school)
    {
        var round = Ids.New();
        var effect = CountrySchools.Normal(random) * Math.Sqrt(IntraclassCorrelation);
        var (submissions, audiences) = (new List<object?[]>(), new List<AudienceCounts>());
        foreach (var (asked, people) in Groups(school))
        {
            var counter = new Counter(new AskedAudience(asked.Audience.Id, asked.Variant?.Id, people * 5 / 4,
                [.. asked.Areas.SelectMany(a => a.Questions.Select(q => new AskedItem(q.Id, q.Version, a.Id)))]));
            var ids = Enumerable.Range(0, people).Select(_ => Ids.Random()).Order().ToList();
            foreach (var answers in Answers(asked, people, effect))
            {
                counter.Add(answers);
                submissions.Add([school.Id, round, ids[submissions.Count % people], asked.Audience.Id, answers]);
            }
            audiences.Add(counter.Result());
        }
        var counts = new RoundCounts(
            new(round, school.Id, school.Name, "Autumn", closed.AddDays(-30), closed, instrument.Id, instrument.Version, "full", true), [.. instrument.Areas.Select(a => a.Id)], audiences, []);
        return new(school, round, submissions, counts, Disclosure.Decide(counts, DisclosurePolicy.Default));
    }

    private IEnumerable<byte[]> Answers(Questionnaire asked, int people, double school)
    {
        for (var i = 0; i < people; i++)
        {
            var person = school + (CountrySchools.Normal(random) * 0.6);
            var answers = new byte[asked.Count];
            for (var q = 0; q < answers.Length; q++) answers[q] = One(person, q);
            yield return answers;
        }
    }

    private byte One(double person, int question)
    {
        var chance = random.NextDouble();
        if (chance < 0.02) return (byte)(chance < 0.005 ? 0 : instrument.Scale.Steps.Count + 1);
        var value = person + (CountrySchools.Normal(random) * 0.77) + ((question % 5 * 0.2) - 0.4);
        var answer = 1;
        while (answer <= Cuts.Length && value > Cuts[answer - 1]) answer++;
        return (byte)answer;
    }
#pragma warning restore CA5394

    private sealed record OneRound(CountrySchool School, Guid Id, List<object?[]> Submissions, RoundCounts Counts, Release Release);
}
