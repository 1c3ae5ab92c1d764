using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.Places;

/// <summary>Fills the list of near words once, on a hub whose places came before the list did.</summary>
internal static class IndexOnStart
{
    private const int Part = 2000;

    /// <returns>what <c>serve</c> says; null where there was nothing to do</returns>
    public static async Task<string?> Fill(IServiceProvider services, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var (db, index) = (scope.ServiceProvider.GetRequiredService<HubDb>(), scope.ServiceProvider.GetRequiredService<PlaceIndex>());
        if (await db.Database.SqlQuery<string>($"select word as \"Value\" from places_search_near limit 1").AnyAsync(cancel)) return null;
        string[] kinds = [PlaceKind.School, PlaceKind.Board, PlaceKind.Organisation];
        var places = await db.Read<Place>().Where(p => kinds.Contains(p.Kind)).OrderBy(p => p.PlaceId).Select(p => p.PlaceId).ToListAsync(cancel);
        if (places.Count == 0) return null;
        // All or nothing: a list that is there counts as a whole one at the next start.
        await db.InTransaction(async () =>
        {
            foreach (var part in places.Chunk(Part)) await index.Write(part, cancel);
        }, cancel);
        return $"{places.Count} places can be found now with one wrong letter, too.";
    }
}
