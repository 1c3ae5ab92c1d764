using System.Collections.Frozen;
using System.Text;
using Meent.Foundation.Localisation;
using Meent.Reflect.Instruments;

namespace Meent.Reflect.Answer;

/// <summary>One audience of a round as its link opens it: read once, kept in memory, shared by all who answer.</summary>
/// <param name="School">name of the place that asks</param>
public sealed record AnswerLink(Round Round, RoundAudience Audience, string School, Sheet Sheet)
{
    /// <summary>Several schools ask this group together, by one link.</summary>
    public bool IsPooled { get; init; }

    /// <summary>What the place is called in other languages, by tag.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();

    public Guid PlaceId => Round.PlaceId;

    public Guid RoundId => Round.Id;

    /// <summary>The place in the language of who answers, where it has a name in it.</summary>
    public string SchoolIn(string language) => Names.GetValueOrDefault(language, School);
}

/// <summary>What is asked, and where the answer to each item stands in the packed bytes.</summary>
public sealed class Sheet
{
    /// <summary>Packed value of an item that was left open.</summary>
    public const byte LeftOpen = 0;

    /// <summary>Packed value, and value of the form field, of "does not apply / I don't know".</summary>
    public const byte DoesNotApply = 6;

    private readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> positions;

    private readonly byte[][] names;

    /// <param name="title">of the instrument, as people who answer read it</param>
    /// <param name="questionnaire">of <see cref="AskedItems"/></param>
    public Sheet(LocalizedText title, Questionnaire questionnaire)
    {
        (Title, Questionnaire) = (title, questionnaire);
        Items = [.. questionnaire.Questions.Select(q => q.Id)];
        names = [.. Items.Select(Encoding.UTF8.GetBytes)];
        positions = Items.Index().ToFrozenDictionary(i => i.Item, i => i.Index, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public LocalizedText Title { get; }

    /// <summary>What those who answer call the place that asks.</summary>
    public PlaceWord Word { get; init; }

    /// <summary>What people may answer in their own words once they have sent the rest; null where nothing.</summary>
    public string? FreeQuestion { get; init; }

    public Questionnaire Questionnaire { get; }

    /// <summary>Item ids, in the order in which they are asked and packed.</summary>
    public IReadOnlyList<string> Items { get; }

    /// <summary>Is this, as it was sent, the plain name of the item at a position?</summary>
    public bool IsNamed(int position, ReadOnlySpan<byte> name) => position < names.Length && name.SequenceEqual(names[position]);

    /// <returns>position in the packed answers; -1 for what is not asked here</returns>
    public int Position(ReadOnlySpan<char> item) => positions.TryGetValue(item, out var position) ? position : -1;
}
