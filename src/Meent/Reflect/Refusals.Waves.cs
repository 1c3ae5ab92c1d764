using Meent.Foundation.Web;

namespace Meent.Reflect;

public sealed record NoSchoolToDraw() : Refusal("There is no such school on that day. Choose another area, or other kinds of school.");

public sealed record NoSchoolOnThatDay(string Day) : Refusal("On {0} the register knows no such school that is open. Choose a later day.", Day);

public sealed record MinimumIsTooMuch() : Refusal("The minimum of all strata together is more than the number of schools. Ask for more schools, or for a lower minimum.");

public sealed record DrawNeedsReason() : Refusal("A sample was drawn for this area and these questions before. Say why you draw another one.");

public sealed record RegisterHasChanged() : Refusal("The register has changed since you looked. Look at the new numbers, then draw.");

public sealed record WaveIsNotInvited() : Refusal("Invite the schools first.");

public sealed record SchoolHasBegun() : Refusal("This school has begun its round: it takes part.");

public sealed record ReserveWasNotAsked() : Refusal("This school stands in reserve and was not invited: there is nothing to say no to.");

public sealed record SchoolHadDeclined() : Refusal("It was noted before that this school does not take part.");
