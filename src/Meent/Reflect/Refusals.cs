using Meent.Foundation.Web;

namespace Meent.Reflect;

/// <summary>The round has no audience with a link.</summary>
public sealed record RoundHasNoAudience() : Refusal("Choose at least one group to ask.");

public sealed record ClosesBeforeItOpens() : Refusal("The last day comes before the first day. Choose a later last day.");

public sealed record LastDayHasPassed() : Refusal("The last day has passed. Choose today or a later day.");

public sealed record FirstDayHasPassed() : Refusal("The first day has passed. Choose today or a later day.");

public sealed record OpensTooFarAhead(int Days) : Refusal("The first day is more than {0} days ahead. Choose an earlier day.", Days);

public sealed record RoundTooLong(int Days) : Refusal("A round can be open for {0} days at most. Choose an earlier last day.", Days);

/// <summary>Somebody asks to show results of fewer people than the hub allows, or of so many that nothing would be shown.</summary>
public sealed record PromiseOutOfBounds(int Least, int Most) : Refusal("Choose a number from {0} to {1}. Results of fewer people are never shown.", Least, Most);

/// <summary>The file of the instrument's version is no longer there.</summary>
public sealed record InstrumentIsGone() : Refusal("This hub no longer has the questions of this round. Make a new round.");

public sealed record RoundIsOpenAlready() : Refusal("This round was opened before. What is asked, of whom, and what was promised no longer changes.");

public sealed record RoundIsNotOpenYet() : Refusal("This round is not open yet. Open it first.");

public sealed record RoundHasNotBegun() : Refusal("Nobody could answer yet: the first day is still to come. Cancel the round or change its dates.");

public sealed record RoundHasEnded() : Refusal("The last day has passed and the answers are being counted. Nothing can be changed any more.");

public sealed record FirstDayIsFixed() : Refusal("The round has begun: its first day no longer changes.");

public sealed record RoundIsClosed() : Refusal("This round is closed and counted.");

public sealed record RoundWasCancelled() : Refusal("This round was cancelled.");

/// <summary>Somebody of the team saved while this page was open.</summary>
public sealed record TeamViewChangedMeanwhile() : Refusal("Somebody else saved the team's view while you were writing. What you chose is still here. Save it again to put yours in its place.");

/// <summary>The same groups were or are asked the same, in the same instrument or an own statement: two results close together can be subtracted.</summary>
public sealed record AskedTooRecently(int Days) : Refusal("The same people answer these questions or statements in another round less than {0} days before or after this one. Two results so close together can show what one person said. Choose other days.", Days);

/// <summary>The coordinator has not yet said that letter, notice and DPIA were read.</summary>
public sealed record PapersNotSeen() : Refusal("Read the letter to parents, the privacy notice and the DPIA first. Then the link for learners is here.");

/// <summary>The number of codes is not what it was when the page was made: sent twice, or two people at once.</summary>
public sealed record CodesWereMadeMeanwhile() : Refusal("Codes were made since you opened this page. Each list is shown once. Make more if you need more.");

public sealed record TooManyCodes(int Most) : Refusal("A group can have {0} codes at most.", Most);

public sealed record ReadsTheReportAnyway() : Refusal("This person has a role at your school and can read the report already.");

/// <summary>A pulse of a round that is not closed, or whose release is not there.</summary>
public sealed record NothingToAskAgain() : Refusal("A pulse asks again what a round with a report has asked. This round has no report yet.");

public sealed record PulseIsEmpty() : Refusal("Choose at least one statement.");

public sealed record PulseIsTooLong(int Most) : Refusal("Choose {0} statements at most: a pulse is short, so that many take part again.", Most);

/// <summary>Only the leaders as a team were asked what was chosen; nobody else could answer.</summary>
public sealed record PulseOfTeamOnly() : Refusal("Only the leaders as a team were asked these statements. Choose one that another group was asked too.");

public sealed record RoundHasNoReport() : Refusal("There is no report yet. You can share it when the round has closed.");

/// <summary>The same person saved the draft elsewhere while this page was open.</summary>
public sealed record DraftChangedMeanwhile() : Refusal("You saved this elsewhere since you opened this page. What you chose here is still here. Save it again to put it in the place of the other.");
