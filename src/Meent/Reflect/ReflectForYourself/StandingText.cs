using Meent.Design.Charts;
using Meent.Foundation.Localisation;

namespace Meent.Reflect.ReflectForYourself;

/// <summary>Where somebody stands, in sentences and in a picture.</summary>
internal sealed class StandingText(Standing standing, DateOnly? before, Texts T)
{
    /// <summary>What stands out, the most important first.</summary>
    public IReadOnlyList<string> Findings =>
    [
        .. new[] { MostOften, Areas, Change }.OfType<string>(),
    ];

    /// <summary>"3 of 6: Using"</summary>
    public string Level(int number) => T["{0} of {1}: {2}", number, standing.Ladder.Steps, Name(number)];

    public string Name(int number) => standing.Ladder.Level(number)?.Name.In(T.Language) ?? "";

    /// <summary>One area as steps, item by item.</summary>
    public StepPlotModel Plot(AreaStanding area) => new(
        T["{0}: usually “{1}”", area.Area.Name.In(T.Language), Name(area.Usual)],
        [.. standing.Ladder.Levels.Select(l => l.Name.In(T.Language))],
        [.. area.Items.Select(i => new StepRow(i.Item.Name.In(T.Language), i.Level, i.Before, i.Item.Ref))],
        T["You placed yourself. “Usually” is the level in the middle."],
        T["Competence"],
        T["Now"])
    {
        Other = area.Items.Any(i => i.Before is not null) && before is { } day ? T.Date(day) : null,
    };

    private string? MostOften => standing.MostOften is var (level, times)
        ? T["You placed yourself on {0} of {1}, most often at “{2}”: {3} times.", standing.Placed, standing.Ladder.Items.Count(), level.Name.In(T.Language), times]
        : null;

    private string? Areas
    {
        get
        {
            var areas = standing.FromLowest;
            return areas.Count < 2 || areas[^1].Mean - areas[0].Mean < 0.01
                ? null
                : T["You are furthest in “{0}”. There is most room to grow in “{1}”.", areas[^1].Area.Name.In(T.Language), areas[0].Area.Name.In(T.Language)];
        }
    }

    private string? Change => standing.IsCompared && before is { } day && standing.Change is var (up, down, same)
        ? T["Compared with {0}: {1} higher, {2} lower, {3} the same.", T.Date(day), up, down, same]
        : null;
}
