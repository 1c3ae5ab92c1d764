using Meent.Reflect.Instruments;

namespace Meent.Reflect.Demonstrate;

/// <summary>Made-up answers with the shape of real ones: areas differ, groups differ, people differ, some leave questions open.</summary>
/// <remarks>The same seed gives the same answers. The levels are invented; they describe no school.</remarks>
internal sealed class SyntheticAnswers(int seed)
{
    // CA5394: made-up answers need to be the same at every run, not to be secret.
#pragma warning disable CA5394, RS0030
    private readonly Random random = new(seed);
#pragma warning restore RS0030

    /// <summary>Where a group stands in an area on the scale 1..5 in year 0.</summary>
    private static readonly Dictionary<string, (double Leaders, double Teachers, double Learners, double Families)> Levels = new(StringComparer.Ordinal)
    {
        ["leadership"] = (3.8, 3.1, 3.0, 3.2),
        ["collaboration"] = (3.3, 3.0, 3.1, 2.9),
        ["infrastructure"] = (3.5, 3.2, 3.4, 3.5),
        ["development"] = (4.1, 3.0, 3.1, 3.0),
        ["preparing"] = (3.9, 3.6, 3.3, 3.2),
        ["teaching"] = (4.0, 3.4, 2.8, 3.1),
        ["assessment"] = (3.9, 3.1, 2.4, 2.9),
        ["competence"] = (3.4, 3.3, 3.2, 3.0),
        ["screens"] = (3.3, 3.3, 2.7, 3.0),
        ["off"] = (2.8, 2.4, 2.6, 3.4),
        ["kind"] = (3.7, 3.7, 3.3, 3.4),
        ["help"] = (3.6, 3.9, 3.0, 2.9),
    };

    /// <summary>What a year of work changed: the first year's plan was about collaboration and in-class use.</summary>
    private static readonly Dictionary<string, double> Gains = new(StringComparer.Ordinal) { ["teaching"] = 0.45, ["infrastructure"] = -0.15, ["preparing"] = 0.2, ["off"] = 0.35, ["help"] = 0.15 };

    /// <summary>One person's answers, a byte per question in the order asked: 0 left open, 1..5, 6 does not apply.</summary>
    /// <param name="year">0 for the year whose levels stand above, 1 for the one after it, -1 for the one before it</param>
    /// <param name="school">how this school stands against the others, about -0.4..0.4</param>
    public byte[] Person(Questionnaire asked, double year, double school)
    {
        var person = Normal() * 0.45;
        return [.. asked.Areas.SelectMany(area => area.Questions.Select(question => One(asked.Audience.Id, area.Id, question.Id, person + school, year)))];
    }

    private byte One(string audience, string area, string item, double person, double year)
    {
        var chance = Uniform();
        if (chance < 0.015) return 0;
        if (chance < 0.055) return 6;
        var level = Level(audience, area) + (year * Gains.GetValueOrDefault(area)) + Character(item) + person + (Normal() * 0.8);
        return (byte)Math.Clamp((int)Math.Round(level, MidpointRounding.AwayFromZero), 1, 5);
    }

    private static double Level(string audience, string area)
    {
        var (leaders, teachers, learners, families) = Levels.GetValueOrDefault(area, (3.5, 3.3, 3.2, 3.2));
        return audience switch { "leaders" => leaders, "teachers" or "team" => teachers, "learners" => learners, _ => families };
    }

    /// <summary>Some statements are easier to agree with than others: between -0.5 and 0.5, the same for a statement at every run.</summary>
    private static double Character(string item) => (item.Aggregate(17, (h, c) => ((h * 31) + c) % 1009) / 1009.0) - 0.5;

#pragma warning disable CA5394
    private double Uniform() => random.NextDouble();
#pragma warning restore CA5394

    /// <summary>Standard normal, Box–Muller.</summary>
    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());
}
