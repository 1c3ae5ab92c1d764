using FsCheck;
using FsCheck.Fluent;
using Meent.Foundation.Localisation;
using Meent.Plan;

namespace Meent.Tests.Plan;

/// <summary>What differs between two versions of a plan, as a person reads it.</summary>
public class PlanDifferenceTests
{
    private static readonly Texts T = new(new TextCatalogue("", [], ""), "en");
    private static readonly DateOnly Day = new(2026, 9, 1);

    private static readonly PlanContent Before = new()
    {
        Title = "Digital plan", From = Day, To = Day.AddYears(1),
        Objectives =
        [
            new("o1", "Learners judge what they read")
            {
                Links = [new(LinkRoles.Implements, "council-2023/3b.vii")],
                MeasuredBy = [new("basic-skills", null, 40m, "2025", 55m, Day.AddYears(1))],
                Measures =
                [
                    new("m1", "A course for teachers", "Few feel sure", "p1", Day.AddMonths(6))
                    {
                        Steps = [new("s1", "Choose a course"), new("s2", "Everybody follows it")], Money = [new("own", 1000m)],
                    },
                    new("m2", "A week about news", "Pupils ask for it", "p2", Day.AddMonths(3)),
                ],
            },
            new("o2", "Good connection"),
        ],
    };

    public static TheoryData<string, string[]> Changes() => new()
    {
        { "title", ["||The title is now “Our plan”. It was “Digital plan”."] },
        { "end of a measure", ["Learners judge what they read|A course for teachers|Its end moved from 1 March 2027 to 1 May 2027."] },
        { "owner", ["Learners judge what they read|A week about news|<p1> looks after it, no longer <p2>."] },
        { "tick", ["Learners judge what they read|A course for teachers|Step “Choose a course” was done on 10 October 2026."] },
        { "money", ["Learners judge what they read|A course for teachers|<own>: 1,250.50 euro planned, it was 1,000.", "Learners judge what they read|A course for teachers|<own>: 0 euro spent."] },
        { "target", ["Learners judge what they read||<basic-skills>: the target moved from 55 to 60."] },
        { "link", ["Learners judge what they read||It now contributes to <council-2023/4a.i>."] },
        { "gone", ["Learners judge what they read|A week about news|This measure was taken out."] },
        { "moved", ["Good connection|A week about news|This measure moved here. It stood under “Learners judge what they read”."] },
        { "order", ["||The objectives stand in another order."] },
        { "new", ["Learners judge what they read|A club|This measure was added. <p2> looks after it, until 1 June 2027.", "Learners judge what they read|A club|A reason was added: “Fun”.",
            "Learners judge what they read|A club|Step “Find a room” was added."] },
    };

    [Theory, MemberData(nameof(Changes))]
    public void A_change_is_said_in_a_sentence_under_what_it_is_about(string change, string[] said) =>
        Assert.Equal(said, PlanDifference.Between(Before, Changed(change)).Select(c => $"{c.Objective}|{c.Measure}|{c.Sentence(T, m => $"<{m.Id}>")}"));

    [Fact]
    public void Two_values_that_differ_are_not_written_as_the_same_one()
    {
        PlanContent Aims(decimal target) => Before with { Objectives = [Before.Objectives[0] with { MeasuredBy = [new("basic-skills", Target: target)] }] };
        Assert.Equal("<basic-skills>: the target moved from 60.391 to 60.394.", Assert.Single(PlanDifference.Between(Aims(60.391m), Aims(60.394m))).Sentence(T, m => $"<{m.Id}>"));
    }

