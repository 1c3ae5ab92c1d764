using System.Globalization;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.Reflect.Instruments;

namespace Meent.Reflect.GiveTeamView;

/// <summary>What the team typed and chose.</summary>
/// <param name="Version">of the view that the page was made from; empty where there was none</param>
/// <param name="Answers">item id → what was chosen, as it was sent</param>
public sealed record TeamViewForm(string? Authors, string? People, string? Version, IReadOnlyDictionary<string, string?> Answers)
{
    public const int LongestAuthors = 200;

    public const int MostPeople = 20;

    private const int DoesNotApply = 6;

    public static TeamViewForm Of(TeamView? view) => view is null
        ? new(null, null, null, new Dictionary<string, string?>())
        : new(view.Authors, Text(view.People), VersionOf(view), view.Given.ToDictionary(a => a.Key, a => (string?)Text(a.Value)));

    public static TeamViewForm From(Posted posted, Questionnaire asked) =>
        new(posted["authors"], posted["people"], posted["version"], asked.Questions.ToDictionary(q => q.Id, q => posted[q.Id]));

    /// <summary>Tells one saved state from another.</summary>
    public static string? VersionOf(TeamView? view) => view?.SavedAt.Ticks.ToString(CultureInfo.InvariantCulture);

    /// <returns>null where anything is wrong; statements may be left open</returns>
    public TeamAnswersRead? Read(Questionnaire asked, FormErrors errors, Texts T)
    {
        if (Authors is null) errors.Add("authors", T["Write who gives this view: the report names you."]);
        else if (Authors.Length > LongestAuthors) errors.Add("authors", T["This is longer than {0} characters. Make it shorter.", LongestAuthors]);
        if (!int.TryParse(People, NumberStyles.None, CultureInfo.InvariantCulture, out var people) || people is < 1 or > MostPeople)
            errors.Add("people", T["Give the number of people in figures, from 1 to {0}.", MostPeople]);
        var answers = new SortedDictionary<string, byte>(StringComparer.Ordinal);
        foreach (var question in asked.Questions)
        {
            if (Answers.GetValueOrDefault(question.Id) is not { } chosen) continue;
            if (byte.TryParse(chosen, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is >= Scale.Lowest and <= DoesNotApply) answers[question.Id] = value;
            else errors.Add(question.Id, T["Choose one of the answers."]);
        }
        if (answers.Count == 0 && !errors.Any) errors.Add("", T["Answer at least one statement."]);
        return errors.Any ? null : new(string.Join(' ', Authors!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), people, answers);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A team's view, found right.</summary>
public sealed record TeamAnswersRead(string Authors, int People, IReadOnlyDictionary<string, byte> Answers);
