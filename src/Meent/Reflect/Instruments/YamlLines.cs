using System.Text;
using Meent.Foundation.Localisation;

namespace Meent.Reflect.Instruments;

/// <summary>Lines of YAML as authors write them: a key on a line, what belongs to it two spaces further in.</summary>
internal sealed class YamlLines
{
    private readonly StringBuilder text = new();

    public void Add(int depth, string key, string value = "") =>
        text.Append(' ', 2 * depth).Append(key).Append(':').Append(value.Length > 0 ? " " : "").Append(value).Append('\n');

    public void Add(int depth, string key, LocalizedText texts)
    {
        Add(depth, key);
        foreach (var (language, said) in texts.All) Add(depth + 1, language, Plain(said) ? said : Quoted(said));
    }

    public override string ToString() => text.ToString();

    public static string List(IEnumerable<string> words) => $"[{string.Join(", ", words)}]";

    public static string Quoted(string said) =>
        $"\"{said.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>Whether YAML reads it as it stands: begins with a letter, and nothing in it begins a key, comment or quote.</summary>
    private static bool Plain(string said) =>
        said.Length > 0 && char.IsLetter(said[0]) && said[^1] != ':'
        && !said.Contains(": ", StringComparison.Ordinal) && !said.Contains(" #", StringComparison.Ordinal)
        && said.All(c => char.IsLetterOrDigit(c) || c is ' ' or ',' or '.' or ';' or ':' or '?' or '!' or '\'' or '-' or '/' or '(' or ')' or '#');
}
