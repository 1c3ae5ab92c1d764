using System.Globalization;
using System.Text;

namespace Meent.Bench;

/// <summary>Files of figures of made-up schools, as a hub writes them itself; the same at every run.</summary>
internal static class ManyFigures
{
    private const string Header = "indicator,breakdown,unit,place,period,value\n";

    /// <summary>Wrong rows in a thousand, see <see cref="WriteBad"/>.</summary>
    private const int WrongInThousand = 7;

    public static string Write(string file, int schools, int rows)
    {
        using var to = new StreamWriter(file, false, new UTF8Encoding(false), 1 << 16);
        to.Write(Header);
        for (var i = 0; i < rows; i++) to.Write(Row(i, schools, "total", Value(i)));
        return file;
    }

    /// <summary>Of every thousand rows one repeats the first, one gives it another value, so that neither is right, and one each has a letter in Latin-1, a decimal comma, a place that nobody knows, and a year as 2021.0.</summary>
    /// <returns>the file, and how many rows cannot be taken</returns>
    public static (string File, int Wrong) WriteBad(string file, int schools, int megabytes)
    {
        using var to = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        to.Write(Encoding.ASCII.GetBytes(Header));
        var i = 0;
        for (; to.Position < megabytes * 1_000_000L || i % 1000 != 0; i++)
        {
            var row = (i % 1000) switch
            {
                1 => Row(i - 1, schools, "total", Value(i - 1)),
                2 => Row(i - 2, schools, "total", "100.5"),
                3 => Row(i, schools, "élève", Value(i)),
                4 => Row(i, schools, "total", "\"12,5\""),
                5 => Row(i, schools, "total", Value(i)).Replace("bench:", "nobody:", StringComparison.Ordinal),
                6 => Row(i, schools, "total", Value(i), ".0"),
                _ => Row(i, schools, "total", Value(i)),
            };
            to.Write(Encoding.Latin1.GetBytes(row));
        }
        return (file, i / 1000 * WrongInThousand);
    }

    /// <summary>Every row is about a place that nobody knows: it was meant for another hub.</summary>
    public static (string File, int Rows) WriteForeign(string file, int megabytes)
    {
        using var to = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        to.Write(Encoding.ASCII.GetBytes(Header));
        var i = 0;
        for (; to.Position < megabytes * 1_000_000L; i++) to.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"bench_0,total,PC,other:{i},2021,{Value(i)}\n")));
        return (file, i);
    }

    /// <summary>All schools of one year and indicator, then the next year: so that no key comes twice.</summary>
    private static string Row(int i, int schools, string breakdown, string value, string afterYear = "") =>
        string.Create(CultureInfo.InvariantCulture, $"bench_{i / schools / 5},{breakdown},PC,bench:{ManySchools.Number(i % schools)},{2021 + (i / schools % 5)}{afterYear},{value}\n");

    private static string Value(int i) => ((i * 7919L % 10_000) / 100m).ToString(CultureInfo.InvariantCulture);
}
