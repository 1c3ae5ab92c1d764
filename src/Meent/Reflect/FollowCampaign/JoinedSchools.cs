using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.Places;
using Meent.Reflect.CallCampaign;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.FollowCampaign;

/// <summary>How far the schools of a campaign are. Of a round its state is read, and nothing else: no number, no answer, no report.</summary>
internal static class JoinedSchools
{
    /// <summary>Each invited school with how far it is.</summary>
    public static async Task<IReadOnlyDictionary<Guid, Joining>> Of(HubDb db, Campaign campaign, DateOnly today, CancellationToken cancel)
    {
        var rounds = await (
            from s in db.Read<CampaignSchool>()
            where s.CampaignId == campaign.Id && s.CallerId == campaign.PlaceId
            from r in db.Read<Round>().Where(r => r.PlaceId == s.PlaceId && r.Id == s.RoundId).DefaultIfEmpty()
            select new { s.PlaceId, Round = r }).ToListAsync(cancel);
        return rounds.ToDictionary(r => r.PlaceId, r => CampaignDecisions.Joined(r.Round, today));
    }

    /// <summary>One page of the schools, by name; those that were searched for, where something was.</summary>
    /// <param name="q">words of a name or town, as typed</param>
    /// <param name="show">a <see cref="Joining"/> as it stands in the address; null for all</param>
    public static async Task<SchoolsShown> Page(HubDb db, PlaceDirectory places, IReadOnlyDictionary<Guid, Joining> joined, DateOnly today, string? q, string? show, string? page, CancellationToken cancel)
    {
        var wanted = Enum.GetValues<Joining>().Where(j => Word(j) == show).Cast<Joining?>().FirstOrDefault();
        var known = await places.Some([.. joined.Where(j => wanted is null || j.Value == wanted).Select(j => j.Key)], cancel);
        var words = Folded.Words(q);
        var found = known.Values.Where(p => $" {Folded.Text($"{p.Name} {p.Town}")}" is var text && words.All(w => text.Contains(" " + w, StringComparison.Ordinal))).OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.PlaceId).ToList();
        var (shown, at, pages, _) = found.Page(page, SchoolsShown.PerPage);
        var cared = await Callers.Coordinators(db, [.. shown.Select(p => p.PlaceId)], today, cancel);
        return new([.. shown.Select(p => new SchoolLine(p, joined[p.PlaceId], cared.Contains(p.PlaceId)))], at, pages, Posted.Clean(q), wanted);
    }

    /// <summary>As it stands in the address: "notbegun".</summary>
    public static string Word(Joining joining) => joining.ToString().ToLowerInvariant();
}

/// <param name="IsCaredFor">somebody coordinates the school or its board, and gets the letters</param>
public sealed record SchoolLine(Place School, Joining Joining, bool IsCaredFor);

/// <summary>One page of the schools of a campaign.</summary>
/// <param name="Search">what was typed; null where nothing was</param>
/// <param name="Show">null for all</param>
public sealed record SchoolsShown(IReadOnlyList<SchoolLine> Lines, int Page, int Pages, string? Search, Joining? Show)
{
    public const int PerPage = 50;
}
