using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.Areas;

internal static class AreaTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<AreaCounter>(e => { e.ToTable("reflect_counter"); e.HasKey(c => new { c.PlaceId, c.RoundId }); e.HasIndex(c => new { c.Instrument, c.Period }); });
        model.Entity<CountedIn>(e => { e.ToTable("reflect_counter_area"); e.HasKey(c => new { c.PlaceId, c.RoundId }); e.HasIndex(c => c.RoundId); });
        model.Entity<StoredEdition>(e =>
        {
            e.ToTable("reflect_edition");
            e.HasKey(x => new { x.PlaceId, x.Instrument, x.Period, x.Number });
            e.HasIndex(x => new { x.Instrument, x.Period });
        });
    }
}
