using Meent.Foundation.Localisation;

namespace Meent.Reflect.Results;

/// <summary>A finding in words: the news first, then the numbers or what they mean.</summary>
public sealed record FindingSentence(string News, string Numbers);

/// <summary>Turns findings into sentences that a team can read aloud.</summary>
public static class FindingText
{
    public static FindingSentence Of(Finding finding, ReportNames names, Texts T) => finding switch
    {
        Finding.Strongest f => new(T["“{0}” is where we are strongest.", names.Area(f.Area)], Means(f.Means, names, T)),
        Finding.Weakest f => new(T["“{0}” has the most room to grow.", names.Area(f.Area)], Means(f.Means, names, T)),
        Finding.AllAlike f => new(T["All areas are rated about the same."], T["Every mean lies between {0} and {1} on the scale from 1 to 5.", T.Number(f.Lowest, 1), T.Number(f.Highest, 1)]),
        Finding.Gap f => Gap(f, names, T),
        Finding.NoGap => new(names.Word.Choose(T["The groups see the school in much the same way."], T["The groups see the institution in much the same way."], T["The groups see the organisation in much the same way."]), T["On no area is there a clear difference between them."]),
        Finding.Changed f => Changed(f, names, T),
        Finding.Unchanged f => new(T["There is no clear change since “{0}”.", f.BeforeRound], T["What differs is small enough to be chance."]),
        Finding.TooFewToCompare f => new(
            T["Too few people answered to tell what changed since “{0}”.", f.BeforeRound], T["The more answer next time, the smaller the changes that show."]),
        Finding.AskedDifferently f => new(
            T["What changed since “{0}” cannot be said.", f.BeforeRound], T["That round asked other statements, so the numbers do not compare."]),
        Finding.Participation f => Participation(f, names, T),
        Finding.TooFewToShow f => new(
            T["Too few people answered to show what they said."], T["A group is shown from {0} answers, so that nobody can be recognised.", f.Threshold]),
        _ => throw new ArgumentOutOfRangeException(nameof(finding)),
    };

    private static string Means(IReadOnlyList<Said> means, ReportNames names, Texts T) =>
        T["{0}, on a scale from 1 to 5.", names.List([.. means.Select((m, i) =>
            T["{0} {1}", i == 0 ? names.Audience(m.Audience) : names.Within(m.Audience), names.Mean(m.Mean, m.Bound)])])];

    private static FindingSentence Gap(Finding.Gap f, ReportNames names, Texts T) => new(
        T["{0} are less positive about “{1}” than {2}.", names.Audience(f.Lower.Audience), names.Area(f.Area), names.Within(f.Higher.Audience)],
        T["{0} against {1}: here two groups differ most.", names.Mean(f.Lower.Mean, f.Lower.Bound), names.Mean(f.Higher.Mean, f.Higher.Bound)]);

    private static FindingSentence Changed(Finding.Changed f, ReportNames names, Texts T)
    {
        var news = f.Higher
            ? T["{0} rate “{1}” clearly higher than in “{2}”.", names.Audience(f.Audience), names.Area(f.Area), f.BeforeRound]
            : T["{0} rate “{1}” clearly lower than in “{2}”.", names.Audience(f.Audience), names.Area(f.Area), f.BeforeRound];
        var numbers = T["From {0} to {1}.", T.Number(f.Before, 1), T.Number(f.After, 1)];
        if (f.Over is { } over) numbers += " " + T.N(over, "Compared over the one statement that both asked.", "Compared over the {0} statements that both asked.");
        var others = f.Others == 0
            ? T["No other area changed clearly."]
            : T.N(f.Others, "One more area changed clearly.", "{0} more areas changed clearly.");
        return new(news, $"{numbers} {others}");
    }

    private static FindingSentence Participation(Finding.Participation f, ReportNames names, Texts T)
    {
        var groups = f.Groups.Select(g => g.Invited is { } invited
            ? T["{0} of {1} {2}", g.Answered, invited, names.Within(g.Audience)]
            : T["{0} of the {1}", g.Answered, names.Within(g.Audience)]);
        return new(
            T["{0} answered.", names.List([.. groups])],
            string.Join(" ", f.Hidden.Select(h => NotShown(h, f.Threshold, names, T)).Prepend(Stands(f, names, T))));
    }

    private static string Stands(Finding.Participation f, ReportNames names, Texts T) => f.Trust switch
    {
        Trust.All => T["That is all of them."],
        Trust.Most when f.Hidden.Count > 0 => T["That is most of those who were asked."],
        Trust.Most => names.Word.Choose(T["That is most of those who were asked: a good picture of the school."], T["That is most of those who were asked: a good picture of the institution."], T["That is most of those who were asked: a good picture of the organisation."]),
        Trust.Some => T["Those who did not answer may see things differently."],
        Trust.Few => T["Of at least one group that is a small part: ask around before you decide on this alone."],
        _ => T["How many were asked is not noted, so we cannot say for how many this stands."],
    };

    /// <summary>Who reads the report must not take it that these answers are in it.</summary>
    private static string NotShown(Took hidden, int threshold, ReportNames names, Texts T) => hidden.Answered < threshold
        ? T["Not shown: {0}. It takes {1} answers, and there were {2}.", names.Within(hidden.Audience), threshold, hidden.Answered]
        : T["Not shown: {0}. Their figures would tell too much of single people.", names.Within(hidden.Audience)];
}
