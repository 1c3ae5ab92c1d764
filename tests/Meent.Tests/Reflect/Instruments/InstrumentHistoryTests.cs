using Meent.Foundation;
using Meent.Reflect;
using Meent.Reflect.Instruments;

namespace Meent.Tests.Reflect.Instruments;

/// <summary>A second version has to say truthfully what it changed: comparisons over the years hang on it.</summary>
public sealed class InstrumentHistoryTests : IDisposable
{
    private static readonly string second = Tiny.InstrumentText.Replace("version: 1", "version: 2", StringComparison.Ordinal);

    private readonly string content = Directory.CreateTempSubdirectory("meent-history").FullName;

    public InstrumentHistoryTests()
    {
        Directory.CreateDirectory(Path.Combine(content, "frameworks"));
        Directory.CreateDirectory(Path.Combine(content, "instruments"));
        File.WriteAllText(Path.Combine(content, "frameworks", "trees.yaml"), Tiny.FrameworkText);
        Write("tiny.v1.yaml", Tiny.InstrumentText);
    }

    public void Dispose() => Directory.Delete(content, recursive: true);

    [Fact]
    public void Two_versions_stand_side_by_side()
    {
        Write("tiny.yaml", second);
        var library = InstrumentLibrary.Load(content);
        Assert.Empty(library.Problems);
        Assert.Equal(2, library.All.Count);
        Assert.Equal(1, library.Get("tiny", 1)!.Version);
        Assert.Equal(2, library.Latest("tiny")!.Version);
        Assert.All(library.Get("tiny", 1)!.Items, i => Assert.Equal(ItemChange.New, i.Change));
        Assert.All(library.Latest("tiny")!.Items, i => Assert.Equal(ItemChange.Same, i.Change));
    }

    [Fact]
    public void The_tenth_version_is_newer_than_the_ninth()
    {
        Write("tiny.v9.yaml", Tiny.InstrumentText.Replace("version: 1", "version: 9", StringComparison.Ordinal));
        Write("tiny.yaml", Tiny.InstrumentText.Replace("version: 1", "version: 10", StringComparison.Ordinal));
        Assert.Equal(10, InstrumentLibrary.Load(content).Latest("tiny")!.Version);
    }

    [Theory]
    // What to replace in the second version, by what, the line of the problem (0 where there is none), a piece of its sentence.
    [InlineData("My roots are deep.", "My roots are deep!", 0, "")]
    [InlineData("My roots are deep.", "There is nothing below me.", 35, "is the same, but its wording for teachers changed a lot in en")]
    [InlineData("id: roots.deep", "id: roots.deep\n        change: reworded", 35, "its version goes up to 2")]
    [InlineData("id: roots.deep", "id: roots.deep\n        change: reworded\n        version: 2", 0, "")]
    [InlineData("id: roots.deep", "id: roots.deep\n        version: 2", 35, "so it keeps version 1")]
    [InlineData("id: roots.deep", "id: roots.deep\n        change: new", 35, "is called new, but version 1 has it")]
    [InlineData("id: leaves.many", "id: leaves.few", 48, "is not in version 1")]
    [InlineData("id: leaves.many", "id: leaves.few\n        change: new", 0, "")]
    public void A_change_is_held_against_the_version_before(string before, string after, int line, string sentence)
    {
        Write("tiny.yaml", second.Replace(before, after, StringComparison.Ordinal));
        var problems = InstrumentLibrary.Load(content).Problems;
        if (line == 0)
        {
            Assert.Empty(problems);
            return;
        }
        var problem = Assert.Single(problems);
        Assert.Equal(("tiny.yaml", line), (problem.File, problem.Line));
        Assert.Contains(sentence, problem.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_version_stands_in_one_file_only()
    {
        Write("tiny.yaml", Tiny.InstrumentText);
        var problem = Assert.Single(InstrumentLibrary.Load(content).Problems);
        Assert.Contains("is version 1 of \"tiny\" too", problem.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_file_leaves_the_others_standing()
    {
        Write("broken.yaml", "instrument: [");
        Write("tiny.yaml", second);
        var library = InstrumentLibrary.Load(content);
        Assert.Equal("broken.yaml", Assert.Single(library.Problems).File);
        Assert.NotNull(library.Latest("tiny"));
    }

    [Theory]
    [InlineData("tiny.v1.yaml", 0, "tiny.v1.yaml is right.")]
    [InlineData("tiny.yaml", 1, "tiny.yaml:36:1: Item \"roots.deep\" is the same as before")]
    [InlineData("none.yaml", 2, "There is no file")]
    [InlineData("../frameworks/trees.yaml", 0, "trees.yaml is right.")]
    [InlineData("../frameworks/bare.yaml", 1, "bare.yaml:1:1: A framework has no \"areas\"")]
    public void The_command_for_authors_names_every_problem(string file, int exit, string said)
    {
        Write("tiny.yaml", second.Replace("version: 2\n", "version: 2\ntranslating: []\n", StringComparison.Ordinal)
            .Replace("id: roots.deep", "id: roots.deep\n        version: 3", StringComparison.Ordinal));
        Write("../frameworks/bare.yaml", "framework: bare\nlanguages: [en]\ntitle: {en: Bare}\n");
        using var output = new StringWriter();
        Assert.Equal(exit, CheckInstrument.Run(Path.Combine(content, "instruments", file), output));
        Assert.Contains(said, output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_line_has_it()
    {
        var host = new CommandHost(Settings.FromEnvironment(), () => throw new InvalidOperationException("A check needs no database."));
        var check = Assert.Single(ReflectModule.Module.Commands(host), c => c.Name == "check");
        using var output = new StringWriter();
        var exit = await check.Parse(["instrument", Path.Combine(content, "instruments", "tiny.v1.yaml")]).InvokeAsync(new() { Output = output }, TestContext.Current.CancellationToken);
        Assert.Equal(0, exit);
        Assert.Contains("teachers: full 2, short 1, mini 1", output.ToString(), StringComparison.Ordinal);
    }

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(content, "instruments", file), text);
}
