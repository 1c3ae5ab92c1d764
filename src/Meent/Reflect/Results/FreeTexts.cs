using System.Security.Cryptography;
using System.Text;

namespace Meent.Reflect.Results;

/// <summary>What people of a round wrote in answer to its question.</summary>
public sealed record GivenTexts(string Question, IReadOnlyList<GroupTexts> Groups);

/// <param name="Texts">in any order</param>
public sealed record GroupTexts(string Audience, IReadOnlyList<string> Texts);

/// <summary>The question that people could answer in their own words, and what may be shown of it.</summary>
public sealed record ReleasedTexts(string Question, IReadOnlyList<ReleasedGroupTexts> Groups);

/// <param name="State">shown or suppressed; how many wrote is not told where it is suppressed</param>
/// <param name="Texts">in an order that depends on nothing but the texts</param>
/// <param name="TakenAway">texts that a coordinator took away afterwards; null where none</param>
public sealed record ReleasedGroupTexts(string Audience, CellState State, IReadOnlyList<string> Texts, int? TakenAway = null);

/// <summary>Decides which texts are shown.</summary>
internal static class FreeTexts
{
    /// <summary>Different texts of a group from which they are shown; a stricter promise for splits raises it.</summary>
    public const int From = 10;

    /// <remarks>The same text twice counts once, so that nobody reaches the number by writing one word ten times. Of more texts than people
    /// answered, as an open link lets somebody write, as many are kept as people answered.</remarks>
    public static ReleasedTexts? Decide(GivenTexts? given, IReadOnlyList<ReleasedAudience> audiences, Guid round, DisclosurePolicy policy)
    {
        if (given is null) return null;
        var partsOfStaff = audiences.Where(a => a.Kind == AudienceKind.PartOfStaff).Select(a => a.Id).ToHashSet();
        return new(given.Question,
        [
            .. from audience in audiences
               where audience.Kind is AudienceKind.Group or AudienceKind.Staff
               let texts = InOrder(given.Groups.Where(g => audience.Kind == AudienceKind.Staff ? partsOfStaff.Contains(g.Audience) : g.Audience == audience.Id)
                   .SelectMany(g => g.Texts), round).Take(audience.Answered).ToList()
               let shown = audience.State == CellState.Shown && texts.Count >= Math.Max(From, policy.SplitFrom)
               select new ReleasedGroupTexts(audience.Id, shown ? CellState.Shown : CellState.Suppressed, shown ? texts : []),
        ]);
    }

    /// <summary>What a text of a round is known by, to take it away: a hash of both.</summary>
    public static string Key(Guid round, string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{round} {text}")));

    /// <summary>Each once, by their hashes: as good as chance to a reader, and the order in which they came cannot show.</summary>
    public static List<string> InOrder(IEnumerable<string> texts, Guid round) => [.. texts.Distinct().OrderBy(t => Key(round, t), StringComparer.Ordinal)];

    /// <summary>A release without one text of a group, in which stands that one was taken away.</summary>
    /// <returns>null where there is no such text: it was taken away before</returns>
    public static Release? Without(Release release, string audience, string key) =>
        release.Texts is not { } all || all.Groups.FirstOrDefault(g => g.Audience == audience) is not { } group
            || group.Texts.FirstOrDefault(t => Key(release.Round.Id, t) == key) is not { } text ? null
        : release with
        {
            Texts = all with { Groups = [.. all.Groups.Select(g => g != group ? g : g with { Texts = [.. g.Texts.Where(t => t != text)], TakenAway = (g.TakenAway ?? 0) + 1 })] },
        };

    /// <summary>A release with its texts in other words, in the order that these have. A text that becomes another's twin counts as taken away.</summary>
    /// <returns>null where nothing changes</returns>
    public static Release? Reworded(Release release, Func<string, string> words)
    {
        if (release.Texts is not { } all || all.Groups.All(g => g.Texts.All(t => words(t) == t))) return null;
        return release with { Texts = all with { Groups = [.. all.Groups.Select(Group)] } };

        ReleasedGroupTexts Group(ReleasedGroupTexts group)
        {
            var texts = InOrder(group.Texts.Select(words), release.Round.Id);
            return group with { Texts = texts, TakenAway = group.Texts.Count == texts.Count ? group.TakenAway : (group.TakenAway ?? 0) + group.Texts.Count - texts.Count };
        }
    }
}
