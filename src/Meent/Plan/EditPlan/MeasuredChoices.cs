using Meent.Design;
using Meent.Foundation.Localisation;
using Meent.Monitor;

namespace Meent.Plan.EditPlan;

/// <summary>What an objective can be measured by: the hub's indicators, and the groups that it has figures of.</summary>
/// <param name="Groups">breakdowns by indicator</param>
public sealed record MeasuredChoices(IReadOnlyList<Indicator> Indicators, ILookup<string, string> Groups, BreakdownNames Names)
{
    public static async Task<MeasuredChoices> Of(IndicatorLibrary library, BreakdownLibrary breakdowns, Observations observations, CancellationToken cancel) =>
        new(library.Shipped, await observations.BreakdownsOf([.. library.Shipped.Select(i => i.Id)], cancel), await breakdowns.Names(cancel));

    public bool Has(string indicator) => Indicators.Any(i => i.Id == indicator);

    /// <summary>Indicators by name; none that has ended, but the one that stands there already.</summary>
    public IReadOnlyList<Choice> Figures(Texts T, string? chosen) => [.. Indicators.Where(i => !i.HasEnded || i.Id == chosen).Select(i => new Choice(i.Id, i.Name.In(T.Language))).OrderBy(c => c.Text, StringComparer.Create(T.Culture, true))];

    /// <summary>Every group that there are figures of, and those that stand there already; two of one name are told apart by their codes.</summary>
    public IReadOnlyList<Choice> GroupsOf(IEnumerable<string?> there, Texts T)
    {
        var all = Names.InOrder(Groups.SelectMany(g => g).Concat(there.OfType<string>()).Where(b => b != Breakdowns.Total), T);
        var twice = all.GroupBy(b => Label(b, T)).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        return [.. all.Select(b => new Choice(b, Label(b, T) is var label && twice.Contains(label) ? $"{label} ({b})" : label))];
    }

    private string Label(string breakdown, Texts T) => Names.Kind(breakdown, T) is (_, var kind) ? T["{0}: {1}", kind, Names.Of(breakdown, T)] : Names.Of(breakdown, T);
}
