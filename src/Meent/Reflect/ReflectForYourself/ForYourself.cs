using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Reflect.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.ReflectForYourself;

/// <summary>The ladders that a person can do for themselves, and each with what they did before.</summary>
internal static class ForYourself
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/self", All);
        routes.MapGet("/self/{ladder}", One);
        CheckWithoutAccount.Map(routes);
        KeepReflection.Map(routes);
        ReadReflection.Map(routes);
    }

    /// <summary>The newest version of a ladder that a person can do; null where there is none.</summary>
    public static Ladder? Find(InstrumentLibrary library, string id) => library.LatestLadder(id) is { } ladder && ladder.For.Contains(LadderUse.Person) ? ladder : null;

    /// <summary>What the person did of a ladder, the latest first: a draft before what is finished.</summary>
    public static async Task<IReadOnlyList<SelfReflection>> Mine(HubDb db, Me me, string? ladder, CancellationToken cancel) => !me.IsSomebody ? [] :
        [.. (await db.Read<SelfReflection>().Where(r => r.PersonId == me.Id && (ladder == null || r.Ladder == ladder)).ToListAsync(cancel))
            .OrderBy(r => r.FinishedAt is not null).ThenByDescending(r => r.FinishedAt ?? r.SavedAt)];

    private static async Task<IResult> All(HubDb db, Me me, InstrumentLibrary library, CancellationToken cancel)
    {
        var mine = (await Mine(db, me, null, cancel)).ToLookup(r => r.Ladder);
        return Page.Of<ForYourselfPage>(new ForYourselfPage.Shown(
            [.. library.Ladders.Where(l => l.For.Contains(LadderUse.Person)).OrderByDescending(l => l.WithoutAccount).Select(l => (l, mine[l.Id].FirstOrDefault()))],
            me.IsSomebody));
    }

    private static async Task<IResult> One(string ladder, HubDb db, Me me, InstrumentLibrary library, CancellationToken cancel)
    {
        if (Find(library, ladder) is not { } found) return Page.NotFound();
        var mine = await Mine(db, me, found.Id, cancel);
        return Page.Of<LadderPage>(new LadderPage.Shown(found, me.IsSomebody, mine.FirstOrDefault(r => r.FinishedAt is null),
            [.. mine.Where(r => r.FinishedAt is not null).Select(r => new Earlier(r, library.Ladder(r.Ladder, r.Version)))]));
    }
}

/// <summary>A reflection that was finished.</summary>
/// <param name="Ladder">in the version of then; null where its file is gone</param>
public sealed record Earlier(SelfReflection Reflection, Ladder? Ladder)
{
    public Standing? Standing => Ladder is null ? null : Standing.Of(Ladder, Reflection.Marks);

    public string Path => $"/self/{Reflection.Ladder}/{Reflection.Id}";
}
