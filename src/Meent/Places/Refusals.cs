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
