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
public sealed record ReleasedGroupTexts(string Audience, CellState State, IReadOnlyList<string> Texts);

/// <summary>Decides which texts are shown.</summary>
internal static class FreeTexts
{
    /// <summary>Different texts of a group from which they are shown; a stricter promise for splits raises it.</summary>
    public const int From = 10;

    /// <remarks>The same text twice counts once, so that nobody reaches the number by writing one word ten times.</remarks>
    public static ReleasedTexts? Decide(GivenTexts? given, IReadOnlyList<ReleasedAudience> audiences, Guid round, DisclosurePolicy policy)
    {
        if (given is null) return null;
        var partsOfStaff = audiences.Where(a => a.Kind == AudienceKind.PartOfStaff).Select(a => a.Id).ToHashSet();
        return new(given.Question,
        [
            .. from audience in audiences
               where audience.Kind is AudienceKind.Group or AudienceKind.Staff
               let texts = Shuffled(given.Groups.Where(g => audience.Kind == AudienceKind.Staff ? partsOfStaff.Contains(g.Audience) : g.Audience == audience.Id)
                   .SelectMany(g => g.Texts).Distinct(), round)
               let shown = texts.Count >= Math.Max(From, policy.SplitFrom)
               select new ReleasedGroupTexts(audience.Id, shown ? CellState.Shown : CellState.Suppressed, shown ? texts : []),
        ]);
    }

    /// <summary>By a hash of round and text: as good as chance to a reader, and the order in which they came cannot show.</summary>
    private static List<string> Shuffled(IEnumerable<string> texts, Guid round) =>
        [.. texts.OrderBy(t => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{round} {t}"))), StringComparer.Ordinal)];
}
