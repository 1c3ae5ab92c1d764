using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Places;
using Meent.Reflect.Areas;
using Meent.Reflect.Federate;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.ReadFigures;

/// <summary>What of a union's editions its countries have too, see <see cref="UnionOfCountries"/>: decided where it is read, so it holds for editions from before as well.</summary>
internal sealed class UnionFigures(HubDb db, PartnerFigures partners, KeptUnion kept, TimeProvider clock)
{
    /// <summary>A page asks more than once.</summary>
    private readonly Dictionary<Guid, List<(Guid Country, FigureSubject Subject)>> asked = [];

    /// <summary>Of which questionnaires and school years a union has figures.</summary>
    public async Task<IReadOnlySet<FigureSubject>> Subjects(Guid union, CancellationToken cancel) =>
        UnionOfCountries.Shown((await Of(union, cancel)).GroupBy(s => s.Country, s => s.Subject));

    /// <summary>Countries of a union that have figures on anything.</summary>
    public async Task<IReadOnlyCollection<Guid>> With(Guid union, CancellationToken cancel) => [.. (await Of(union, cancel)).Select(s => s.Country).Distinct()];

    /// <summary>An edition of a union, without what fewer of its countries show.</summary>
    public async Task<Edition> Shown(Guid union, Edition edition, CancellationToken cancel)
    {
        var (countries, instrument, period) = (await Countries(union, cancel), edition.About.Instrument, edition.About.Period);
        var own = db.Read<StoredEdition>().Where(e => countries.Contains(e.PlaceId) && e.Instrument == instrument && e.Period == period)
            .Where(e => !db.Read<StoredEdition>().Any(x => x.PlaceId == e.PlaceId && x.Instrument == e.Instrument && x.Period == e.Period && x.Number > e.Number));
        var theirs = partners.Rows.Where(f => countries.Contains(f.PlaceId) && f.Instrument == instrument && f.Period == period);
        var editions = (await own.Select(e => new { e.PlaceId, e.Number }).ToListAsync(cancel)).Select(e => new EditionKey(e.PlaceId, e.Number))
            .Concat((await theirs.Select(f => new { f.PlaceId, f.Number, f.Partner, f.AreaId, f.ReceivedAt }).ToListAsync(cancel)).Select(f => new EditionKey(f.PlaceId, f.Number, f.Partner, f.AreaId, f.ReceivedAt)));
        return UnionEdition.Shown(edition, await kept.Of((union, instrument, period), editions.ToHashSet(), async () =>
        {
            var contents = (await own.Select(e => new { e.PlaceId, e.Content }).ToListAsync(cancel)).Concat(await theirs.Select(f => new { f.PlaceId, f.Content }).ToListAsync(cancel));
            return UnionEdition.OfEnough(contents.GroupBy(e => e.PlaceId).Select(g => g.Select(e => Edition.FromJson(e.Content))));
        }));
    }

    private async Task<List<(Guid Country, FigureSubject Subject)>> Of(Guid union, CancellationToken cancel)
    {
        if (asked.TryGetValue(union, out var known)) return known;
        var countries = await Countries(union, cancel);
        var own = await db.Read<StoredEdition>().Where(e => countries.Contains(e.PlaceId)).Select(e => new { e.PlaceId, e.Instrument, e.Period }).Distinct().ToListAsync(cancel);
        var theirs = await partners.Rows.Where(f => countries.Contains(f.PlaceId)).Select(f => new { f.PlaceId, f.Instrument, f.Period }).Distinct().ToListAsync(cancel);
        return asked[union] = [.. own.Concat(theirs).Select(s => (s.PlaceId, new FigureSubject(s.Instrument, s.Period)))];
    }

    private Task<List<Guid>> Countries(Guid union, CancellationToken cancel) =>
        PlacesModule.LinksOn(db, LinkRole.Admin, clock.Today()).Where(l => l.ParentId == union).Select(l => l.PlaceId).ToListAsync(cancel);
}
