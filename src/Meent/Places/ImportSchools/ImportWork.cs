using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.Places.ImportSchools;

/// <summary>A register as it was read, with the mapping and what was ordered.</summary>
public sealed record Register(ImportOrder Order, RegisterMapping Mapping, byte[] Hash, byte[] MappingBytes, IReadOnlyList<RowRead> Read, MergedRows Merged)
{
    public string File => Path.GetFileName(Order.File);

    public IEnumerable<RegisterSchool[]> Parts => Merged.Schools.Chunk(Order.Part);
}

/// <summary>Writes a register part by part, each in a transaction of its own.</summary>
internal sealed class ImportWork(HubDb db, ImportStore store, ImportRuns runs)
{
    // On SQLite who waits for the file looks again after 150 ms: between two parts they have to find it free.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(160);

    internal sealed record Done(ImportRun? Run, IReadOnlyList<PartOutcomes> Outcomes, bool Resumed, string? Problem);

    public async Task<Done> Run(Register register, IProgress<(string, double)> progress, CancellationToken cancel)
    {
        var order = register.Order;
        var country = (await Held(() => Countries.Ensure(db, cancel), cancel))[order.Country];
        var survey = await ImportSurvey.Of(db, register.Mapping, order.Country, register.Read, register.Merged, cancel);
        var hash = ImportRuns.Hash(register.Hash, register.MappingBytes, order.Country, order.Part);
        // Asked where a run begins: half-way there are other figures, and what was allowed has been begun.
        if (!await runs.HasBegun(country, register.Mapping.Scheme, hash, order.On, cancel) && survey.Problem(order.AllowClosing, register.File, register.Read) is { } problem) return new(null, [], false, problem);
        var run = await runs.Begin(country, register.Mapping.Scheme, register.File, hash, order.On, cancel);
        List<PartOutcomes> outcomes = [.. await runs.Done(run, cancel)];
        var resumed = outcomes.Count > 0;
        var memory = new ImportMemory(country, survey.Claims);
        var (parts, missing) = (register.Parts.ToList(), survey.Missing.Chunk(order.Part).ToList());
        var steps = new Steps(progress, outcomes.Count, Math.Max(outcomes.Count, parts.Count) + missing.Count);
        foreach (var part in parts.Skip(outcomes.Count))
        {
            outcomes.Add(await Held(() => Write(register, run, memory, part, cancel), cancel));
            await steps.Next(db.IsPostgres ? TimeSpan.Zero : Breath, cancel);
        }
        foreach (var part in missing)
        {
            outcomes.Add(await Held(() => Close(register, run, memory, part, cancel), cancel));
            await steps.Next(db.IsPostgres ? TimeSpan.Zero : Breath, cancel);
        }
        // Questions that are asked right after thousands of places came need to know that they did.
        if (db.IsPostgres) await db.Database.ExecuteSqlRawAsync("analyze places_place, places_link, places_identifier, places_search, places_search_near", cancel);
        return new(run, outcomes, resumed, null);
    }

    private Task<T> Held<T>(Func<Task<T>> work, CancellationToken cancel) => db.InTransaction(async () =>
    {
        // Whoever changes places waits, so that what was read is still so when it is written; SQLite has one writer anyway.
        if (db.IsPostgres) await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({PlaceIndex.WriteLock})", cancel);
        return await work();
    }, cancel);

    private async Task<PartOutcomes> Write(Register register, ImportRun run, ImportMemory memory, RegisterSchool[] part, CancellationToken cancel)
    {
        var known = await store.Known(register.Mapping, register.Order.Country, part, cancel);
        var plan = new ImportPlanner(register.Mapping, register.Order.Country, known, memory, run.CountsFrom).Decide(part);
        await store.Write(plan, run.CountsFrom, cancel);
        return await Noted(run, new PartOutcomes(plan.Outcomes, []), cancel);
    }

    private async Task<PartOutcomes> Close(Register register, ImportRun run, ImportMemory memory, KnownSchool[] part, CancellationToken cancel)
    {
        var places = part.Select(p => p.PlaceId).ToList();
        var known = await store.Known(places, register.Order.Country, cancel);
        var plan = new ImportPlanner(register.Mapping, register.Order.Country, known, memory, run.CountsFrom).Close(places);
        await store.Write(plan, run.CountsFrom, cancel);
        return await Noted(run, new PartOutcomes([], [.. part.Zip(plan.Outcomes, MissingOf)]), cancel);
    }

    internal static MissingSchool MissingOf(KnownSchool school, Decided decided) => new(school.Value, school.Name, school.Town ?? "", decided);

    private async Task<PartOutcomes> Noted(ImportRun run, PartOutcomes outcomes, CancellationToken cancel)
    {
        await runs.Note(run, outcomes, cancel);
        return outcomes;
    }

    private sealed class Steps(IProgress<(string, double)> progress, int done, int all)
    {
        private int at = done;

        public async Task Next(TimeSpan breath, CancellationToken cancel)
        {
            at++;
            progress.Report(("Writing", (double)at / all));
            if (at < all && breath > TimeSpan.Zero) await Task.Delay(breath, cancel);
        }
    }
}

/// <summary>Finds out what an import would do, and writes nothing.</summary>
internal sealed class ImportTrial(HubDb db, ImportStore store)
{
    public async Task<(IReadOnlyList<PartOutcomes> Outcomes, IReadOnlyList<string> Warnings)> Run(Register register, DateOnly on, IProgress<(string, double)> progress, CancellationToken cancel)
    {
        var (order, mapping) = (register.Order, register.Mapping);
        var survey = await ImportSurvey.Of(db, mapping, order.Country, register.Read, register.Merged, cancel);
        var country = await db.Read<PlaceIdentifier>().Where(i => i.Scheme == Countries.Scheme && i.Value == order.Country).Select(i => (Guid?)i.PlaceId).FirstOrDefaultAsync(cancel);
        var memory = new ImportMemory(country ?? Ids.New(), survey.Claims);
        var outcomes = new List<PartOutcomes>();
        foreach (var part in register.Parts)
        {
            var known = await store.Known(mapping, order.Country, part, cancel);
            outcomes.Add(new(new ImportPlanner(mapping, order.Country, known, memory, on).Decide(part).Outcomes, []));
            progress.Report(("Comparing", (double)outcomes.Sum(o => o.Schools.Count) / register.Merged.Schools.Count));
        }
        foreach (var part in survey.Missing.Chunk(order.Part))
        {
            List<Guid> places = [.. part.Select(p => p.PlaceId)];
            var plan = new ImportPlanner(mapping, order.Country, await store.Known(places, order.Country, cancel), memory, on).Close(places);
            outcomes.Add(new([], [.. part.Zip(plan.Outcomes, ImportWork.MissingOf)]));
        }
        return (outcomes, survey.Problem(order.AllowClosing, register.File, register.Read) is { } problem ? [problem] : []);
    }
}
