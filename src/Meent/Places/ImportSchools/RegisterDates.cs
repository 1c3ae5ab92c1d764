using System.Globalization;

namespace Meent.Places.ImportSchools;

/// <summary>How a register writes its days: "yyyymmdd", "dd/mm/yyyy"; several where it does not make up its mind.</summary>
/// <param name="Written">as the mapping has them</param>
public sealed record RegisterDates(IReadOnlyList<string> Written)
{
    private readonly string[] formats = [.. Written.Select(w => w.ToLowerInvariant().Replace('m', 'M'))];

    /// <summary>Where the mapping says nothing: those that cannot be mistaken.</summary>
    public static RegisterDates Usual { get; } = new(["yyyy-mm-dd", "yyyymmdd"]);

    /// <summary>Days, months and years and what parts them, once each: "d-m-yyyy".</summary>
    public static bool IsFormat(string written)
    {
        var letters = new string([.. written.ToLowerInvariant().Where(char.IsLetter)]);
        var groups = string.Concat(letters.Where((c, i) => i == 0 || letters[i - 1] != c));
        return written.Length <= 20 && groups.Length == 3 && groups.Order().SequenceEqual("dmy") && letters.Count(c => c == 'y') == 4
            && letters.Count(c => c == 'm') <= 2 && letters.Count(c => c == 'd') <= 2 && written.All(c => char.IsLetter(c) || c is '-' or '/' or '.' or ' ');
    }

    /// <summary>Reads one cell.</summary>
    /// <param name="day">null for an empty cell, and for "00000000" and "31-12-9999", which some registers write instead</param>
    /// <returns>false where it is no day in any of the formats</returns>
    public bool Read(string cell, out DateOnly? day)
    {
        day = null;
        if (cell.Length == 0 || cell.Where(char.IsDigit).All(c => c == '0') && cell.Any(char.IsDigit)) return true;
        if (!DateOnly.TryParseExact(cell, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read))
        {
            // A time of midnight stands behind the day in what databases export.
            var time = cell.IndexOfAny([' ', 'T']);
            if (time < 0 || !DateOnly.TryParseExact(cell[..time], formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out read)) return false;
        }
        day = read.Year >= 9000 ? null : read;
        return true;
    }
}
