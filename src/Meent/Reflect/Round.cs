using System.Text.Json;
using Meent.Reflect.Instruments;

namespace Meent.Reflect;

/// <summary>An instrument asked at a place in a period: draft → open → closed → released, or cancelled.</summary>
public sealed class Round
{
    public Guid PlaceId { get; init; }

    public Guid Id { get; init; }

    /// <summary>What the school calls it: "Spring 2026".</summary>
    public required string Name { get; set; }

    public required string InstrumentId { get; init; }

    public int InstrumentVersion { get; init; }

    public Profile Profile { get; set; }

    /// <summary>Ids of the optional items that are asked, parted by spaces.</summary>
    public string OptionalItems { get; set; } = "";

    /// <summary>Ids of the areas of the instrument that are left out, parted by spaces; null where all are asked.</summary>
    public string? LeftOut { get; set; }

    /// <summary>Ids of the items that a pulse asks again, parted by spaces; null where all of the profile are asked.</summary>
    public string? AskedAgain { get; init; }

    /// <summary>The earlier round of the same place of which a pulse asks some items again.</summary>
    public Guid? PulseOf { get; init; }

    /// <summary>Leaders answer as a team under their name (one joint view), or each anonymously.</summary>
    public LeadersAnswer Leaders { get; set; }

    /// <summary>First and last day on which it can be answered.</summary>
    public DateOnly OpensOn { get; set; }

    public DateOnly ClosesOn { get; set; }

    public DateTime CreatedAt { get; init; }

    public Guid CreatedBy { get; init; }

    /// <summary>When the coordinator opened it: from then on the promise of anonymity is fixed. Null while a draft.</summary>
    public DateTime? OpenedAt { get; set; }

    public Guid? OpenedBy { get; set; }

    /// <summary>When it was closed and counted; null before.</summary>
    public DateTime? ClosedAt { get; set; }

    /// <summary>Who closed it; null where its last day passed.</summary>
    public Guid? ClosedBy { get; set; }

    public DateTime? CancelledAt { get; set; }

    public Guid? CancelledBy { get; set; }

    /// <summary>What participants were promised, as JSON of <see cref="Results.DisclosurePolicy"/>. Set once, when the round is opened; the database refuses to change it.</summary>
    public string? Promise { get; set; }

    /// <summary>Whom people can ask, as it stands in letters and in the privacy notice: at first the coordinator who prepared it.</summary>
    public string ContactName { get; set; } = "";

    public string ContactEmail { get; set; } = "";

    /// <summary>When a coordinator said that the letter to parents, the privacy notice and the DPIA were read: before that nobody gets a link for learners.</summary>
    public DateTime? PapersSeenAt { get; set; }

    public Guid? PapersSeenBy { get; set; }

    public IReadOnlySet<string> OptionalItemIds => OptionalItems.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);

    public IReadOnlySet<string> LeftOutAreas => (LeftOut ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);

    public IReadOnlySet<string>? AskedAgainIds => AskedAgain?.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);

    public RoundState State(DateOnly today) =>
        CancelledAt is not null ? RoundState.Cancelled
        : ClosedAt is not null ? RoundState.Closed
        : OpenedAt is null ? RoundState.Draft
        : today < OpensOn ? RoundState.Waiting
        : today > ClosesOn ? RoundState.Ended
        : RoundState.Open;
}

/// <summary>Draft: being prepared. Waiting: opened, first day to come. Open: can be answered. Ended: last day passed, not yet counted. Closed: counted and released.</summary>
public enum RoundState { Draft, Waiting, Open, Ended, Closed, Cancelled }

/// <summary>Together under their name (a <see cref="TeamView"/>; they have no link), each anonymously like everybody else, or not at all.</summary>
public enum LeadersAnswer { Team, Anonymous, NotAsked }

/// <summary>A link that all of an audience use, or a code for each that works once.</summary>
public enum Access { Link, Codes }

/// <summary>One audience of a round, with its link.</summary>
public sealed class RoundAudience
{
    public Guid PlaceId { get; init; }

    public Guid RoundId { get; init; }

    /// <summary>Id of the instrument's audience: "teachers".</summary>
    public required string Audience { get; init; }

    /// <summary>Wording: "primary", "secondary"; null where there is one.</summary>
    public string? Variant { get; set; }

    /// <summary>How many were invited; null where nobody said.</summary>
    public int? Invited { get; set; }

    public Access Access { get; set; }

    /// <summary>The open link's code, in <c>/r/{code}</c>; also the address where single-use codes are typed.</summary>
    public required string LinkCode { get; init; }

    /// <summary>Submissions so far: the only number kept while the round is open.</summary>
    public int Answered { get; set; }

    /// <summary>No submission is stored any more. Set by <see cref="Answer.Sealing"/>, first of all when the round closes or is cancelled.</summary>
    public bool Sealed { get; set; }
}

