using System.Text;
using CsvHelper;
using Meent.Formats.Codebooks;
using Meent.Foundation.Localisation;
using Meent.Reflect.Instruments;
using Meent.Reflect.Results;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Meent.Reflect.ReadResults;

/// <summary>A report as files: a tidy table with one figure per row, the release itself, and what every column means.</summary>
internal static class ReportFiles
{
    // Spreadsheets run what begins with = + - @; a school's name or statement could. No figure is negative, so none is touched.
    // The mark at the beginning tells them that this is UTF-8.
    private static readonly CsvWriterOptions Safe = new() { Injection = CsvInjection.Escape, WriteByteOrderMark = true };

    public static IResult Json(Release release, string stored) =>
        TypedResults.File(Encoding.UTF8.GetBytes(stored), "application/json", Name(release, "json"));

    public static IResult Csv(Release release) => Rows(Name(release, "csv"), Figure.Columns, Figure.Of(release).Select(f => f.Cells));

    public static IResult Codebook(Release release, ReportNames names, Texts T) => Rows(
        Name(release, "codebook.csv"), ["column", "code", "meaning"], CodebookRows.Of(release, names, T).Select(r => new[] { r.Column, r.Code, r.Meaning }));

    public static IResult CodebookJson(Release release, Instrument? instrument, Texts T) =>
        TypedResults.File(JsonCodebook.Write(Described(release, instrument, T)), "application/json", Name(release, "codebook.json"));

    public static IResult Ddi(Release release, Instrument? instrument, Texts T) =>
        TypedResults.File(DdiCodebook.Write(Described(release, instrument, T)), "application/xml", Name(release, "ddi.xml"));

    private static Codebook Described(Release release, Instrument? instrument, Texts T) =>
        new CodebookOf(release, instrument, new(T, instrument), T).Make(Name(release, "csv"));

    /// <param name="name">becomes the file's name, as far as it is letters and digits</param>
    public static IResult Table(string name, IEnumerable<string> columns, IEnumerable<IReadOnlyList<string>> rows) =>
        Rows($"{Name(name)}.csv", [.. columns], rows);

    private static FileContentHttpResult Rows(string name, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        using var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, Safe, leaveOpen: true))
        {
            foreach (var row in rows.Prepend(columns)) csv.WriteRecord([.. row]);
        }
        return TypedResults.File(bytes.ToArray(), "text/csv; charset=utf-8; header=present", name);
    }

    /// <summary>"elzenhof-spring-2026.csv": letters and digits of place and round.</summary>
    private static string Name(Release release, string extension)
    {
        return $"{Name($"{release.Round.PlaceName} {release.Round.Name}")}.{extension}";
    }

    private static string Name(string text)
    {
        var words = string.Concat(text.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? "report" : string.Join('-', words);
    }
}
