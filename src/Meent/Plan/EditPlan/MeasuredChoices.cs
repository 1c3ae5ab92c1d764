using Meent.Design;
using Meent.Foundation.Localisation;
using Meent.Monitor;
using Meent.Places;

namespace Meent.Plan.EditPlan;

/// <summary>What an objective can be measured by: indicators that the plan's place can have a figure of, and the groups that there are figures of.</summary>
/// <param name="Indicators">to choose from a list, and those that stand there already</param>
/// <param name="Imported">of an area: those that came with an import and have a figure of it; too many for a list, they are typed by their name</param>
/// <param name="Groups">breakdowns by indicator</param>
public sealed record MeasuredChoices(IReadOnlyList<Indicator> Indicators, IReadOnlyList<Indicator> Imported, ILookup<string, string> Groups, BreakdownNames Names)
{
    /// <param name="there">what the objective is measured by already</param>
    public static async Task<MeasuredChoices> Of(Place place, IReadOnlyList<MeasuredBy> there, IndicatorLibrary library, BreakdownLibrary breakdowns, Observations observations, CancellationToken cancel)
    {
        // Official figures are of areas: a school or a board would wait for one of its own for ever.
        var isArea = !PlaceKind.CanBeSpokenFor(place.Kind);
        List<Indicator> listed = [.. library.Shipped.Where(i => isArea || i.IsOfSchools || there.Any(m => m.Indicator == i.Id))];
        List<Indicator> imported = isArea ? [.. (await library.All(cancel)).Where(i => !i.Shipped)] : [];
        if (imported.Count > 0)
        {
            var observed = (await observations.Main([place.PlaceId], imported, cancel: cancel)).Where(o => o.Value is not null).Select(o => o.Series.Indicator).ToHashSet(StringComparer.Ordinal);
            imported = [.. imported.Where(i => observed.Contains(i.Id) || there.Any(m => m.Indicator == i.Id))];
        }
        return new(listed, imported, await observations.BreakdownsOf([.. listed.Concat(imported).Select(i => i.Id)], cancel), await breakdowns.Names(cancel));
    }

    /// <returns>null for a figure of their own</returns>
    public Indicator? Of(string indicator) => Indicators.Concat(Imported).FirstOrDefault(i => i.Id == indicator);

    public bool Has(string indicator) => Indicators.Any(i => i.Id == indicator);

    /// <summary>Indicators by name; none that has ended, but the one that stands there already.</summary>
    public IReadOnlyList<Choice> Figures(Texts T, string? chosen) => [.. Indicators.Where(i => !i.HasEnded || i.Id == chosen).Select(i => new Choice(i.Id, i.Name.In(T.Language))).OrderBy(c => c.Text, StringComparer.Create(T.Culture, true))];

    /// <summary>What to type for those that came with an import: their names, two of one name with their ids.</summary>
    public IReadOnlyList<Choice> Typed(Texts T) => Named([.. Imported.Select(i => (i.Id, i.Name.In(T.Language)))], StringComparer.Create(T.Culture, true));

    /// <summary>Id of the indicator that was typed by its name or its id; null where it is a figure of their own.</summary>
    public string? Meant(string typed, Texts T) =>
        Imported.FirstOrDefault(i => i.Id == typed)?.Id ?? Typed(T).FirstOrDefault(c => string.Equals(c.Text, typed.Trim(), StringComparison.OrdinalIgnoreCase))?.Value;

    /// <summary>Every group that there are figures of, and those that stand there already; two of one name are told apart by their codes.</summary>
    public IReadOnlyList<Choice> GroupsOf(IEnumerable<string?> there, Texts T) =>
        Named([.. Names.InOrder(Indicators.SelectMany(i => Groups[i.Id]).Concat(there.OfType<string>()).Where(b => b != Breakdowns.Total), T).Select(b => (b, Label(b, T)))], null);

    /// <param name="order">of their names; null leaves them as they are</param>
    private static IReadOnlyList<Choice> Named(IReadOnlyList<(string Id, string Name)> all, IComparer<string>? order)
    {
        var twice = all.GroupBy(a => a.Name).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        var told = all.Select(a => new Choice(a.Id, twice.Contains(a.Name) ? $"{a.Name} ({a.Id})" : a.Name));
        return order is null ? [.. told] : [.. told.OrderBy(c => c.Text, order)];
    }

    private string Label(string breakdown, Texts T) => Names.Kind(breakdown, T) is (_, var kind) ? T["{0}: {1}", kind, Names.Of(breakdown, T)] : Names.Of(breakdown, T);
}
