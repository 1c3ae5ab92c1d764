using System.Text;

namespace Meent.Foundation.Localisation;

/// <summary>The texts of one language with its rule for plurals.</summary>
public sealed class Translation(IReadOnlyDictionary<string, string[]> texts, PluralRule rule)
{
    public static Translation English { get; } = new(new Dictionary<string, string[]>(), PluralRule.Germanic);

    public IReadOnlyDictionary<string, string[]> Texts => texts;

    /// <summary>The translation, or the English text where there is none yet.</summary>
    public string One(string english) => texts.TryGetValue(english, out var t) && t[0].Length > 0 ? t[0] : english;

    public string Plural(int n, string one, string many)
    {
        if (texts.TryGetValue(one, out var forms) && forms.Length > 1)
        {
            var form = rule.FormFor(n);
            if (form < forms.Length && forms[form].Length > 0) return forms[form];
        }
        return n == 1 ? one : many;
    }
}

/// <summary>Reader of GNU gettext PO files (gettext manual, "The Format of PO Files").</summary>
public static class Po
{
    /// <param name="under">texts that this file adds to or overrides</param>
    /// <exception cref="FormatException">file, line and what is wrong there</exception>
    public static Translation Read(string text, string file, Translation? under = null)
    {
        var texts = new Dictionary<string, string[]>(under?.Texts ?? new Dictionary<string, string[]>());
        var rule = PluralRule.Germanic;
        foreach (var entry in Entries(text, file))
        {
            if (entry.Id.Length > 0)
            {
                if (!entry.Fuzzy) texts[entry.Id] = [.. entry.Forms];
                continue;
            }
            var header = entry.Forms.FirstOrDefault("").Split('\n').FirstOrDefault(l => l.StartsWith("Plural-Forms:", StringComparison.OrdinalIgnoreCase));
            if (header is not null) rule = PluralRule.Parse(header["Plural-Forms:".Length..]);
        }
        return new Translation(texts, rule);
    }

    private sealed class Entry
    {
        public string Id { get; set; } = "";
        public List<string> Forms { get; } = [];
        public bool Fuzzy { get; set; }
        public bool Started { get; set; }
    }

    private static List<Entry> Entries(string text, string file)
    {
        var entries = new List<Entry>();
        var entry = new Entry();
        Action<string> append = _ => { };
        var number = 0;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Select(l => l.Trim()))
        {
            number++;
            if (line.Length == 0 || line.StartsWith('#'))
            {
                if (entry.Started) { entries.Add(entry); entry = new Entry(); append = _ => { }; }
                if (line.StartsWith("#,", StringComparison.Ordinal) && line.Contains("fuzzy", StringComparison.Ordinal)) entry.Fuzzy = true;
                continue;
            }
            if (line.StartsWith("msgid ", StringComparison.Ordinal) && entry.Started && entry.Forms.Count > 0) { entries.Add(entry); entry = new Entry(); }
            entry.Started = true;
            var current = entry;
            var quote = line.IndexOf('"', StringComparison.Ordinal);
            if (quote < 0 || !line.EndsWith('"') || line.Length - quote < 2) throw new FormatException($"{file}, line {number}: a text must stand between quotation marks.");
            var value = Unescape(line[(quote + 1)..^1]);
            var keyword = line[..quote].Trim();
            append = keyword switch
            {
                "" => append,
                "msgid" => v => current.Id += v,
                "msgid_plural" or "msgctxt" => _ => { },
                _ when keyword.StartsWith("msgstr", StringComparison.Ordinal) => NewForm(current),
                _ => throw new FormatException($"{file}, line {number}: '{keyword}' is not a word of PO files; msgid, msgid_plural and msgstr are."),
            };
            append(value);
        }
        if (entry.Started) entries.Add(entry);
        return entries;
    }

    private static Action<string> NewForm(Entry entry)
    {
        entry.Forms.Add("");
        var index = entry.Forms.Count - 1;
        return v => entry.Forms[index] += v;
    }

    private static string Unescape(string s)
    {
        if (!s.Contains('\\', StringComparison.Ordinal)) return s;
        var result = new StringBuilder(s.Length);
        for (var i = 0; i < s.Length; i++)
            result.Append(s[i] != '\\' || i + 1 == s.Length ? s[i] : s[++i] switch { 'n' => '\n', 't' => '\t', var c => c });
        return result.ToString();
    }
}
