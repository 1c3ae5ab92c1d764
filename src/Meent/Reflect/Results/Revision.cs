using Meent.Reflect.Instruments;

namespace Meent.Reflect.Results;

/// <summary>What two rounds after each other did not ask alike: why a line breaks, or is drawn over fewer items.</summary>
/// <param name="Reworded">ids of items that were put differently</param>
/// <param name="Added">new in the questionnaire</param>
/// <param name="Dropped">no longer in the questionnaire</param>
/// <param name="OnlyThen">in both questionnaires, but not asked this time: a shorter form, a pulse, an optional item</param>
/// <param name="OnlyNow">in both questionnaires, but not asked the time before</param>
/// <param name="Groups">ids of audiences that took part in both rounds in other wordings, or were counted in another way</param>
public sealed record Revision(
    IReadOnlyList<string> Reworded, IReadOnlyList<string> Added, IReadOnlyList<string> Dropped, IReadOnlyList<string> OnlyThen, IReadOnlyList<string> OnlyNow,
    IReadOnlyList<string> Groups)
{
    public bool IsNone => this is { Reworded.Count: 0, Added.Count: 0, Dropped.Count: 0, OnlyThen.Count: 0, OnlyNow.Count: 0, Groups.Count: 0 };

    /// <param name="then">the instrument in the version of the round before; null where this hub no longer has it</param>
    /// <param name="current">the instrument in the version of this round</param>
    public static Revision Between(Release before, Release now, Instrument? then, Instrument? current)
    {
        var (old, young) = (Versions(before), Versions(now));
        var knownThen = (then?.Items ?? []).Select(i => i.Id).ToHashSet();
        var knownNow = (current?.Items ?? []).Select(i => i.Id).ToHashSet();
        var added = young.Keys.Except(old.Keys).ToList();
        var gone = old.Keys.Except(young.Keys).ToList();
        return new(
            [.. young.Keys.Where(id => old.TryGetValue(id, out var version) && version != young[id])],
            [.. added.Where(id => !knownThen.Contains(id))],
            [.. gone.Where(id => !knownNow.Contains(id))],
            [.. gone.Where(knownNow.Contains)],
            [.. added.Where(knownThen.Contains)],
            [.. now.Audiences.Where(a => before.Audiences.Any(b => b.Id == a.Id && (b.Variant != a.Variant || b.Kind != a.Kind))).Select(a => a.Id)]);
    }

    private static Dictionary<string, int> Versions(Release release) =>
        release.Items.Where(i => i.Area is not null).GroupBy(i => i.Id).ToDictionary(g => g.Key, g => g.Max(i => i.Version));
}
