using Meent.Design;
using Meent.Foundation.Localisation;

namespace Meent.Monitor.ReadIndicators;

/// <summary>The groups by which figures of a page are broken down, and the one that it shows.</summary>
/// <param name="Opening">the breakdown that the page opens with, where none is asked for</param>
/// <param name="Others">all others that there are figures of, in the order in which they are offered</param>
/// <param name="Asked">null where the page shows what it opens with</param>
public sealed record GroupChoice(Group Opening, IReadOnlyList<Group> Others, Group? Asked)
{
    /// <summary>Nothing to choose from.</summary>
    public static GroupChoice None { get; } = new(new Group(Breakdowns.Total, "", null), [], null);

    /// <summary>What is shown.</summary>
    public Group Chosen => Asked ?? Opening;

    /// <summary>All but what the page opens with, as a form offers them: "Age: 16 to 24 years".</summary>
    public IReadOnlyList<Choice> Choices(Texts T) =>
        [.. Others.Concat(Asked is { } asked && !Others.Contains(asked) ? [asked] : []).Select(g => new Choice(g.Breakdown, g.Kind is null ? g.Name : T["{0}: {1}", g.Kind, g.Name]))];

    /// <summary>Behind a "?": "&amp;breakdown=Y16_24"; "" for what the page opens with.</summary>
    public string Query => Asked is { } asked ? $"&breakdown={Uri.EscapeDataString(asked.Breakdown)}" : "";

    /// <param name="main">what the indicator opens with where there are figures of it</param>
    /// <param name="there">breakdowns that there are figures of</param>
    /// <param name="asked">null where none was asked for</param>
    public static GroupChoice Of(BreakdownNames names, Texts T, string main, IEnumerable<string> there, string? asked)
    {
        var all = there.ToHashSet(StringComparer.Ordinal);
        var opening = Open(names, T, main, all);
        return new(Named(opening), [.. names.InOrder(all.Where(b => b != opening), T).Select(Named)], asked is null || asked == opening ? null : Named(asked));

        Group Named(string breakdown) => new(breakdown, names.Of(breakdown, T), names.Kind(breakdown, T)?.Name);
    }

    /// <summary>The main breakdown; the first of the others where there are figures of those alone.</summary>
    public static string Open(BreakdownNames names, Texts T, string main, IReadOnlySet<string> there) =>
        there.Count == 0 || there.Contains(main) ? main : names.InOrder(there, T)[0];
}

/// <param name="Breakdown">see <see cref="Series.Breakdown"/></param>
/// <param name="Name">"16 to 24 years"</param>
/// <param name="Kind">"Age"; null where that is not known</param>
public sealed record Group(string Breakdown, string Name, string? Kind);

/// <summary>The figures of one group of a place.</summary>
public sealed record GroupLine(Group Group, PlaceLine Official, PlaceLine Schools);
