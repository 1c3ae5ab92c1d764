using Meent.Tests.House;

namespace Meent.Tests.Authorisation;

/// <summary>Who is asking, seen from the school that the table is about.</summary>
public enum Caller { Nobody, Person, Reader, Leader, Coordinator, Other, Adviser, Operator, Board, Agency, AgencyReader }

/// <summary>One line of the table: what each caller gets from one route.</summary>
/// <param name="Route">as the program maps it: <c>/school/{placeId:guid}</c></param>
/// <param name="Expected">by caller: a status code, or "sign-in"</param>
/// <param name="With">values for parameters of the route that differ from the usual ones, and "?query"</param>
public sealed record AuthorisationRow(string File, string Method, string Route, IReadOnlyDictionary<Caller, string> Expected, IReadOnlyDictionary<string, string> With)
{
    public (string Method, string Route) Key => (Method, Route);

    public override string ToString() => $"{Method} {Route} {string.Join(' ', With.Select(w => $"{w.Key}={w.Value}"))}".TrimEnd();
}

/// <summary>The files *.tsv beside this one, described in README.md there.</summary>
public static class AuthorisationTable
{
    private static readonly Caller[] Callers = Enum.GetValues<Caller>();

    public static IReadOnlyList<AuthorisationRow> Read() =>
    [
        .. Directory.GetFiles(Repository.PathOf("tests", "Meent.Tests", "Authorisation"), "*.tsv").Order(StringComparer.Ordinal)
            .SelectMany(f => Read(File.ReadAllText(f), Path.GetFileName(f))),
    ];

    public static IEnumerable<AuthorisationRow> Read(string text, string file) =>
        from line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        where line[0] != '#'
        select Row(line.Split('\t', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), line, file);

    private static AuthorisationRow Row(string[] cells, string line, string file)
    {
        var with = cells.Skip(2).Where(c => c.Contains('=', StringComparison.Ordinal)).SelectMany(c => c.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        var expected = cells.Skip(2).Where(c => !c.Contains('=', StringComparison.Ordinal)).ToList();
        if (expected.Count == 1) expected = [.. Enumerable.Repeat(expected[0], Callers.Length)];
        // What the board's coordinator gets is what the school's coordinator gets; an agency is a stranger, and so is who only reads there: where a line does not say otherwise.
        if (expected.Count == Callers.Length - 3) expected = [.. expected, expected[(int)Caller.Coordinator], expected[(int)Caller.Person]];
        if (expected.Count == Callers.Length - 1) expected = [.. expected, expected[(int)Caller.Person]];
        if (expected.Count != Callers.Length)
            throw new FormatException($"{file}: '{line}' needs one answer for everybody, {Callers.Length - 3} for all but Board, Agency and AgencyReader, {Callers.Length - 1} for all but AgencyReader, or {Callers.Length}, one each for {string.Join(", ", Callers)}.");
        return new(file, cells[0], cells[1], Callers.Zip(expected).ToDictionary(p => p.First, p => p.Second),
            with.Select(w => w.Split('=', 2)).ToDictionary(w => w[0], w => w[1]));
    }
}
