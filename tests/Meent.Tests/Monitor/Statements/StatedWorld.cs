using System.Numerics;
using Meent.Foundation.Data;
using Meent.Monitor;
using Meent.Monitor.Statements;

namespace Meent.Tests.Monitor.Statements;

/// <summary>What a school can have of a share.</summary>
public enum Share
{
    AllOrNone,

    /// <summary>Like a gigabit, counted by learners: schools weigh differently.</summary>
    AllOrNoneOfItsLearners,

    /// <summary>Like old devices.</summary>
    AnyPart,
}

/// <summary>A country with three regions, some with parts, whose schools state in any order; a third of them belong to one of two boards.</summary>
internal sealed class StatedWorld
{
    private readonly Random random;
    private readonly string unit;
    private readonly Share share;
    private readonly List<StatedSchool> schools = [];
    private readonly List<StatedBefore> before = [];
    private readonly Guid country = Ids.New();
    private readonly Guid[] boards = [Ids.New(), Ids.New()];
    private readonly List<Guid[]> ways = [];
    private DateOnly day = new(2026, 9, 1);
    private int vintage;

    public StatedWorld(string unit, Share share, int seed)
    {
        (this.unit, this.share, random) = (unit, share, new Random(seed));
        for (var region = 0; region < 3; region++)
        {
            var id = Ids.New();
            ways.Add([country, id]);
            if (region < 2) ways.Add([country, id, Ids.New()]);
        }
    }

    /// <summary>Everything that came out with a value: of which area, when, and the schools in it.</summary>
    public List<(Guid Area, int Vintage, HashSet<int> Schools)> Shown { get; } = [];

    public int Held { get; private set; }

    public void Night()
    {
        for (var i = random.Next(1, 14); i > 0; i--)
        {
            var all = share == Share.AllOrNone ? 1 : random.Next(1, 60);
            var has = unit != IndicatorUnit.Percent ? random.Next(4) == 0 ? 0 : random.Next(1, 40)
                : share == Share.AnyPart && random.Next(3) == 0 ? random.Next(all + 1) : random.Next(2) * all;
            schools.Add(new(Ids.New(), has, all, null, ways[random.Next(ways.Count)], random.Next(3) == 0 ? boards[random.Next(2)] : null));
        }
        day = day.AddDays(random.Next(1, 20));
        var made = StatedFigures.Make([new(unit, schools, before)], day)[0];
        if (made.Figures.Count == 0) return;
        vintage++;
        foreach (var i in made.Arrived) schools[i] = schools[i] with { Run = vintage };
        foreach (var figure in made.Figures)
        {
            before.Add(new(figure.PlaceId, vintage, day, figure.Value is not null));
            if (figure.Value is null) Held++;
            else Shown.Add((figure.PlaceId, vintage, [.. Enumerable.Range(0, schools.Count).Where(i => schools[i].Areas.Contains(figure.PlaceId) && schools[i].Run <= vintage)]));
        }
    }

    /// <summary>All that came out, added and subtracted in any way: the one or two schools that are left; "" where there are none.</summary>
    /// <remarks>Gauss and Jordan in the field of integers modulo a prime: a sum of rows on one or two columns is a sum of the rows that have their pivots there.</remarks>
    public string Subtract()
    {
        var rows = Shown.Select(s => Enumerable.Range(0, schools.Count).Select(i => s.Schools.Contains(i) ? 1L : 0L).ToArray()).ToList();
        var pivots = Reduce(rows);
        for (var a = 0; a < schools.Count; a++)
            for (var b = a; b < schools.Count; b++)
            {
                var (own, other) = (pivots.IndexOf(a), b == a ? -1 : pivots.IndexOf(b));
                bool Left(int row, int less, long times) => Enumerable.Range(0, schools.Count).All(c => c == a || c == b || (rows[row][c] - (less < 0 ? 0 : times * rows[less][c])) % Prime == 0);
                var found = (own >= 0 && Left(own, -1, 0)) || (other >= 0 && Left(other, -1, 0))
                    || (own >= 0 && other >= 0 && Enumerable.Range(0, schools.Count).FirstOrDefault(c => c != a && c != b && rows[other][c] != 0, -1) is >= 0 and var at
                        && Left(own, other, rows[own][at] * Inverse(rows[other][at]) % Prime));
                if (found) return $"{a} and {b}";
            }
        return "";
    }

    private const long Prime = 2_147_483_647;

    /// <returns>the pivot of each row that is left</returns>
    private static List<int> Reduce(List<long[]> rows)
    {
        var pivots = new List<int>();
        for (var c = 0; rows.Count > 0 && c < rows[0].Length && pivots.Count < rows.Count; c++)
        {
            var found = rows.FindIndex(pivots.Count, r => r[c] != 0);
            if (found < 0) continue;
            (rows[pivots.Count], rows[found]) = (rows[found], rows[pivots.Count]);
            var row = rows[pivots.Count];
            var by = Inverse(row[c]);
            for (var k = 0; k < row.Length; k++) row[k] = row[k] * by % Prime;
            foreach (var other in rows.Where(r => r != row && r[c] != 0))
            {
                var less = other[c];
                for (var k = 0; k < row.Length; k++) other[k] = (((other[k] - (less * row[k])) % Prime) + Prime) % Prime;
            }
            pivots.Add(c);
        }
        rows.RemoveRange(pivots.Count, rows.Count - pivots.Count);
        return pivots;
    }

    private static long Inverse(long value) => (long)BigInteger.ModPow(value, Prime - 2, Prime);

    /// <summary>Publication less publication, and place less all its shown parts: what is left has three schools, and two at least that keep it from either end.</summary>
    public string Differences()
    {
        foreach (var whole in Shown)
        {
            var rests = Shown.Where(p => p.Schools.IsProperSubsetOf(whole.Schools)).Select(p => whole.Schools.Except(p.Schools).ToList()).Append([.. whole.Schools]);
            foreach (var rest in rests)
            {
                if (rest.Count < 3) return $"{rest.Count} schools are left of {whole.Area} in {whole.Vintage}";
                if (Bound(rest) is { Length: > 0 } bound) return bound;
            }
        }
        return "";
    }

    /// <summary>A school that takes its own away, or a board all of its schools, and knows how large the others are: no other is nearly the rest, and of none it may follow that it has not all, or has some.</summary>
    private string Bound(List<int> rest)
    {
        foreach (var known in Readers(rest))
        {
            var others = rest.Except(known).Select(i => schools[i]).ToList();
            if (others.Count == 1) return $"who reads {known.Count} of {rest.Count} schools knows the other one";
            if (others.Count > 1 && others.Max(s => s.Denominator) * 5 > others.Sum(s => s.Denominator) * 4) return $"to who reads {known.Count} of {rest.Count} schools, the rest is nearly one";
            var (has, lacks) = (others.Sum(s => s.Numerator), others.Sum(s => s.Denominator - s.Numerator));
            foreach (var other in others)
            {
                var (most, least) = (Math.Min(other.Denominator, has), unit == IndicatorUnit.Percent ? Math.Max(0, other.Denominator - lacks) : 0);
                if (most < other.Denominator || least > 0) return $"who reads {known.Count} of {rest.Count} schools knows that another has {least} to {most} of {other.Denominator}";
            }
        }
        return "";
    }

    private IEnumerable<List<int>> Readers(List<int> rest) =>
        rest.Select(i => new List<int> { i }).Concat(boards.Select(b => rest.FindAll(i => schools[i].Board == b)).Where(of => of.Count > 1));
}
