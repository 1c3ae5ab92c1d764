using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Microsoft.EntityFrameworkCore;

namespace Meent.Places.ImportSchools;

/// <summary>What became of a school that is not in the file.</summary>
public sealed record MissingSchool(string Id, string Name, string Town, Decided Decided);

/// <summary>The outcomes of one part: of schools of the file in their order, or of schools that it does not have.</summary>
public sealed record PartOutcomes(IReadOnlyList<Decided> Schools, IReadOnlyList<MissingSchool> Missing);

/// <summary>Remembers how far an import came: each part is written together with the note that it is.</summary>
internal sealed class ImportRuns(HubDb db, TimeProvider clock)
{
    /// <summary>Different wherever the order of the schools or what becomes of them could be.</summary>
    /// <param name="register">hash of the file</param>
    public static string Hash(byte[] register, byte[] mapping, string country, int part)
    {
        var program = typeof(ImportRuns).Module.ModuleVersionId;
        return Convert.ToHexString(SHA256.HashData([.. register, .. SHA256.HashData(mapping), .. Encoding.UTF8.GetBytes($"{country} {part} {program}")]));
    }

    /// <summary>Whether a run of this file was interrupted after it had written something.</summary>
    public Task<bool> HasBegun(Guid country, string scheme, string hash, DateOnly? on, CancellationToken cancel) =>
        db.Read<ImportRun>().AnyAsync(r => r.PlaceId == country && r.Scheme == scheme && r.FinishedAt == null && r.Hash == hash && r.PartsDone > 0 && (on == null || r.CountsFrom == on), cancel);

    /// <summary>The run of this file that was interrupted, or a new one. Interrupted runs of older files are forgotten.</summary>
    public Task<ImportRun> Begin(Guid country, string scheme, string file, string hash, DateOnly? on, CancellationToken cancel) => db.InTransaction(async () =>
    {
        var open = await db.Set<ImportRun>().Where(r => r.PlaceId == country && r.Scheme == scheme && r.FinishedAt == null).ToListAsync(cancel);
        var same = open.Where(r => r.Hash == hash && (on is null || on == r.CountsFrom)).MaxBy(r => r.StartedAt);
        foreach (var old in open.Where(r => r != same))
        {
            await db.Set<ImportPart>().Where(p => p.PlaceId == country && p.ImportId == old.ImportId).ExecuteDeleteAsync(cancel);
            db.Remove(old);
        }
        if (same is null)
        {
            same = new ImportRun { PlaceId = country, ImportId = Ids.New(), Scheme = scheme, File = file, Hash = hash, CountsFrom = on ?? clock.Today(), StartedAt = clock.Now() };
            db.Add(same);
        }
        await db.SaveChangesAsync(cancel);
        return same;
    }, cancel);

    /// <summary>The outcomes of the parts that are written, in order.</summary>
    public async Task<IReadOnlyList<PartOutcomes>> Done(ImportRun run, CancellationToken cancel) =>
        [.. (await db.Read<ImportPart>().Where(p => p.PlaceId == run.PlaceId && p.ImportId == run.ImportId).OrderBy(p => p.Part).Select(p => p.Outcomes).ToListAsync(cancel))
            .Select(o => JsonSerializer.Deserialize<PartOutcomes>(o, LocalizedText.Json)!)];

    /// <summary>Notes within the open transaction that a part is written.</summary>
    public async Task Note(ImportRun run, PartOutcomes outcomes, CancellationToken cancel)
    {
        db.Add(new ImportPart { PlaceId = run.PlaceId, ImportId = run.ImportId, Part = run.PartsDone, Outcomes = JsonSerializer.Serialize(outcomes, LocalizedText.Json) });
        run.PartsDone++;
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>The report is written: what is left of the run is its summary.</summary>
    public Task Finish(ImportRun run, ImportSummary summary, CancellationToken cancel) => db.InTransaction(async () =>
    {
        (run.FinishedAt, run.Summary) = (clock.Now(), JsonSerializer.Serialize(summary, LocalizedText.Json));
        await db.Set<ImportPart>().Where(p => p.PlaceId == run.PlaceId && p.ImportId == run.ImportId).ExecuteDeleteAsync(cancel);
        await db.SaveChangesAsync(cancel);
    }, cancel);
}
