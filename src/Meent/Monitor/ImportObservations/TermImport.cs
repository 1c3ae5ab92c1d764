using Meent.Formats.Statistics;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;

namespace Meent.Monitor.ImportObservations;

/// <summary>Takes the lists of the Digital Decade into the hub: what its indicators, breakdowns and units are called and mean.</summary>
internal static class TermImport
{
    private const string Page = "https://digital-decade-desi.digital-strategy.ec.europa.eu";

    /// <returns>null where the file is no such list; a problem where it comes with an embargo, as everybody reads it at once</returns>
    public static async Task<ImportResult?> Run(HubDb db, ImportOrder order, IndicatorContent indicators, CancellationToken cancel)
    {
        IReadOnlyList<DesiTerm>? terms;
        await using (var stream = File.OpenRead(order.Path)) (terms, _) = DesiLists.Terms(stream);
        if (terms is null) return null;
        if (order.EmbargoUntil is not null)
            return new(Path.GetFileName(order.Path), null, new DefinitionsCannotWait());
        var shipped = indicators.All.SelectMany(i => i.Codes).Where(c => c.Source == ObservationSource.Desi).Select(c => c.Keys.GetValueOrDefault("indicator")).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var described = terms.Where(t => t.Kind == "indicator" && !shipped.Contains(t.Code)).DistinctBy(t => t.Code.ToLowerInvariant()).Select(Indicator).ToList();
        var result = new ImportResult(Path.GetFileName(order.Path), null, null) { Rows = terms.Count, NewIndicators = described.Count, Terms = terms.Count, DryRun = order.DryRun };
        if (order.DryRun) return result;
        return await db.InTransaction(async () =>
        {
            var keep = new NewIndicators(db);
            foreach (var kind in (string[])[CodeName.Breakdown, CodeName.Unit])
                await keep.Replace(kind, terms.Where(t => t.Kind == kind).DistinctBy(t => t.Code.ToUpperInvariant()).ToDictionary(t => t.Code.ToUpperInvariant(), t => t.ShortLabel ?? t.Label), cancel);
            return result with { NewIndicators = await keep.Replace(described, cancel) };
        }, cancel);
    }

    private static Indicator Indicator(DesiTerm term) => new()
    {
        Id = term.Code.ToLowerInvariant(),
        Name = LocalizedText.Of("en", term.Label),
        About = term.Definition is null ? LocalizedText.Empty : LocalizedText.Of("en", term.Definition),
        // The list does not say how numbers are written; the figures do, once they are here.
        Unit = term.Label.Contains('%', StringComparison.Ordinal) || term.Definition?.Contains("ercentage", StringComparison.Ordinal) == true ? IndicatorUnit.Percent : IndicatorUnit.Number,
        Source = new("European Commission, Digital Decade indicators", term.Url ?? Page, "CC BY 4.0"),
    };
}
