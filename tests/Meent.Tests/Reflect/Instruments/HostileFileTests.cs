using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Meent.Reflect.Instruments;

namespace Meent.Tests.Reflect.Instruments;

/// <summary>Whatever the bytes are, reading ends with an instrument or with problems, soon and without an exception.</summary>
public class HostileFileTests
{
    public static TheoryData<string, byte[], int, string> Files => new()
    {
        { "empty", [], 1, "The file is empty" },
        { "blank", "\n \n"u8.ToArray(), 1, "The file is empty" },
        { "comments only", "# nothing\n# here\n"u8.ToArray(), 1, "The file is empty" },
        { "a single word", "hello"u8.ToArray(), 1, "has to be a list of keys" },
        { "a list", "- a\n- b"u8.ToArray(), 1, "has to be a list of keys" },
        { "UTF-16", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Tiny.InstrumentText)).ToArray(), 1, "saved as UTF-16" },
        { "Latin-1", Encoding.Latin1.GetBytes("instrument: tiny\ntitle: café\n"), 2, "not valid UTF-8" },
        { "half a character", [.. "a: "u8, 0xE2, 0x82], 1, "not valid UTF-8" },
        { "too large", new byte[3 * 1024 * 1024], 1, "is the most" },
        { "zero bytes", new byte[100], 1, "invisible character (U+0000)" },
        { "one endless line", Encoding.UTF8.GetBytes("a: " + new string('x', 1_000_000)), 1, "longer than 5000 characters" },
        { "many brackets", Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Repeat("[", 200_000))), 13, "nested more than 12 levels" },
        { "aliases that unfold", Encoding.UTF8.GetBytes(Bomb), 1, "meaning of its own" },
        { "a binary file", [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0], 1, "invisible character" },
    };

    private static string Bomb => "a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + string.Join('\n', Enumerable.Range(1, 40).Select(i => $"a{i}: &a{i} [*a{i - 1},*a{i - 1},*a{i - 1}]"));

    [Theory, MemberData(nameof(Files))]
    public void A_hostile_file_is_refused_with_a_sentence(string what, byte[] bytes, int line, string sentence)
    {
        var problems = Tiny.Parse(bytes).Problems;
        Assert.True(problems.Any(p => p.Line == line && p.Sentence.Contains(sentence, StringComparison.Ordinal)), $"{what}: {string.Join('\n', problems)}");
        Assert.InRange(problems.Count, 1, 200);
        Assert.All(problems, p => Assert.InRange(p.Sentence.Length, 10, 600));
    }

    [Fact]
    public void A_byte_order_mark_does_no_harm() =>
        Assert.IsType<LoadedInstrument>(Tiny.Parse([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Tiny.InstrumentText)]));

    [Fact]
    public void Line_ends_of_Windows_do_no_harm() =>
        Assert.IsType<LoadedInstrument>(Tiny.Parse(Tiny.InstrumentText.ReplaceLineEndings("\r\n")));

    [Theory]
    [InlineData("no-such-file.yaml")]
    [InlineData("")]
    [InlineData("a\0b.yaml")]
    [InlineData("/")]
    public void A_file_that_cannot_be_opened_is_a_problem(string path)
    {
        var problem = Assert.Single(InstrumentFile.Read(path).Problems);
        Assert.Contains("cannot be opened", problem.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_byte_never_throws()
    {
        var right = Encoding.UTF8.GetBytes(Tiny.InstrumentText);
        var mutants =
            from count in Gen.Choose(1, 6)
            from places in Gen.Choose(0, right.Length - 1).ListOf(count)
            from bytes in Gen.OneOf(Gen.Elements("\n\t :-[]{}&*!|>'\"%@`?#,.0a~<="u8.ToArray()), Gen.Choose(0, 255).Select(b => (byte)b)).ListOf(count)
            select Mutate(right, places, bytes);
        Prop.ForAll(Arb.From(mutants), IsAnswered).Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithQuietOnSuccess(true));
    }

    [Fact]
    public void Cut_pasted_and_doubled_pieces_never_throw()
    {
        var right = Encoding.UTF8.GetBytes(Tiny.InstrumentText);
        var mutants =
            from start in Gen.Choose(0, right.Length)
            from length in Gen.Choose(0, 80)
            from to in Gen.Choose(0, right.Length)
            from cut in Gen.Elements(true, false)
            let piece = right.Skip(start).Take(length).ToArray()
            let rest = cut ? [.. right.Take(start), .. right.Skip(start + length)] : right
            select rest.Take(to).Concat(piece).Concat(rest.Skip(to)).ToArray();
        Prop.ForAll(Arb.From(mutants), IsAnswered).Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithQuietOnSuccess(true));
    }

    private static bool IsAnswered(byte[] bytes) => Tiny.Parse(bytes) switch
    {
        LoadedInstrument loaded => loaded.Problems.Count == 0,
        var broken => broken.Problems.Count > 0 && broken.Problems.All(p => p is { Line: > 0, Column: > 0, Sentence.Length: > 10 }),
    };

    /// <summary>Replaces, inserts and deletes in turn.</summary>
    private static byte[] Mutate(byte[] right, IEnumerable<int> places, IEnumerable<byte> bytes)
    {
        var mutant = right.ToList();
        foreach (var (place, value) in places.Zip(bytes))
        {
            var at = place % mutant.Count;
            if (value % 3 == 0) mutant[at] = value;
            else if (value % 3 == 1) mutant.Insert(at, value);
            else mutant.RemoveAt(at);
        }
        return [.. mutant];
    }
}