/// <summary>An item of the school's own, asked after those of the instrument.</summary>
public sealed class OwnItem
{
    public Guid PlaceId { get; init; }

    public Guid RoundId { get; init; }

    /// <summary>1..10; its item id is <c>own.{Number}</c>.</summary>
    public int Number { get; init; }

    public required string Text { get; set; }

    /// <summary>Ids of the audiences that are asked it, parted by spaces.</summary>
    public required string Audiences { get; set; }
}

/// <summary>A code that works once. That it was used is noted apart from what was answered: see docs/decisions and the threat model.</summary>
public sealed class SingleUseCode
{
    public Guid PlaceId { get; init; }

    public Guid RoundId { get; init; }

    /// <summary>SHA-256 of the code, in hexadecimal: the database cannot be used to answer.</summary>
    public required string Hash { get; init; }

    public required string Audience { get; init; }

    public bool Used { get; set; }
}

/// <summary>The answers of one anonymous person. No time, address, language or order.</summary>
public sealed class Submission
{
    public Guid PlaceId { get; init; }

    public Guid RoundId { get; init; }

    /// <summary>Random, never a UUIDv7.</summary>
    public Guid Id { get; init; }

    public required string Audience { get; init; }

    /// <summary>One byte per asked item, in the order asked: 0 left open, 1..5 the scale, 6 does not apply or not known.</summary>
    public required byte[] Answers { get; init; }
}

/// <summary>How often an audience chose an option of an item. Counted once, when the round closes; never shown without disclosure control.</summary>
public sealed class Tally
{
    public Guid PlaceId { get; init; }

    public Guid RoundId { get; init; }

    public required string Audience { get; init; }

    public required string Item { get; init; }

    /// <summary>0 left open, 1..5 the scale, 6 does not apply or not known.</summary>
    public int Option { get; init; }

    public int N { get; init; }
}

/// <summary>Moments of the persons' means in an area: the person is the unit that was sampled, not the item.</summary>
public sealed class AreaTally
{
    public Guid PlaceId { get; init; }

    public Guid RoundId { get; init; }

    public required string Audience { get; init; }

    public required string Area { get; init; }

    /// <summary>Persons who answered at least half of the area's items on the scale.</summary>
    public int N { get; init; }

    /// <summary>Sum of their means, in units of 1/720720 of a scale point (<c>Results.AreaCount.Unit</c>).</summary>
    public long Sum { get; init; }

    /// <summary>Sum of the squares of their means, in the same unit.</summary>
    public long SumOfSquares { get; init; }
}

/// <summary>The leadership team's joint answers, given under their name: an appraisal, shown with its authors.</summary>
public sealed class TeamView
{
    public Guid PlaceId { get; init; }

    public Guid RoundId { get; init; }

    /// <summary>As people sign: "Anna de Vries and Tom Bakker".</summary>
    public required string Authors { get; set; }

    /// <summary>How many people they are.</summary>
    public int People { get; set; }

    /// <summary>JSON object: item id → 1..6.</summary>
    public required string Answers { get; set; }

    /// <summary>The same, read.</summary>
    public IReadOnlyDictionary<string, byte> Given => JsonSerializer.Deserialize<Dictionary<string, byte>>(Answers) ?? [];

    public DateTime SavedAt { get; set; }

    public Guid SavedBy { get; set; }
}

/// <summary>What may be shown of a round, decided once, when it closed. Everything that is shown reads this.</summary>
public sealed class StoredRelease
{
    public Guid PlaceId { get; init; }

    public Guid RoundId { get; init; }

    public DateTime ReleasedAt { get; init; }

    /// <summary>A <c>Results.Release</c> as JSON.</summary>
    public required string Content { get; init; }
}

/// <summary>That a named adviser may read the report of a round until a day.</summary>
public sealed class ReportShare
{
    public Guid PlaceId { get; init; }

    public Guid RoundId { get; init; }

    public Guid Id { get; init; }

    public Guid PersonId { get; init; }

    /// <summary>The last day on which the report can be read.</summary>
    public DateOnly Until { get; init; }

    public Guid SharedBy { get; init; }

    public DateTime SharedAt { get; init; }

    public DateTime? EndedAt { get; set; }

    /// <summary>The adviser opened the report; before, nobody is told whose the address is.</summary>
    public bool IsOpened { get; set; }
}

/// <summary>A text of the hub (letter to parents, privacy notice, DPIA, invitation) as the school changed it for a round.</summary>
public sealed class RoundText
{
    public Guid PlaceId { get; init; }

    public Guid RoundId { get; init; }

    /// <summary>Name of the text: "letter-parents".</summary>
    public required string Kind { get; init; }

    /// <summary>BCP 47 tag of the language it is written in.</summary>
    public required string Language { get; init; }

    /// <summary>Markdown.</summary>
    public required string Content { get; set; }
}
