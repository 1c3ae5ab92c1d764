using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor;

/// <summary>A study of whether something worked. Everybody reads it.</summary>
/// <param name="PlaceId">the place that keeps it here</param>
/// <param name="Authors">who made it, as it was published</param>
/// <param name="Design">one of <see cref="StudyDesigns"/></param>
/// <param name="Year">in which it was published</param>
/// <param name="Indicator">id of the indicator that it speaks to; null for none of this hub</param>
/// <param name="Measure">the measure of a plan that it looks at, as <see cref="StudyMeasure"/> writes it; null for none</param>
public sealed record Study(
    Guid PlaceId, Guid Id, string Title, string Authors, string Design, int Year, string? About, string? Address, string? Indicator, string? Measure,
    IReadOnlyList<StudyFinding> Findings)
{
    /// <summary>When it was written down, or changed since.</summary>
    public DateTime WrittenAt { get; init; }
}

/// <summary>One thing that a study found.</summary>
/// <param name="Number">counted from 1 in its study; never given again</param>
/// <param name="Direction">one of <see cref="FindingDirections"/></param>
/// <param name="Effect">how large, in <paramref name="Unit"/>; null where the study gives no number</param>
/// <param name="Low">lower bound of the 95 % interval; null where it gives none</param>
/// <param name="High">upper bound</param>
/// <param name="N">people or places behind it; null where unknown</param>
public sealed record StudyFinding(int Number, string Sentence, string Direction, decimal? Effect, decimal? Low, decimal? High, string? Unit, long? N);

/// <summary>How a study was made, which decides what it can say.</summary>
public static class StudyDesigns
{
    public const string Lot = "lot", Groups = "groups", BeforeAfter = "before-after", Survey = "survey", Case = "case", Review = "review";

    public static IReadOnlyList<string> All { get; } = [Lot, Groups, BeforeAfter, Survey, Case, Review];
}

/// <summary>What became of what was looked at.</summary>
public static class FindingDirections
{
    public const string Better = "better", Worse = "worse", None = "none", Unclear = "unclear";

    public static IReadOnlyList<string> All { get; } = [Better, Worse, None, Unclear];
}

/// <summary>A measure of a plan, as a study names it: "plan:{placeId:N}/{planId:N}/m1".</summary>
public sealed record StudyMeasure(Guid PlaceId, Guid PlanId, string Measure)
{
    public override string ToString() => $"plan:{PlaceId:N}/{PlanId:N}/{Measure}";

    /// <returns>null where the text is something else</returns>
    public static StudyMeasure? Read(string? text) =>
        text is not null && text.StartsWith("plan:", StringComparison.Ordinal) && text["plan:".Length..].Split('/') is [var place, var plan, ['m', .. var number] measure]
        && Guid.TryParseExact(place, "N", out var placeId) && Guid.TryParseExact(plan, "N", out var planId) && number.Length is > 0 and < 7 && number.All(char.IsAsciiDigit)
            ? new(placeId, planId, measure)
            : null;
}

/// <summary>Reads studies, and keeps one with what it found.</summary>
public sealed class Studies(HubDb db, TimeProvider clock)
{
    /// <summary>More than these are not listed at once.</summary>
    public const int Most = 200;

    /// <summary>The newest first.</summary>
    /// <param name="indicator">only those that speak to this indicator; null for all</param>
    public Task<IReadOnlyList<Study>> All(string? indicator = null, CancellationToken cancel = default) =>
        Read(db.Read<StoredStudy>().Where(s => indicator == null || s.Indicator == indicator), cancel);

    /// <summary>Those of one measure of a plan, the newest first: of its own place, and of the board, the areas and the agencies above it. Others do not stand beside it.</summary>
    public async Task<IReadOnlyList<Study>> Of(StudyMeasure measure, CancellationToken cancel = default)
    {
        var (text, today) = (measure.ToString(), clock.Today());
        var keepers = await db.Read<StoredStudy>().Where(s => s.Measure == text).Select(s => s.PlaceId).Distinct().ToListAsync(cancel);
        if (keepers.Count == 0) return [];
        List<Guid> near =
        [
            measure.PlaceId, .. await PlacesModule.Above(db, measure.PlaceId, LinkRole.Admin, today, cancel), .. await PlacesModule.Above(db, measure.PlaceId, LinkRole.Board, today, cancel),
        ];
        near.AddRange(await PlacesModule.LinksOn(db, LinkRole.Serves, today).Where(l => keepers.Contains(l.PlaceId) && near.Contains(l.ParentId)).Select(l => l.PlaceId).ToListAsync(cancel));
        return await Read(db.Read<StoredStudy>().Where(s => s.Measure == text && near.Contains(s.PlaceId)), cancel);
    }

    public async Task<Study?> Find(Guid id, CancellationToken cancel = default) => (await Read(db.Read<StoredStudy>().Where(s => s.Id == id), cancel)).SingleOrDefault();

    /// <summary>A new study with its findings, in the transaction that is open. Permission is for the caller to check.</summary>
    public Task Keep(Study study, CancellationToken cancel = default)
    {
        db.Add(new StoredStudy
        {
            PlaceId = study.PlaceId, Id = study.Id, Title = study.Title, Authors = study.Authors, Design = study.Design, Published = study.Year, About = study.About,
            Address = study.Address, Indicator = study.Indicator, Measure = study.Measure, WrittenAt = clock.Now(), LastFinding = study.Findings.Select(f => f.Number).DefaultIfEmpty().Max(),
        });
        db.AddRange(study.Findings.Select(f => StoredFinding.Of(study.PlaceId, study.Id, f)));
        return db.SaveChangesAsync(cancel);
    }

    private async Task<IReadOnlyList<Study>> Read(IQueryable<StoredStudy> which, CancellationToken cancel)
    {
        var stored = await which.OrderByDescending(s => s.Published).ThenBy(s => s.Title).Take(Most).ToListAsync(cancel);
        var (places, ids) = (stored.Select(s => s.PlaceId).Distinct().ToList(), stored.Select(s => s.Id).ToList());
        var findings = (await db.Read<StoredFinding>().Where(f => places.Contains(f.PlaceId) && ids.Contains(f.StudyId)).ToListAsync(cancel)).ToLookup(f => f.StudyId);
        return
        [
            .. stored.Select(s => new Study(s.PlaceId, s.Id, s.Title, s.Authors, s.Design, s.Published, s.About, s.Address, s.Indicator, s.Measure,
                [.. findings[s.Id].OrderBy(f => f.Number).Select(f => new StudyFinding(f.Number, f.Sentence, f.Direction, f.Effect, f.Low, f.High, f.Unit, f.N))]) { WrittenAt = s.WrittenAt }),
        ];
    }
}
