using System.Globalization;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Reflect.Answer;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.InvitePeople;

/// <summary>Single-use codes for a group: made, shown once to print and cut out, and kept as hashes only.</summary>
internal static class MakeCodes
{
    /// <summary>On one list.</summary>
    public const int MostAtOnce = 500;

    /// <summary>For one group.</summary>
    public const int Most = 20_000;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/rounds/{id:guid}/codes", Make).RequireAuthorization();

    private static async Task<IResult> Make(
        Guid id, Posted posted, HttpRequest request, Settings settings, HubDb db, Me me, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await Rounds.Find(db, me, id, Role.Coordinator, cancel) is not { } mine) return Page.NotFound();
        if (posted.Expired) return Page.Of<CodesPage>(CodesPage.Shown.Wrong(mine, posted.Errors(T), posted["audience"], posted["number"]), 422);
        if (mine.For(posted["audience"]) is not { Access: Access.Codes } group) return Page.NotFound();
        if (mine.Round.State(clock.Today()) is not (RoundState.Waiting or RoundState.Open)) return Redirect.To(mine.Path);
        if (Papers.Missing(mine.Round, group.Audience)) return RefusedPage.Of(mine, new PapersNotSeen());
        var errors = FormErrors.None;
        if (!int.TryParse(posted["number"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > MostAtOnce)
        {
            errors.Add("number", T["Give a number from 1 to {0}. You can make more lists.", MostAtOnce]);
            return Page.Of<CodesPage>(CodesPage.Shown.Wrong(mine, errors, group.Audience, posted["number"], await Count(db, group, cancel)), 422);
        }
        var codes = Enumerable.Range(0, number).Select(_ => Ids.Code()).ToHashSet().ToList();
        var refused = await db.InTransaction(() => Keep(db, me, mine.Round, group, codes, posted["made"], clock, cancel), cancel);
        return refused is null
            ? Page.Of<CodesPage>(new CodesPage.Shown(mine, group, codes, settings.Home(request), errors, null, 0))
            : RefusedPage.Of(mine, refused);
    }

    private static async Task<Refusal?> Keep(
        HubDb db, Me me, Round known, RoundAudience group, List<string> codes, string? made, TimeProvider clock, CancellationToken cancel)
    {
        if (await Rounds.Hold(db, known, cancel) is not { } round || round.State(clock.Today()) is not (RoundState.Waiting or RoundState.Open)) return new RoundIsClosed();
        var there = await Count(db, group, cancel);
        // The page says how many there were: sent twice, the second finds more and makes none.
        if (made != there.ToString(CultureInfo.InvariantCulture)) return new CodesWereMadeMeanwhile();
        if (there + codes.Count > Most) return new TooManyCodes(Most);
        // In the order of the hashes: where a row lies does not tell where the code stands on the list.
        foreach (var hash in codes.Select(Codes.Hash).Order(StringComparer.Ordinal))
            db.Add(new SingleUseCode { PlaceId = round.PlaceId, RoundId = round.Id, Hash = hash, Audience = group.Audience });
        db.Record(me.Id, "made codes", round.PlaceId, round.Id, clock.Now());
        await db.SaveChangesAsync(cancel);
        return null;
    }

    internal static Task<int> Count(HubDb db, RoundAudience group, CancellationToken cancel) =>
        db.Read<SingleUseCode>().CountAsync(c => c.PlaceId == group.PlaceId && c.RoundId == group.RoundId && c.Audience == group.Audience, cancel);
}
