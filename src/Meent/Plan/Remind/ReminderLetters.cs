using Meent.Foundation.Localisation;
using Meent.Foundation.Mail;

namespace Meent.Plan.Remind;

/// <summary>Mail of plans.</summary>
internal static class ReminderLetters
{
    public static IReadOnlyList<LetterSample> Samples { get; } =
    [
        new(Texts.Key("To the owners of a plan whose review comes near"), (_, T) => Review(Guid.Empty, "Digital plan", "De Elzen", new(Reminders.ReviewSoon, new(2026, 12, 4)), T)),
        new(Texts.Key("To the owners of a plan that was not looked at in time"), (_, T) => Review(Guid.Empty, "Digital plan", "De Elzen", new(Reminders.ReviewOverdue, new(2026, 12, 4)), T)),
        new(Texts.Key("To somebody who looks after a measure"), (_, T) => Measures(Guid.Empty, "Digital plan", "De Elzen", [new(new("m1", "A course for teachers", "", "p1", new(2027, 1, 31)), MeasureCall.CheckIn, new(2026, 11, 20))], T)),
    ];

    public static Letter Review(Guid plan, string title, string place, DueReview review, Texts T) => review.About == Reminders.ReviewSoon
        ? new(T["On {0}: look at “{1}” together", T.Date(review.DueOn), title],
            [T["The plan “{0}” of {1} is to be looked at on {2}.", title, place, T.Date(review.DueOn)], T["The page shows how every measure goes. Write down there what you decide and when you look again."]],
            new LetterLink(T["Open the review"], $"/plans/{plan}/reviews"))
        : new(T["“{0}” was not looked at in time", title],
            [T["The plan “{0}” of {1} was to be looked at on {2}. Until somebody does, it shows everybody that it may be out of date.", title, place, T.Date(review.DueOn)], T["If you looked at it already, write down what you decided. Otherwise choose another day."]],
            new LetterLink(T["Open the review"], $"/plans/{plan}/reviews"));

    public static Letter Measures(Guid plan, string title, string place, IReadOnlyList<DueMeasure> measures, Texts T) => new(
        measures is [var only] ? T["How does it go: {0}", only.Measure.Title] : T["How does it go in “{0}”?", title],
        [
            T["You look after this in the plan “{0}” of {1}:", title, place],
            .. measures.Select(m => m.Call == MeasureCall.PastItsEnd
                ? T["{0}. It was to be done by {1}.", m.Measure.Title, T.Date(m.Measure.End)]
                : T["{0}. It is to be done by {1}.", m.Measure.Title, T.Date(m.Measure.End)]),
            T["Say in a minute how it goes: tick what is done, choose how sure you are, write a line."],
        ],
        new LetterLink(T["Say how it goes"], measures is [var one] ? $"/plans/{plan}/checkin/{one.Measure.Id}" : $"/plans/{plan}/who"));
}
