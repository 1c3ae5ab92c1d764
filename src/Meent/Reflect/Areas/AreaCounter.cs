namespace Meent.Reflect.Areas;

/// <summary>What the release of a round shows, as the figures of areas count it. Written when the round closes, and never changed.</summary>
/// <remarks>It is made of the release alone: what a release holds back has no influence on any area.</remarks>
public sealed class AreaCounter
{
    /// <summary>The school.</summary>
    public Guid PlaceId { get; init; }

    public Guid RoundId { get; init; }

    public required string Instrument { get; init; }

    /// <summary>Version of the instrument.</summary>
    public int Version { get; init; }

    /// <summary>The school year in which the round closed: "2025-2026".</summary>
    public required string Period { get; init; }

    /// <summary>"full", "short" or "mini".</summary>
    public required string Profile { get; init; }

    public DateOnly ClosedOn { get; init; }

    /// <summary>Levels of education of the school on that day, in alphabetical order, parted by spaces; null where unknown.</summary>
    public string? Sector { get; init; }

    /// <summary>One of <see cref="SchoolSize"/>; null where nobody said how many learners were invited.</summary>
    public string? Size { get; init; }

    /// <summary>Made-up answers: counted on a demonstration hub and nowhere else.</summary>
    public bool Demonstration { get; init; }

    /// <summary><see cref="CounterContent"/> as JSON.</summary>
    public required string Content { get; init; }

    /// <summary>The publication with which it came into the figures of areas, counted from 1 per instrument and period; null while it waits.</summary>
    public int? Run { get; set; }
}

/// <summary>That a school belonged to an area or a board on the day on which its round closed.</summary>
public sealed class CountedIn
{
    /// <summary>The area or board.</summary>
    public Guid PlaceId { get; init; }

    public Guid RoundId { get; init; }

    public Guid SchoolId { get; init; }

    /// <summary><c>admin</c> or <c>board</c>.</summary>
    public required string Role { get; init; }
}

/// <summary>How large a school is, by the learners that it invited.</summary>
public static class SchoolSize
{
    public const string Small = "small";
    public const string Middle = "middle";
    public const string Large = "large";

    /// <summary>The first number of learners of a middle-sized and of a large school.</summary>
    public const int MiddleFrom = 150, LargeFrom = 500;

    public static IReadOnlyList<string> All { get; } = [Small, Middle, Large];

    public static string? Of(int? learners) => learners switch { null => null, < MiddleFrom => Small, < LargeFrom => Middle, _ => Large };
}
