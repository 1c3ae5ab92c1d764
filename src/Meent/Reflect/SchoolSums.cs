using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Places;
using Meent.Reflect.Areas;
using Meent.Reflect.ReadFigures;

namespace Meent.Reflect;

/// <summary>What another module publishes of areas when Reflect does: every night, and when an operator says so; it registers this as a service.</summary>
/// <param name="Publish">true: leaves alone what was published within the last day</param>
public sealed record PublishFollower(Func<HubDb, bool, CancellationToken, Task> Publish);

/// <summary>A school as far as it matters for deciding which sums it may stand in.</summary>
/// <param name="N">what it counts with: answers, learners, or 1</param>
/// <param name="Board">number of the board that runs it, and so knows its figure; null where there is none</param>
/// <param name="Above">how much it has above the least that one could have: learners with it, devices; null where that is no bound</param>
/// <param name="Below">how much it has below the most that one could have: learners without it; null where there is no most</param>
public sealed record SummedSchool(long N, int? Board, long? Above = null, long? Below = null);

/// <summary>A sum over schools.</summary>
/// <param name="Schools">indexes</param>
/// <param name="Published">shown before, and so known for ever</param>
public sealed record SchoolSum(IReadOnlyList<int> Schools, bool Published = false);

/// <summary>Of which countries or regions figures from schools of an area are, as <see cref="FigureReach"/> says it of editions.</summary>
/// <param name="Kind">of the area itself</param>
/// <param name="With">areas directly below that have figures</param>
/// <param name="Existing">how many areas there are directly below</param>
public sealed record SchoolsReach(string Kind, IReadOnlyList<Place> With, int Existing)
{
    /// <summary>Which parts stand behind the figures, where some are missing; else null.</summary>
    public (string News, string Numbers)? Sentence(Texts T, string area) => new FigureReach(Kind, With, Existing, null).Sentence(T, area) is { } said ? (said.News, said.Numbers) : null;
}

/// <summary>The rules by which sums over schools come out, for figures that other modules make: see docs/decisions on figures.</summary>
public static class SchoolSums
{
    /// <inheritdoc cref="EditionMaker.IsDue"/>
    public static bool IsDue(IReadOnlyCollection<int?> runs, (int Run, DateOnly MadeOn)? last, DateOnly today) => EditionMaker.IsDue(runs, last, today);

    /// <summary>Which sums may be shown together, so that no school's figure can be worked out: those published stay, and those that come first go first.</summary>
    /// <returns>null for a sum that is shown; else why it is not</returns>
    public static IReadOnlyList<HeldBack?> Decide(IReadOnlyList<SummedSchool> schools, IReadOnlyList<SchoolSum> sums)
    {
        var states = AreaDisclosure.Decide([.. schools.Select(Cell)], [.. sums.Select(s => new AreaSum(s.Schools, s.Published))]);
        return [.. states.Select(s => s is { } state ? ShownFigure.Why(state) : HeldBack.TooFew)];
    }

    /// <summary>Whether the sum of these schools, where it is known, tells none of them and no board what another of them has.</summary>
    public static bool AreSafe(IEnumerable<SummedSchool> schools)
    {
        var readers = new SumReaders<long>();
        foreach (var school in schools) readers.Add(1, school.Board ?? Atom.NoBoard, SumParts<long>.Of(Cell(school)), SumEnds<long>.Of(Cell(school)));
        return readers.IsSpread && readers.LeaveAChoice && !readers.BoardKnowsAllButOne;
    }

    private static SchoolCell Cell(SummedSchool school) => new((int)Math.Min(school.N, int.MaxValue / 1000), school.Board) { Above = school.Above, Below = school.Below };
}
