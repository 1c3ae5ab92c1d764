using System.Globalization;

namespace Meent.Bench;

/// <summary>The name of a benchmark and its <c>--option value</c> pairs.</summary>
internal sealed class Arguments(string[] args)
{
    public string Name { get; } = args.FirstOrDefault() ?? "";

    public string Text(string option, string fallback)
    {
        var at = Array.IndexOf(args, "--" + option);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : fallback;
    }

    public int Number(string option, int fallback) => int.Parse(Text(option, fallback.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);
}
