using System.Globalization;
using Meent.Foundation.Localisation;
using Meent.Places;

namespace Meent.Plan.Policies;

/// <summary>A policy text in short words of our own, paragraph by paragraph, so that plans can say what they answer.</summary>
/// <param name="Id">"council-2023"; part of addresses and of what plans link to, so it never changes</param>
/// <param name="Version">of the document itself: the day on which it was adopted, or its year</param>
/// <param name="Short">what it is called in a list: "Council Recommendation 2023"</param>
/// <param name="Source">who wrote the text, and under which number</param>
/// <param name="Url">where the text itself can be read; null where there is no lasting address</param>
public sealed record PolicyDocument(
    string Id, string Version, LocalizedText Title, LocalizedText Short, LocalizedText About, string Source, string? Url, IReadOnlyList<Paragraph> Paragraphs)
{
    public string Path => $"/policy/{Id}";

    /// <summary>The version as people write it: "30 September 2020" where it is a day, "2021" where it is a year.</summary>
    public string Dated(Texts T) => DateOnly.TryParseExact(Version, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? T.Date(day) : Version;

    /// <returns>null where the document has no such paragraph</returns>
    public Paragraph? Paragraph(string id) => Paragraphs.FirstOrDefault(p => p.Id == id);

    /// <summary>The paragraphs directly below one, or those at the top.</summary>
    public IReadOnlyList<Paragraph> Below(string? id) => [.. Paragraphs.Where(p => p.Parent == id)];

    /// <summary>A paragraph and all below it, at any depth.</summary>
    public IEnumerable<Paragraph> With(Paragraph paragraph) => Below(paragraph.Id).SelectMany(With).Prepend(paragraph);

    /// <summary>The paragraphs above one, the highest first.</summary>
    public IReadOnlyList<Paragraph> Above(Paragraph paragraph) =>
        paragraph.Parent is { } parent && Paragraph(parent) is { } above ? [.. Above(above), above] : [];

    /// <summary>The last points of the tree that speak to somebody who makes plans: each asks for something of its own.</summary>
    public IEnumerable<Paragraph> ToAnswer => Paragraphs.Where(p => p.To != Addressee.Commission && Below(p.Id).Count == 0);
}

/// <param name="Document">id of the document</param>
/// <param name="Id">as the document numbers it, parts parted by dots: "3b.vii"; "com1a" where it speaks to the Commission</param>
/// <param name="To">one of <see cref="Addressee"/></param>
/// <param name="Parent">id of the paragraph that it is a part of; null at the top</param>
/// <param name="Sectors">"primary", "vocational" …; empty where it is for all</param>
public sealed record Paragraph(string Document, string Id, string To, LocalizedText Title, LocalizedText Text, string? Parent, IReadOnlyList<string> Sectors)
{
    /// <summary>Only a country or a region can carry it out: that a school does not is no gap.</summary>
    public bool IsOfAreas { get; init; }

    /// <summary>For the sector of a place, where both name one.</summary>
    public bool FitsSector(Place place) => Sectors.Count == 0 || place.Sector is not { } sector || sector.Split(' ').Any(Sectors.Contains);

    /// <summary>Whether a place could carry it out, so that it is missing where no plan of the place answers it.</summary>
    public bool IsMissedBy(Place place) => FitsSector(place) && !(IsOfAreas && PlaceKind.CanBeSpokenFor(place.Kind));

    /// <summary>What a plan links to: "council-2023/3b.vii".</summary>
    public string Target => $"{Document}/{Id}";

    public string Path => $"/policy/{Target}";

    /// <summary>"3b vii", "Commission 1a"; null where the document has no numbers.</summary>
    public string? Number(Texts T) => Id switch
    {
        _ when char.IsAsciiDigit(Id[0]) => Spaced(Id),
        _ when ToCommission(Id) is { } number => T["Commission {0}", Spaced(number)],
        _ => null,
    };

    /// <summary>"3b vii Cybersecurity"</summary>
    public string Name(Texts T) => Number(T) is { } number ? $"{number} {Title.In(T.Language)}" : Title.In(T.Language);

    private static string? ToCommission(string id) => id.StartsWith("com", StringComparison.Ordinal) && id.Length > 3 && char.IsAsciiDigit(id[3]) ? id[3..] : null;

    // "3b.vii" is written with a space, "1.2" with its dot.
    private static string Spaced(string id) => string.Concat(id.Select((c, i) => c == '.' && i + 1 < id.Length && !char.IsAsciiDigit(id[i + 1]) ? ' ' : c));
}

/// <summary>To whom a paragraph speaks.</summary>
public static class Addressee
{
    public const string MemberStates = "member-states";
    public const string Commission = "commission";
    public const string Everyone = "everyone";

    public static IReadOnlyList<string> All { get; } = [MemberStates, Commission, Everyone];
}
