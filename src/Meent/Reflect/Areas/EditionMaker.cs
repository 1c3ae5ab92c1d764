namespace Meent.Reflect.Areas;

/// <summary>Makes the editions that are due from everything that schools' releases show: a pure function, the same at every run.</summary>
public static class EditionMaker
{
    /// <summary>New schools that an edition needs.</summary>
    public const int NewSchools = 3;

    /// <summary>With less growth than a tenth, an edition waits for so many days after the last.</summary>
    private const int Rest = 30;

    /// <summary>Whether a place gets a new edition now.</summary>
    /// <remarks>A figure that moved with every round would tell of that round; hence at least three schools at once.</remarks>
    /// <param name="runs">the publication with which each of its rounds came in; null for those that wait</param>
    /// <param name="last">the publication of its newest edition and the day; null where there is none</param>
    public static bool IsDue(IReadOnlyCollection<int?> runs, (int Run, DateOnly MadeOn)? last, DateOnly today)
    {
        var fresh = runs.Count(run => run is null || run > (last?.Run ?? 0));
        if (fresh < NewSchools) return false;
        return last is not { } edition || fresh * 10 >= runs.Count - fresh || today.DayNumber - edition.MadeOn.DayNumber >= Rest;
    }

    /// <returns>the editions, and the rounds that come in with them</returns>
    public static Made Make(AreaFacts facts, DateOnly today)
    {
        var due = facts.Places.Where(p => IsDue([.. p.Schools.Select(s => facts.Schools[s].Run)], p.Last is { About: var last } ? (last.Run, last.MadeOn) : null, today)).ToList();
        if (due.Count == 0) return new([], []);
        var run = facts.NextRun;
        var arrived = due.SelectMany(p => p.Schools).Where(s => facts.Schools[s].Run is null).ToHashSet();
        var runs = facts.Schools.Select((s, i) => s.Run ?? (arrived.Contains(i) ? run : int.MaxValue)).ToArray();
        var targets = due.SelectMany(p => Target.Of(p, facts, runs, run)).ToList();
        targets.Sort(Target.ByPrecedence);
        var figures = new FigureTable(facts, runs, targets);
        var parts = targets.Select((t, i) => (t.Place, Part: new EditionPart(t.Sector, t.Schools.Length, EditionAreas.Of(figures.Items(i)), figures.Items(i)))).ToLookup(p => p.Place.PlaceId, p => p.Part);
        var bands = new SimilarSchools(facts);
        return new([.. due.Select(p => Edition(p, parts[p.PlaceId], bands, facts, runs, run, today))], [.. arrived.Select(i => facts.Schools[i])]);
    }

    private static Edition Edition(FigurePlace place, IEnumerable<EditionPart> parts, SimilarSchools similar, AreaFacts facts, int[] runs, int run, DateOnly today)
    {
        var schools = place.Schools.Where(s => runs[s] <= run).OrderBy(s => runs[s]).Select(s => facts.Schools[s]).ToList();
        var about = new EditionAbout(
            place.PlaceId, facts.Instrument, facts.Period, (place.Last?.About.Number ?? 0) + 1, run, today, schools.Min(s => s.ClosedOn), schools.Max(s => s.ClosedOn),
            [.. schools.Select(s => s.Version).Distinct().Order()], facts.Demonstration);
        return new(Areas.Edition.CurrentFormat, about, [.. parts.OrderBy(p => p.Sector is not null).ThenBy(p => p.Sector, StringComparer.Ordinal)],
            [.. CoverageOf(place, schools)], place.IsBoard ? [] : [.. similar.Bands(schools, place.Last?.Bands ?? [])]);
    }

    private static IEnumerable<Coverage> CoverageOf(FigurePlace place, List<CountedSchool> schools)
    {
        var took = schools.CountBy(s => s.Sector ?? "").ToDictionary();
        foreach (var sector in place.Existing.Keys.Union(took.Keys).OrderBy(s => s.Length == 0).ThenBy(s => s, StringComparer.Ordinal))
        {
            var part = took.GetValueOrDefault(sector);
            // A school may have closed since its round, or moved away.
            yield return new("sector", sector.Length == 0 ? null : sector, part, place.Existing.TryGetValue(sector, out var all) && all >= part ? all : null);
        }
        var sizes = schools.CountBy(s => s.Size ?? "").ToDictionary();
        foreach (var size in SchoolSize.All.Append("").Where(sizes.ContainsKey)) yield return new("size", size.Length == 0 ? null : size, sizes[size], null);
    }

    public sealed record Made(IReadOnlyList<Edition> Editions, IReadOnlyList<CountedSchool> Arrived);
}

/// <summary>A part of an edition to make: all schools of a place, or those of a sector.</summary>
internal sealed record Target(FigurePlace Place, string? Sector, int[] Schools)
{
    public static IEnumerable<Target> Of(FigurePlace place, AreaFacts facts, int[] runs, int run)
    {
        var schools = place.Schools.Where(s => runs[s] <= run).ToArray();
        yield return new(place, null, schools);
        if (place.IsBoard) yield break;
        var sectors = schools.Where(s => facts.Schools[s].Sector is not null).GroupBy(s => facts.Schools[s].Sector!).ToList();
        foreach (var sector in sectors.Where(s => s.Count() < schools.Length)) yield return new(place, sector.Key, [.. sector]);
    }

    /// <summary>What many people look for is decided first: areas before their sectors before boards, the large before the small.</summary>
    public static int ByPrecedence(Target a, Target b)
    {
        var order = Rank(a).CompareTo(Rank(b));
        if (order == 0) order = b.Schools.Length.CompareTo(a.Schools.Length);
        if (order == 0) order = a.Place.PlaceId.CompareTo(b.Place.PlaceId);
        return order == 0 ? string.CompareOrdinal(a.Sector, b.Sector) : order;

        static int Rank(Target t) => t.Place.IsBoard ? 2 : t.Sector is null ? 0 : 1;
    }
}
