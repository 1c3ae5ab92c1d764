using Meent.Monitor.RollUp;

namespace Meent.Monitor.Statements;

/// <summary>What a school stated about its connection and devices on a day. A later statement takes its place; none is changed.</summary>
public sealed class Statement
{
    public Guid PlaceId { get; init; }

    public Guid Id { get; init; }

    public DateTime StatedAt { get; init; }

    public DateOnly StatedOn { get; init; }

    /// <summary>Megabits a second to the school, by contract; null where the school did not say.</summary>
    public int? ContractedDown { get; init; }

    /// <summary>Megabits a second from the school, by contract.</summary>
    public int? ContractedUp { get; init; }

    /// <summary>Megabits a second from this hub to a browser at the school.</summary>
    public int? MeasuredDown { get; init; }

    public int? Learners { get; init; }

    /// <summary>Laptops, tablets and computers of the school that learners can use.</summary>
    public int? Devices { get; init; }

    /// <summary>Those of them that are older than five years.</summary>
    public int? OldDevices { get; init; }

    /// <summary>What shows it; it names no person.</summary>
    public string? Evidence { get; init; }

    /// <summary>Areas and boards to which it was added: ids parted by spaces.</summary>
    public required string Areas { get; set; }

    /// <summary>From how many megabits a second on a connection is one of a gigabit: the goal of the European Union's Digital Decade.</summary>
    public const int Gigabit = 1000;

    /// <summary>What was measured is below four fifths of the contract. Nearer than that one measurement in passing says little.</summary>
    public bool IsSlowerThanContract => MeasuredDown is { } measured && ContractedDown is { } contracted && 5L * measured < 4L * contracted;

    internal static IEnumerable<Guid> Ids(string areas) => areas.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse);

    /// <summary>What it adds to the sums of each indicator; nothing to those that it says nothing about.</summary>
    /// <param name="find">the indicator of an id; null where the hub no longer has it</param>
    public IReadOnlyList<Part> Parts(Func<string, Indicator?> find)
    {
        var parts = new List<Part>();
        if (ContractedDown is { } down) Add(StatedIndicator.GigabitSchools, down >= Gigabit ? 1 : 0, 1, 1);
        if (ContractedDown is { } fast && Learners is > 0 and { } learners) Add(StatedIndicator.GigabitLearners, fast >= Gigabit ? learners : 0, learners, learners);
        if (Devices is { } devices && Learners is > 0 and { } users) Add(StatedIndicator.Devices, devices, users, users);
        if (OldDevices is { } old && Devices is > 0 and { } all) Add(StatedIndicator.OldDevices, old, all, all);
        return parts;

        void Add(string id, long numerator, long denominator, long n)
        {
            if (find(id) is { } indicator) parts.Add(new(indicator, numerator, denominator, n));
        }
    }
}
