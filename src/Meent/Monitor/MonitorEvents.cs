using Meent.People;
namespace Meent.Monitor;

/// <summary>What a module that knows who does what tells of an indicator: the places that act on it, from what everybody may read.</summary>
/// <param name="On">services of the request, id of the indicator, places that are asked about → each of them once at most</param>
public sealed record PlacesActing(Func<IServiceProvider, string, IReadOnlyCollection<Guid>, CancellationToken, Task<IReadOnlyList<Acting>>> On);

/// <summary>A place with a measure for an indicator that was at least begun.</summary>
/// <param name="Since">the first day on which somebody said that it is under way</param>
/// <param name="Spent">euros spent on its measures; null where nobody says, which is not zero</param>
/// <param name="Plan">what its plan is called</param>
/// <param name="Href">where the plan is read</param>
public sealed record Acting(Guid PlaceId, DateOnly Since, decimal? Spent, string Plan, string Href);

/// <summary>What another module says of the measures of plans that it keeps; it registers this as a service.</summary>
/// <param name="Sees">whether the measure is there and the reader may see it</param>
public sealed record MeasureSeen(Func<IServiceProvider, StudyMeasure, Me, CancellationToken, Task<bool>> Sees);
