using Meent.Foundation;
using Meent.Monitor.ImportObservations;

namespace Meent.Monitor.Demonstrate;

/// <summary>Official figures of the countries and the Union: the only content of a demonstration hub that is not made up.</summary>
public static class DemonstrationFigures
{
    private static readonly (string File, string Source)[] Files =
        [("eurostat-digital-skills.csv", ObservationSource.Eurostat), ("digital-decade-2026.csv", ObservationSource.Desi)];

    private static readonly (string File, string Source)[] OfGroups = [("eurostat-homes-with-a-computer.csv", ObservationSource.Eurostat)];

    /// <summary>Does nothing where they are there already.</summary>
    public static Task Write(IServiceProvider services, CancellationToken cancel) => Write(services, Files, cancel);

    /// <summary>Figures that are broken down; nothing where they are there already.</summary>
    public static Task WriteGroups(IServiceProvider services, CancellationToken cancel) => Write(services, OfGroups, cancel);

    private static async Task Write(IServiceProvider services, IEnumerable<(string File, string Source)> files, CancellationToken cancel)
    {
        var (import, settings) = (services.GetRequiredService<ObservationImport>(), services.GetRequiredService<Settings>());
        foreach (var (file, source) in files)
        {
            var order = new ImportOrder(Path.Combine(Hub.Shipped("content"), "observations", file), Path.Combine(settings.DataFolder, "reports", file)) { Source = source, Mapping = "own" };
            var result = await import.Run(order, new Progress<(string, double)>(), cancel);
            if (result.Problem is not null) throw new InvalidOperationException($"{file}: {result.Problem}");
        }
    }
}