    [Fact]
    public void Two_versions_that_say_the_same_do_not_differ_and_two_that_do_not_always_do() => Prop.ForAll(Arb.From(Plans), Arb.From(Plans), (one, other) =>
    {
        Assert.Empty(PlanDifference.Between(one, PlanJson.TryRead(PlanJson.Write(one))!));
        Assert.Equal(PlanJson.Same(one, other), PlanDifference.Between(one, other).Count == 0);
        Assert.All(PlanDifference.Between(one, other), c => Assert.NotEmpty(c.Sentence(T, m => m.Id)));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    [Fact]
    public void A_single_change_anywhere_is_seen() => Prop.ForAll(Arb.From(Plans), Arb.From(Plans), (one, other) =>
    {
        // The measures of one under the objectives of the other: most of both is the same.
        foreach (var mixed in new[] { one with { Objectives = other.Objectives }, one with { Title = other.Title }, one with { Language = other.Language } })
            Assert.Equal(PlanJson.Same(one, mixed), PlanDifference.Between(one, mixed).Count == 0);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private static PlanContent Changed(string change)
    {
        var (o1, o2) = (Before.Objectives[0], Before.Objectives[1]);
        var (m1, m2) = (o1.Measures[0], o1.Measures[1]);
        PlanContent With(params Objective[] objectives) => Before with { Objectives = objectives };
        PlanContent Of(params Measure[] measures) => With(o1 with { Measures = measures }, o2);
        return change switch
        {
            "title" => Before with { Title = "Our plan" },
            "end of a measure" => Of(m1 with { End = new(2027, 5, 1) }, m2),
            "owner" => Of(m1, m2 with { Owner = "p1" }),
            "tick" => Of(m1 with { Steps = [m1.Steps[0] with { DoneOn = new(2026, 10, 10) }, m1.Steps[1]] }, m2),
            "money" => Of(m1 with { Money = [new("own", 1250.5m, 0m)] }, m2),
            "target" => With(o1 with { MeasuredBy = [o1.MeasuredBy[0] with { Target = 60m }] }, o2),
            "link" => With(o1 with { Links = [.. o1.Links, new(LinkRoles.ContributesTo, "council-2023/4a.i")] }, o2),
            "gone" => Of(m1),
            "moved" => With(o1 with { Measures = [m1] }, o2 with { Measures = [m2] }),
            "order" => With(o2, o1),
            "new" => Of(m1, m2, new("m3", "A club", "Fun", "p2", new(2027, 6, 1)) { Steps = [new("s1", "Find a room")] }),
            _ => throw new ArgumentOutOfRangeException(nameof(change)),
        };
    }

    private static Gen<string> Word => Gen.Elements("a", "b", "c");

    private static Gen<string?> Maybe => Gen.Elements(null, "a", "b");

    private static Gen<DateOnly> Days => Gen.Elements(Day, Day.AddDays(1));

    private static Gen<DateOnly?> MaybeDay => Gen.Elements<DateOnly?>(null, Day, Day.AddDays(1));

    private static Gen<decimal?> Amount => Gen.Elements<decimal?>(null, 0m, 1.5m);

    private static Gen<IReadOnlyList<T>> Some<T, TKey>(Gen<T> one, Func<T, TKey> key) => Gen.Choose(0, 2).SelectMany(n => Gen.ListOf(one, n)).Select(l => (IReadOnlyList<T>)[.. l.DistinctBy(key)]);

    private static Gen<Measure> Measures =>
        from id in Gen.Elements("m1", "m2", "m3")
        from title in Word
        from why in Word
        from owner in Gen.Elements("p1", "p2")
        from end in Days
        from changes in Maybe
        from role in Maybe
        from start in MaybeDay
        from review in MaybeDay
        from money in Some(from s in Gen.Elements("own", "rrf") from p in Amount from x in Amount select new Money(s, p, x), m => m.Source)
        from steps in Some(from s in Gen.Elements("s1", "s2") from t in Word from d in MaybeDay select new Step(s, t, d), s => s.Id)
        from evidence in Some(from t in Word from u in Maybe select new Evidence(t, u), e => e)
        select new Measure(id, title, why, owner, end)
        {
            Changes = changes, OwnerRole = role, Start = start, NextReview = review, Money = money, Steps = steps, Evidence = evidence,
        };

    private static Gen<Objective> ObjectivesOf =>
        from id in Gen.Elements("o1", "o2")
        from title in Word
        from why in Maybe
        from report in Gen.Elements(null, new ObjectiveFrom(Guid.Empty, "a"), new ObjectiveFrom(Guid.Empty, "b"))
        from links in Some(from r in Gen.Elements("implements", "contributes-to") from t in Word select new PlanLink(r, t), l => l)
        from measured in Some(from i in Word from b in Maybe from v in Amount from p in Maybe from t in Amount from d in MaybeDay select new MeasuredBy(i, b, v, p, t, d), m => (m.Indicator, m.Breakdown))
        from measures in Some(Measures, m => m.Id)
        select new Objective(id, title) { Why = why, From = report, Links = links, MeasuredBy = measured, Measures = measures };

    private static Gen<PlanContent> Plans =>
        from title in Word
        from language in Maybe
        from about in Maybe
        from first in Days
        from last in Days
        from objectives in Some(ObjectivesOf, o => o.Id)
        select new PlanContent { Title = title, Language = language, About = about, From = first, To = last, Objectives = Once(objectives) };

    /// <summary>A measure has its id alone in the whole plan.</summary>
    private static IReadOnlyList<Objective> Once(IReadOnlyList<Objective> objectives)
    {
        var seen = new HashSet<string>();
        return [.. objectives.Select(o => o with { Measures = [.. o.Measures.Where(m => seen.Add(m.Id))] })];
    }
}
