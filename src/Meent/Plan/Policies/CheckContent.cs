using System.CommandLine;
using System.Globalization;
using Meent.Foundation;
using Meent.Places;
using Meent.Plan.MakePlan;
using Meent.Plan.Proposals;

namespace Meent.Plan.Policies;

/// <summary>Says to an author whether a file is right: <c>meent check policy FILE</c>, <c>meent check measures FILE</c>, <c>meent check plan FILE</c>.</summary>
internal static class CheckContent
{
    public static Command Command(Settings settings) => new("check", "Checks files before they are used.")
    {
        Of("policy", "Reads a policy and names every problem with its line.", Policy),
        Of("measures", "Reads proposals for measures and names every problem with its line.", text => Measures(text, IsParagraph(settings))),
        Of("plan", "Reads an example of a plan and names every problem with its line.", text => Template(text, IsParagraph(settings))),
    };

    private static (IReadOnlyList<FileMistake> Mistakes, string Summary) Policy(string text)
    {
        var read = PolicyFile.Parse(text);
        return (read.Mistakes, $"{read.Document?.Paragraphs.Count} paragraphs, {read.Document?.ToAnswer.Count()} to be answered by plans.");
    }

    private static (IReadOnlyList<FileMistake> Mistakes, string Summary) Measures(string text, Func<string, bool> isParagraph)
    {
        var read = ProposalFile.Parse(text, isParagraph);
        return (read.Mistakes, $"{read.Areas.Sum(a => a.Measures.Count)} measures in {read.Areas.Count} areas.");
    }

    private static (IReadOnlyList<FileMistake> Mistakes, string Summary) Template(string text, Func<string, bool> isParagraph)
    {
        var read = PlanTemplateFile.Parse(text, isParagraph);
        return (read.Mistakes, $"{read.Template?.Objectives.Count} objectives, {read.Template?.Objectives.Sum(o => o.Measures.Count)} measures.");
    }

    /// <summary>The policies that came with the program, and the operator's own.</summary>
    private static Func<string, bool> IsParagraph(Settings settings) => PolicyLibrary.Load(Hub.Shipped("content"), Path.Combine(settings.DataFolder, "content")).IsParagraph;

    private static Command Of(string what, string does, Func<string, (IReadOnlyList<FileMistake> Mistakes, string Summary)> read)
    {
        var file = new Argument<string>("file") { Description = "A YAML file." };
        var command = new Command(what, does) { file };
        command.SetAction(parsed => Run(parsed.GetValue(file)!, read, parsed.InvocationConfiguration.Output));
        return command;
    }

    /// <returns>0 when the file is right, 1 when it has problems, 2 when it cannot be opened</returns>
    private static int Run(string path, Func<string, (IReadOnlyList<FileMistake> Mistakes, string Summary)> read, TextWriter output)
    {
        if (!File.Exists(path))
        {
            output.WriteLine($"There is no file {path}.");
            return 2;
        }
        var (mistakes, summary) = read(File.ReadAllText(path));
        foreach (var mistake in mistakes) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(path)}, line {mistake.Line}: {mistake.Sentence}"));
        output.WriteLine(mistakes.Count switch { 0 => $"{Path.GetFileName(path)} is right. {summary}", 1 => "1 problem.", var many => $"{many} problems." });
        return mistakes.Count == 0 ? 0 : 1;
    }
}
