using System.Text.Json;
using Meent.Reflect.Instruments;

namespace Meent.Tests.Reflect.Instruments;

/// <summary>Instruments in the form of a ladder: what is read, what is refused, what is written again.</summary>
public class LadderFileTests
{
    [Fact]
    public void Everything_that_stands_in_the_file_is_read()
    {
        var ladder = TinyLadder.Ladder;
        Assert.Equal(("tiny-ladder", 1, "trees", 4, true), (ladder.Id, ladder.Version, ladder.Framework, ladder.Steps, ladder.WithoutAccount));
        Assert.Equal([LadderUse.Person, LadderUse.Group], ladder.For.Order());
        Assert.Equal([LadderAsk.Note], ladder.Asks);
        Assert.Equal(["Seed", "Sprout", "Tree", "Forest"], ladder.Levels.Select(l => l.Name.In("en")));
        Assert.Equal("Staat.", ladder.Level(3)?.About.In("nl"));
        Assert.Equal(["roots", "leaves"], ladder.Areas.Select(a => a.Id));
        Assert.Equal("Dig.", Assert.Single(ladder.Areas[0].NextSteps).In("en"));
        var item = ladder.Item("roots.deep")!;
        Assert.Equal(("1.1", 1, "I find water."), (item.Ref, item.Version, item.At(3)?.In("en")));
        Assert.Null(item.At(5));
        Assert.Null(ladder.Item("leaves.many")!.Ref);
    }

    [Fact]
    public void What_is_written_is_read_again_as_it_was()
    {
        var ladder = TinyLadder.Ladder with { Sectors = ["higher"], Asks = new HashSet<LadderAsk> { LadderAsk.Wanted, LadderAsk.Judge } };
        var again = TinyLadder.Parse(LadderWriter.Write(ladder));
        Assert.Empty(again.Problems.Select(p => p.ToString()));
        Assert.Equal(JsonSerializer.Serialize(ladder), JsonSerializer.Serialize(((LoadedLadder)again).Ladder));
    }

