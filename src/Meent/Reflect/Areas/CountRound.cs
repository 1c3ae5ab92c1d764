using Meent.Foundation.Data;
using Meent.Places;
using Meent.Reflect.Results;

namespace Meent.Reflect.Areas;

/// <summary>Keeps what a release shows for the areas of its school, in the transaction that closes the round.</summary>
/// <remarks>A row per round and a row per area: no two rounds write the same row, so none waits for another and nothing is lost.</remarks>
internal static class CountRound
{
    public static async Task Add(HubDb db, Release release, CancellationToken cancel)
    {
        var about = release.Round;
        // A few statements that a school chose for itself say nothing about an area, and must not stand in the place of its whole round.
        if (about.IsPulse) return;
        var school = await PlacesModule.Find(db, about.PlaceId, cancel);
        db.Add(new AreaCounter
        {
            PlaceId = about.PlaceId, RoundId = about.Id, Instrument = about.Instrument, Version = about.InstrumentVersion, Period = SchoolYear.Of(about.Closed),
            Profile = about.Profile, ClosedOn = about.Closed, Sector = Sorted(school?.Sector), Demonstration = about.Demonstration,
            Size = SchoolSize.Of(release.Audiences.FirstOrDefault(a => a.Id == "learners")?.Invited), Content = CounterContent.Of(release).ToJson(),
        });
        foreach (var role in new[] { LinkRole.Admin, LinkRole.Board })
            foreach (var area in await PlacesModule.Above(db, about.PlaceId, role, about.Closed, cancel))
                db.Add(new CountedIn { PlaceId = area, RoundId = about.Id, SchoolId = about.PlaceId, Role = role });
    }

    internal static string? Sorted(string? sector) =>
        sector is null ? null : string.Join(' ', sector.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
}
