using System.Globalization;

namespace Meent.Foundation.Localisation;

/// <summary>Which plural form a number takes: the C expression of a PO file's <c>Plural-Forms</c>, evaluated.</summary>
/// <remarks>gettext manual, "Plural forms": operators ?: || &amp;&amp; == != &lt; &gt; &lt;= &gt;= + - * / % ! and parentheses over n.</remarks>
public sealed class PluralRule
{
    private readonly Func<long, long> form;
    private readonly int count;

    private PluralRule(int count, Func<long, long> form) => (this.count, this.form) = (count, form);

    /// <summary>One form for 1, another for all else: English, Dutch, German.</summary>
    public static PluralRule Germanic { get; } = new(2, n => n == 1 ? 0 : 1);

    /// <returns>0 … number of forms - 1</returns>
    public int FormFor(int n) => (int)Math.Clamp(form(Math.Abs((long)n)), 0, count - 1);

    /// <param name="header"><c>nplurals=2; plural=(n != 1);</c></param>
    public static PluralRule Parse(string header)
    {
        var parts = header.Split(';').Select(p => p.Split('=', 2)).Where(p => p.Length == 2).ToDictionary(p => p[0].Trim(), p => p[1].Trim());
        if (!parts.TryGetValue("nplurals", out var n) || !int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || !parts.TryGetValue("plural", out var expression))
            throw new FormatException("Plural-Forms needs nplurals=NUMBER; plural=EXPRESSION;");
        var parser = new Parser(expression.Replace(" ", "", StringComparison.Ordinal));
        return new PluralRule(count, parser.Whole());
    }

    private sealed class Parser(string s)
    {
        // From loosest to tightest; within a level the longer operator first.
        private static readonly string[][] Levels = [["||"], ["&&"], ["==", "!="], ["<=", ">=", "<", ">"], ["+", "-"], ["*", "/", "%"]];
        private int at;

        public Func<long, long> Whole()
        {
            var value = Choice();
            return at == s.Length ? value : throw new FormatException($"Plural-Forms: '{s[at..]}' is not understood.");
        }

        private Func<long, long> Choice()
        {
            var condition = Binary(0);
            if (!Take("?")) return condition;
            var yes = Choice();
            if (!Take(":")) throw new FormatException("Plural-Forms: ':' is missing after '?'.");
            var no = Choice();
            return n => condition(n) != 0 ? yes(n) : no(n);
        }

        private Func<long, long> Binary(int level)
        {
            if (level == Levels.Length) return Unary();
            var left = Binary(level + 1);
            while (Levels[level].FirstOrDefault(Take) is { } op)
            {
                var (a, b) = (left, Binary(level + 1));
                left = n => Apply(op, a(n), b(n));
            }
            return left;
        }

        private Func<long, long> Unary()
        {
            if (Take("!")) { var inner = Unary(); return n => inner(n) == 0 ? 1 : 0; }
            if (Take("("))
            {
                var inner = Choice();
                return Take(")") ? inner : throw new FormatException("Plural-Forms: ')' is missing.");
            }
            if (Take("n")) return n => n;
            var start = at;
            while (at < s.Length && char.IsAsciiDigit(s[at])) at++;
            if (start == at) throw new FormatException($"Plural-Forms: a number or n is expected at '{s[at..]}'.");
            var number = long.Parse(s[start..at], CultureInfo.InvariantCulture);
            return _ => number;
        }

        private bool Take(string token)
        {
            if (!s.AsSpan(at).StartsWith(token, StringComparison.Ordinal)) return false;
            at += token.Length;
            return true;
        }

        private static long Apply(string op, long a, long b) => op switch
        {
            "||" => a != 0 || b != 0 ? 1 : 0,
            "&&" => a != 0 && b != 0 ? 1 : 0,
            "==" => a == b ? 1 : 0,
            "!=" => a != b ? 1 : 0,
            "<=" => a <= b ? 1 : 0,
            ">=" => a >= b ? 1 : 0,
            "<" => a < b ? 1 : 0,
            ">" => a > b ? 1 : 0,
            "+" => a + b,
            "-" => a - b,
            "*" => a * b,
            "/" => b == 0 ? 0 : a / b,
            _ => b == 0 ? 0 : a % b,
        };
    }
}
