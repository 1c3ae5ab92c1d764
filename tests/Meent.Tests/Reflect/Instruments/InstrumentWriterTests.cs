using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Meent.Foundation.Localisation;
using Meent.Reflect.Instruments;

namespace Meent.Tests.Reflect.Instruments;

/// <summary>What is written is read again as it was.</summary>
public class InstrumentWriterTests
{
    private static readonly string content = InstrumentLibrary.Shipped;
    private static readonly FrameworkLibrary frameworks = FrameworkLibrary.Load(Path.Combine(content, "frameworks"));
    private static readonly Instrument school = InstrumentLibrary.Load(content).Latest("school")!;

    [Fact]
    public void The_school_instrument_survives() => Assert.Equal(Json(school), Json(Again(school)));

    [Fact]
    public void A_later_version_survives_with_its_changes()
    {
        ItemChange[] changes = [ItemChange.Same, ItemChange.Reworded, ItemChange.New];
        var later = school with
        {
            Version = 2,
            Areas = [.. school.Areas.Select(a => a with { Items = [.. a.Items.Select((item, i) => item with { Version = 1 + i, Change = changes[i % 3] })] })],
        };
        Assert.Equal(Json(later), Json(Again(later)));
    }

    [Fact]
    public void Any_text_survives() => Prop.ForAll(Texts, text =>
    {
        var changed = school with { Title = new([new("en", text), new("nl", text + ".")]) };
        return Again(changed).Title.Equals(changed.Title);
    }).QuickCheckThrowOnFailure();

    /// <summary>Texts of up to 60 characters without the space around and between words that reading evens out.</summary>
    private static Arbitrary<string> Texts => Arb.From(
        from length in Gen.Choose(1, 60)
        from characters in Gen.Elements(" :#'\"\\-[]{}&*!|>%@`,.?=~éßΩ中0aZ…–‘’“”€".ToCharArray()).ListOf(length)
        let text = string.Join(' ', string.Concat(characters).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        where text.Length > 0
        select text);

    private static Instrument Again(Instrument instrument)
    {
        var reading = InstrumentFile.Parse(Encoding.UTF8.GetBytes(InstrumentWriter.Write(instrument)), "school.yaml", frameworks);
        Assert.Empty(reading.Problems.Select(p => p.ToString()));
        return ((LoadedInstrument)reading).Instrument;
    }

    private static string Json(Instrument instrument) => JsonSerializer.Serialize(instrument, LocalizedText.Json);
}
