using Meent.Foundation.Web;

namespace Meent.Places;

/// <summary>It would be changed for a day before one for which it was changed already.</summary>
public sealed record PlaceHasLaterChange(DateOnly On)
    : Refusal("This place already changes on {0}. Choose that day or a later one.", On);

public sealed record PlaceWouldBeAboveItself()
    : Refusal("A place cannot belong to itself or to one of its own parts. Choose another place above it.");

public sealed record ParentIsClosed()
    : Refusal("The place above is closed on that day. Choose another one, or an earlier day.");

public sealed record PlaceHasOthersBelow(int Count)
    : Refusal("Other places belong to this one: {0}. Move or close them first.", Count);

public sealed record PlaceIsClosed(DateOnly On)
    : Refusal("This place closes on {0}, or has closed then. Reopen it first.", On);

public sealed record PlaceIsOpen()
    : Refusal("This place is open: there is no closure to take back.");

public sealed record PlaceIsThere()
    : Refusal("This place has been added already.");

public sealed record ParentOpensLater(DateOnly On)
    : Refusal("The place above opens on {0}. Choose that day or a later one.", On);

public sealed record ParentMustReopenFirst()
    : Refusal("The place that it belonged to is closed. Reopen that one first.");

public sealed record PlaceMergesIntoItself()
    : Refusal("A place cannot go into itself. Choose the other one.");

public sealed record PlaceIsMerged()
    : Refusal("This place has gone into another one already.");

public sealed record PlacesOfDifferentKinds()
    : Refusal("Only places of one kind can be merged: a school with a school, a board with a board.");

public sealed record NoSuchPlace()
    : Refusal("This place is not there, or no longer there. Look for it again.");

public sealed record PlaceChangedMeanwhile()
    : Refusal("Somebody changed this place while you looked at it. This is how it is now: look again, and decide again.");

public sealed record NameIsThere()
    : Refusal("The place has this name in this language already.");

public sealed record IdentifierIsThere()
    : Refusal("The place has this number of this register already.");
