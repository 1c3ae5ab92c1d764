using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor.ImportObservations;

/// <summary>Keeps what an import says of its indicators and codes; within the open transaction.</summary>
public sealed class NewIndicators(HubDb db)
{
    /// <summary>
    /// Adds indicators and names that are not there yet; what is there stays, because a list of definitions says more than a file of figures. Only
    /// the unit and what a page opens with are known from figures alone.
    /// </summary>
    /// <param name="vintage">that they come with</param>
    public async Task Keep(IReadOnlyCollection<Indicator> indicators, IReadOnlyDictionary<(string Kind, string Code), string> names, int vintage, CancellationToken cancel)
    {
        var hiding = await Hiding.Of(db, vintage, cancel);
        var ids = indicators.Select(i => i.Id).ToList();
        var there = await db.Set<StoredIndicator>().Where(i => ids.Contains(i.Id)).ToDictionaryAsync(i => i.Id, StringComparer.Ordinal, cancel);
        foreach (var indicator in indicators)
        {
            if (there.TryGetValue(indicator.Id, out var stored) && stored.Indicator is { MainUnit.Length: 0 } defined) stored.Content = StoredIndicator.Write(Opening(defined, indicator));
        }
        foreach (var kept in there.Values) kept.ClosedWith = hiding.ClosedWith(kept.ClosedWith);
        db.AddRange(indicators.Where(i => !there.ContainsKey(i.Id)).Select(i => new StoredIndicator { Id = i.Id, Content = StoredIndicator.Write(i), ClosedWith = hiding.OfNew }));
        var known = (await db.Read<CodeName>().Select(c => new { c.Kind, c.Code }).ToListAsync(cancel)).Select(c => (c.Kind, c.Code)).ToHashSet();
        db.AddRange(names.Where(n => !known.Contains(n.Key)).Select(n => new CodeName { Kind = n.Key.Kind, Code = n.Key.Code, Name = LocalizedText.Of("en", n.Value) }));
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Adds indicators, or replaces what an earlier list said of them. What came under embargo stays closed until its figures are out.</summary>
    /// <returns>how many are new</returns>
    public async Task<int> Replace(IReadOnlyCollection<Indicator> indicators, CancellationToken cancel)
    {
        var there = await db.Set<StoredIndicator>().ToDictionaryAsync(i => i.Id, cancel);
        foreach (var indicator in indicators.Where(i => there.ContainsKey(i.Id)))
        {
            var before = there[indicator.Id].Indicator;
            there[indicator.Id].Content = StoredIndicator.Write(before.MainUnit.Length == 0 ? indicator : Opening(indicator, before));
        }
        var added = indicators.Where(i => !there.ContainsKey(i.Id)).ToList();
        db.AddRange(added.Select(i => new StoredIndicator { Id = i.Id, Content = StoredIndicator.Write(i) }));
        await db.SaveChangesAsync(cancel);
        return added.Count;
    }

    private static Indicator Opening(Indicator defined, Indicator figures) =>
        defined with { Unit = figures.Unit, MainUnit = figures.MainUnit, MainBreakdown = figures.MainBreakdown };

    /// <summary>Adds names of codes, or replaces those that are there.</summary>
    public async Task Replace(string kind, IReadOnlyDictionary<string, string> names, CancellationToken cancel)
    {
        var there = await db.Set<CodeName>().Where(c => c.Kind == kind).ToDictionaryAsync(c => c.Code, cancel);
        foreach (var (code, name) in names)
        {
            if (there.TryGetValue(code, out var known)) known.Name = LocalizedText.Of("en", name);
            else db.Add(new CodeName { Kind = kind, Code = code, Name = LocalizedText.Of("en", name) });
        }
        await db.SaveChangesAsync(cancel);
    }
}
