using System.Text.Json.Nodes;
using Meent.Foundation.Localisation;

namespace Meent.Monitor.ListData;

/// <summary>Says of a catalogue and its datasets that a hub of demonstration made them up: portals carry titles and descriptions on, and read no page.</summary>
internal static class MadeUp
{
    /// <summary>Data that is created and not observed, in the list of kinds of datasets of the EU Publications Office.</summary>
    private const string Synthetic = "http://publications.europa.eu/resource/authority/dataset-type/SYNTHETIC_DATA";

    private static readonly LocalizedText Word = Said("demonstration", "demonstratie");

    private static readonly LocalizedText Catalogue = Said(
        "Demonstration: what schools say and state on this hub is made up.", "Demonstratie: wat scholen op deze hub zeggen en opgeven is verzonnen.");

    private static readonly LocalizedText All = Said("Demonstration: these figures are made up.", "Demonstratie: deze cijfers zijn verzonnen.");

    private static readonly LocalizedText Some = Said(
        "Demonstration: the figures whose source is “schools” are made up.", "Demonstratie: de cijfers met “schools” als bron zijn verzonnen.");

    public static void MarkCatalogue(JsonObject catalogue) => Mark(catalogue, Catalogue, true);

    /// <param name="sources">of the vintages that it is made of</param>
    public static void MarkDataset(JsonObject dataset, IReadOnlyCollection<string> sources)
    {
        if (!sources.Contains(ObservationSource.Schools)) return;
        var all = sources.All(s => s == ObservationSource.Schools);
        Mark(dataset, all ? All : Some, all);
        dataset["dct:type"] = new JsonObject { ["@id"] = Synthetic };
    }

    private static void Mark(JsonObject resource, LocalizedText sentence, bool inTitle)
    {
        Add(resource["dct:description"]!, (text, language) => $"{sentence.In(language)} {text}");
        if (inTitle) Add(resource["dct:title"]!, (text, language) => $"{text} ({Word.In(language)})");
    }

    private static void Add(JsonNode texts, Func<string, string, string> with)
    {
        foreach (var text in texts.AsArray()) text!["@value"] = with((string)text["@value"]!, (string)text["@language"]!);
    }

    private static LocalizedText Said(string english, string dutch) => new(new Dictionary<string, string>(StringComparer.Ordinal) { ["en"] = english, ["nl"] = dutch });
}