    /// <summary>What to replace in the right file, by what, the line of the problem, a piece of its sentence.</summary>
    public static TheoryData<string, string, int, string> Mistakes => new()
    {
        { "form: ladder", "form: lader", 3, "Did you mean \"ladder\"?" },
        { "version: 1", "version: 1\naudiences: []", 3, "A ladder does not know \"audiences\"" },
        { "for: [person, group]", "for: []", 9, "Nobody can answer this ladder" },
        { "for: [person, group]", "for: [person, groups]", 9, "Did you mean \"group\"?" },
        { "for: [person, group]\n", "", 1, "has no \"for\"" },
        { "account: none", "account: nobody", 10, "Write none" },
        { "for: [person, group]", "for: [group]", 10, "does not name person" },
        { "asks: [note]", "asks: [notes]", 11, "Did you mean \"note\"?" },
        { "asks: [note]", "sectors: [university]", 11, "Use one of: primary, secondary, vocational, special, higher, adult" },
        { "  4: {name: {en: Forest, nl: Bos}, about: {en: Helps., nl: Helpt.}}\n", "", 14, "There are 3 levels" },
        { "  2: {name: {en: Sprout", "  6: {name: {en: Sprout", 15, "where level 2 belongs" },
        { "about: {en: Tries., nl: Probeert.}", "abuot: {en: Tries., nl: Probeert.}", 15, "Use one of: name, about" },
        { "  leaves:\n", "  leafs:\n", 31, "Did you mean \"leaves\"?" },
        { "id: leaves.many", "id: roots.deep", 33, "already an item \"roots.deep\" on line 22" },
        { "id: leaves.many", "id: own.1", 33, "kept for a school's own items" },
        { "id: leaves.many", "id: Leaves", 33, "is not in the right form" },
        { "ref: \"1.1\"", "ref: The first of the first chapter", 23, "longer than 20 characters" },
        { "          3: {en: I find water., nl: Ik vind water.}\n", "", 27, "does not say how level 3 looks" },
        { "4: {en: I share water., nl: Ik deel water.}", "4: {en: I share water., nl: Ik deel water.}\n          5: {en: I fly., nl: Ik vlieg.}", 31, "\"5\" is not a level of this ladder" },
        { "3: {en: I find water., nl: Ik vind water.}", "3: {en: I find water.}", 29, "Level 3 of item \"roots.deep\" is missing in nl" },
        { "        statement: {en: How many leaves I have., nl: Hoeveel bladeren ik heb.}\n", "", 33, "has no \"statement\"" },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public void A_mistake_is_named_on_its_line(string right, string wrong, int line, string sentence)
    {
        Assert.Contains(right, TinyLadder.Text, StringComparison.Ordinal);
        var reading = TinyLadder.Parse(TinyLadder.Text.Replace(right, wrong, StringComparison.Ordinal));
        Assert.IsType<BrokenInstrument>(reading);
        Assert.True(reading.Problems.Any(p => p.Line == line && p.Sentence.Contains(sentence, StringComparison.Ordinal)), string.Join('\n', reading.Problems));
    }

    [Fact]
    public void Words_that_change_their_meaning_need_a_new_version_of_the_item() => InFolder(folder =>
    {
        File.WriteAllText(Path.Combine(folder, "instruments", "tiny-ladder.v1.yaml"), TinyLadder.Text);
        var same = TinyLadder.Text.Replace("version: 1\nform", "version: 2\nform", StringComparison.Ordinal);
        var other = same.Replace("I find water.", "I never come down any more.", StringComparison.Ordinal);
        Assert.Empty(Problems(same));
        Assert.Contains("its words changed a lot in en", Assert.Single(Problems(other)), StringComparison.Ordinal);
        Assert.Empty(Problems(other.Replace("ref: \"1.1\"", "version: 2", StringComparison.Ordinal)));

        List<string> Problems(string text)
        {
            File.WriteAllText(Path.Combine(folder, "instruments", "tiny-ladder.yaml"), text);
            return [.. InstrumentLibrary.Load(folder).Problems.Select(p => p.ToString())];
        }
    });

    [Fact]
    public void The_library_keeps_ladders_apart_and_refuses_an_id_of_both_forms() => InFolder(folder =>
    {
        File.WriteAllText(Path.Combine(folder, "instruments", "tiny.yaml"), Tiny.InstrumentText);
        var path = Path.Combine(folder, "instruments", "tiny-ladder.yaml");
        File.WriteAllText(path, TinyLadder.Text);

        var library = InstrumentLibrary.Load(folder);
        Assert.Empty(library.Problems.Select(p => p.ToString()));
        Assert.Equal(["tiny"], library.Newest.Select(i => i.Id));
        Assert.Equal(["tiny-ladder"], library.Ladders.Select(l => l.Id));
        Assert.NotNull(library.Ladder("tiny-ladder", 1));
        Assert.NotNull(library.LatestLadder("tiny-ladder"));
        Assert.Null(library.Latest("tiny-ladder"));
        using var said = new StringWriter();
        Assert.True(CheckInstrument.Run(path, said) == 0, said.ToString());
        Assert.Contains("a ladder of 4 levels for person, group, 2 areas, 2 items", said.ToString(), StringComparison.Ordinal);

        File.WriteAllText(Path.Combine(folder, "instruments", "tiny.v2.yaml"), TinyLadder.Text.Replace("instrument: tiny-ladder\nversion: 1", "instrument: tiny\nversion: 2", StringComparison.Ordinal));
        Assert.Contains("is an instrument of the other form too", Assert.Single(InstrumentLibrary.Load(folder).Problems).Sentence, StringComparison.Ordinal);
    });

    private static void InFolder(Action<string> run)
    {
        var folder = Directory.CreateTempSubdirectory("meent-ladder").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "instruments"));
            Directory.CreateDirectory(Path.Combine(folder, "frameworks"));
            File.WriteAllText(Path.Combine(folder, "frameworks", "trees.yaml"), Tiny.FrameworkText);
            run(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
