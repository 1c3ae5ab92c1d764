namespace Meent.Places;

/// <summary>What other modules offer on the page of a place; they register it as a service.</summary>
/// <param name="Offer">a link in the reader's language, or null where this visitor has nothing to do there</param>
public sealed record PlaceAction(int Order, Func<HttpContext, Place, Design.SiteLink?> Offer);

/// <summary>What becomes of a place, for those modules that keep something of it.</summary>
public enum PlaceEvent
{
    /// <summary>It went into another place.</summary>
    Merged,

    /// <summary>It closed, and nothing takes its place.</summary>
    Closed,

    /// <summary>A closure or merger was taken back.</summary>
    Reopened,
}

/// <param name="Into">the place that it went into, or had gone into; null where there is none</param>
/// <param name="On">the first day on which it holds; may lie ahead</param>
public sealed record PlaceChange(PlaceEvent Event, Guid PlaceId, Guid? Into, DateOnly On);

/// <summary>What another module does when a place merges, closes or reopens; it registers this as a service.</summary>
/// <param name="Follow">called with the services of the request, inside the transaction of the change; saves what it changes</param>
public sealed record PlaceFollower(Func<IServiceProvider, PlaceChange, CancellationToken, Task> Follow);

/// <summary>Who keeps the places of this hub, and how they are asked for proof again. People registers it: places know no people.</summary>
/// <param name="Operator">the id of the operator who is asking; null for everybody else</param>
/// <param name="Proof">guards a route that takes posted forms, for some values of the field "act"</param>
public sealed record PlaceDesk(Func<HttpContext, Guid?> Operator, Func<RouteHandlerBuilder, string[], RouteHandlerBuilder> Proof);
