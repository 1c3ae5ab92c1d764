using Meent.Foundation.Web;

namespace Meent.Plan;

/// <summary>Refusals of a file that should be a plan.</summary>
public sealed record NoPlanFile() : Refusal("This is no plan that a hub wrote. Choose a file that was downloaded from a plan as JSON or CSV.");

/// <summary>Text, but not in UTF-8: a spreadsheet in Western Europe saves it so.</summary>
public sealed record PlanFileIsNotUtf8() : Refusal("The file is not UTF-8: a spreadsheet may have saved it as Latin-1. Save it as “CSV UTF-8”.");

public sealed record PlanTableHasNoHead() : Refusal("The first line has to name the columns, among them “kind” and “title”. Choose a file that was downloaded from a plan, or put that line back.");

/// <summary>Such as one in another language: what stands under it belongs to nothing.</summary>
public sealed record UnknownColumn(string Column) : Refusal("“{0}” is no column of a plan. Name it as in a file that was downloaded from a plan, or take the column out.", Column);

public sealed record ColumnIsTwice(string Column) : Refusal("The column “{0}” stands there twice. Take one of the two out.", Column);

public sealed record CellHasNoColumn(string Text) : Refusal("“{0}” stands in a column without a name. Name the column, or take it out.", Text);

public sealed record PlanQuoteIsOpen() : Refusal("A quotation mark is never closed. Close it, or take it out.");

public sealed record PlanFileIsTooLarge(int Megabytes) : Refusal("The file is larger than {0} MB. No plan is.", Megabytes);

public sealed record NotOnePlan() : Refusal("The table needs one row of the kind “plan”, and no more than one.");

public sealed record UnknownKind(string Kind) : Refusal("“{0}” is no kind of row. Kinds are plan, person, objective, link, measured, measure, money, step and evidence.", Kind);

public sealed record BelongsNowhere(string Of) : Refusal("This row belongs to “{0}”, which the table does not have. Look at the column “of”.", Of);

public sealed record CellIsMissing(string Column) : Refusal("The column “{0}” is empty. It has to be filled in here.", Column);

public sealed record CellIsNoDay(string Column, string Text) : Refusal("“{1}” in the column “{0}” is not a day. Write year-month-day, 2026-08-01.", Column, Text);

public sealed record CellIsNoNumber(string Column, string Text) : Refusal("“{1}” in the column “{0}” is not a number. Write it with a point, 60.5.", Column, Text);

public sealed record TextDoesNotFit(string Column) : Refusal("The text of “{0}” is missing or too long.", Column);

public sealed record PeriodIsWrong() : Refusal("The last day is before the first, or far from our time.");

public sealed record PlanIsTooLarge(int Objectives, int Measures) : Refusal("A plan has at most {0} objectives and {1} measures.", Objectives, Measures);

public sealed record IdIsTaken(string Id) : Refusal("The id “{0}” stands there twice.", Id);

public sealed record IdIsWrong(string Id) : Refusal("“{0}” is not an id. Objectives are o1, o2 …, measures m1, m2 …, people p1, p2 …", Id);

public sealed record LinkIsWrong() : Refusal("A link of this objective has no target, stands there twice, or its role is neither “implements” nor “contributes-to”.");

public sealed record ReportIsWrong() : Refusal("The report of this objective needs both a round and an area, as they stood in the file when it was downloaded.");

public sealed record TooManyLinks(int Most) : Refusal("An objective answers at most {0} paragraphs and objectives.", Most);

public sealed record ValueIsTooLarge() : Refusal("A value of this objective has more than twelve digits before the point.");

public sealed record AimIsOffScale(string Figure, decimal Value, decimal Least, decimal Most)
    : Refusal("This objective is measured by “{0}”, and {1} is no value of it. It lies between {2} and {3}.", Figure, Value, Least, Most);

public sealed record AimIsWorse(string Figure, decimal Target, decimal Start) : Refusal("This objective begins at {2} of “{0}” and wants to be at {1}, which is worse.", Figure, Target, Start);

public sealed record MoneyIsWrong() : Refusal("The money of this measure has an unknown source, a source twice, less than nothing, or more than twelve digits.");

public sealed record TooManyFigures(int Most) : Refusal("An objective is measured by at most {0} figures.", Most);

public sealed record FigureIsTaken() : Refusal("This objective is measured twice by one figure of one group.");

public sealed record StepIsWrong(int Most) : Refusal("A step of this measure has no text or one that is too long, or an id that is wrong or taken; or there are more than {0}.", Most);

public sealed record EvidenceIsWrong(int Most) : Refusal("A piece of evidence of this measure has no text or one that is too long, or an address that is no page; or there are more than {0}.", Most);

public sealed record NextReviewIsWrong() : Refusal("The history of the plan names no state of a plan, or a next review far from our time.");

public sealed record CheckInIsWrong(string Measure) : Refusal("A check-in of “{0}” is of no measure that the plan had, says no time, how it goes or how sure people are, or has a text or a value that does not fit.", Measure);

public sealed record ReviewIsWrong() : Refusal("A review has no day, no time at which it was written, or a text that is missing or too long.");

public sealed record HistoryIsAhead() : Refusal("A check-in or a review of the plan has a day that has not come yet.");
