using System.CommandLine;

namespace Meent.Reflect.Instruments;

/// <summary>Says to an author whether a file is right: <c>meent check instrument FILE</c>.</summary>
public static class CheckInstrument
{
    /// <summary>The command <c>check</c> with what it can check; needs no database.</summary>
    public static Command Command()
    {
        var file = new Argument<string>("file") { Description = "A YAML file of an instrument or of a framework." };
        var instrument = new Command("instrument", "Reads an instrument or a framework and names every problem with its line.") { file };
        instrument.SetAction(parsed => Run(parsed.GetValue(file)!, parsed.InvocationConfiguration.Output));
        return new Command("check", "Checks files before they are used.") { instrument };
    }

    /// <summary>Writes every problem on a line of its own, or what the instrument asks of whom.</summary>
    /// <param name="path">an instrument or a framework; held against the version before it, from the same folder or the hub's</param>
    /// <returns>0 when the file is right, 1 when it has problems, 2 when it cannot be opened</returns>
    public static int Run(string path, TextWriter output)
    {
        if (!File.Exists(path))
        {
            output.WriteLine($"There is no file {path}.");
            return 2;
        }
        var problems = IsFramework(path) ? FrameworkFile.Read(path).Problems : Instrument(path, output);
        foreach (var problem in problems) output.WriteLine(problem);
        output.WriteLine(problems.Count switch
        {
            0 => $"{Path.GetFileName(path)} is right.",
            1 => "1 problem.",
            var many => $"{many} problems.",
        });
        return problems.Count == 0 ? 0 : 1;
    }

    private static bool IsFramework(string path) =>
        Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))) == "frameworks";

    private static IReadOnlyList<Problem> Instrument(string path, TextWriter output)
    {
        var reading = InstrumentFile.Read(path);
        if (reading is BrokenInstrument) return reading.Problems;
        if (reading is LoadedInstrument { Instrument: var instrument }) Summarise(instrument, output);
        if (reading is LoadedLadder { Ladder: var ladder }) Summarise(ladder, output);
        var content = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, "..");
        return [.. InstrumentLibrary.Load(content, InstrumentLibrary.Shipped).AgainstTheOneBefore(reading, Path.GetFileName(path))];
    }

    private static void Summarise(Ladder ladder, TextWriter output)
    {
        var who = string.Join(", ", ladder.For.Order().Select(u => u.ToString().ToLowerInvariant()));
        output.WriteLine($"{ladder.Title} (version {ladder.Version}): a ladder of {ladder.Steps} levels for {who}, "
            + $"{ladder.Areas.Count} areas, {ladder.Items.Count()} items, in {string.Join(", ", ladder.Languages)}");
        foreach (var area in ladder.Areas) output.WriteLine($"  {area.Id}: {area.Items.Count}");
    }

    private static void Summarise(Instrument instrument, TextWriter output)
    {
        var core = instrument.Items.Count(i => !i.Optional);
        output.WriteLine($"{instrument.Title} (version {instrument.Version}): {instrument.Areas.Count} areas, "
            + $"{core} core items, {instrument.Items.Count() - core} optional items, in {string.Join(", ", instrument.Languages)}");
        foreach (var audience in instrument.Audiences)
        foreach (var variant in audience.Variants.Select(v => v.Id).DefaultIfEmpty(null))
        {
            var counts = instrument.Profiles.Select(p => $"{Who.Name(p)} {Questionnaire.For(instrument, audience.Id, variant, p, []).Count}");
            output.WriteLine($"  {Who.Key(audience.Id, variant)}: {string.Join(", ", counts)}");
        }
    }
}
