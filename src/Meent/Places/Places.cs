using Meent.Foundation;
using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.Places;

/// <summary>Areas and organisations in time-true trees: Union → countries → regions → boards → schools.</summary>
public static class PlacesModule
{
    public static readonly HubModule Module = new("Places")
    {
        Assembly = typeof(PlacesModule).Assembly,
        Model = Model,
        Demonstrate = (services, cancel) => Demonstrate.DemonstrationPlaces.Write(services.GetRequiredService<HubDb>(), cancel),
    };

    /// <summary>The place with this id; null where there is none.</summary>
    public static Task<Place?> Find(HubDb db, Guid placeId, CancellationToken cancel = default) =>
        db.Read<Place>().SingleOrDefaultAsync(p => p.PlaceId == placeId, cancel);

    /// <summary>The places with these ids, by name; ids of none are left out.</summary>
    public static Task<List<Place>> Find(HubDb db, IReadOnlyCollection<Guid> placeIds, CancellationToken cancel = default) =>
        db.Read<Place>().Where(p => placeIds.Contains(p.PlaceId)).OrderBy(p => p.Name).ThenBy(p => p.PlaceId).ToListAsync(cancel);

    private static void Model(ModelBuilder model)
    {
        model.Entity<Place>(e => { e.ToTable("places_place"); e.HasKey(p => p.PlaceId); });
        model.Entity<PlaceLink>(e => { e.ToTable("places_link"); e.HasKey(l => new { l.PlaceId, l.Role, l.ValidFrom }); e.HasIndex(l => l.ParentId); });
        model.Entity<PlaceIdentifier>(e => { e.ToTable("places_identifier"); e.HasKey(i => new { i.PlaceId, i.Scheme, i.Value }); e.HasIndex(i => new { i.Scheme, i.Value }); });
    }
}

/// <summary>The made-up schools of a demonstration hub.</summary>
public static class DemonstrationSchool
{
    public const string Elzenhof = "elzenhof";
    public const string Wilgenroos = "wilgenroos";
    public const string KleineBeuk = "kleine-beuk";
    public const string Molenwiek = "molenwiek";

    public static Guid Board { get; } = Ids.Named("demonstration board");

    public static IReadOnlyList<Guid> All => [Id(Elzenhof), Id(Wilgenroos), Id(KleineBeuk), Id(Molenwiek)];

    public static Guid Id(string school) => Ids.Named("demonstration school " + school);
}

/// <summary>Anything that results and plans can belong to.</summary>
public sealed class Place
{
    public Guid PlaceId { get; init; }

    /// <summary>"union", "country", "region", "board", "school", "organisation"</summary>
    public required string Kind { get; init; }

    public required string Name { get; set; }

    /// <summary>The town that people know it by; null for areas.</summary>
    public string? Town { get; set; }

    public string? Address { get; set; }

    /// <summary>ISO 3166-1 alpha-2 as the EU writes it (EL, UK); null for the Union.</summary>
    public string? Country { get; set; }

    /// <summary>Levels of education, "primary", "secondary", "vocational", "special", parted by spaces; null where unknown.</summary>
    public string? Sector { get; set; }
}

/// <summary>That a place belonged to another, from a day until a day: last year's figures stay right when a school moves.</summary>
public sealed class PlaceLink
{
    public Guid PlaceId { get; init; }

    /// <summary>"admin" or "board"</summary>
    public required string Role { get; init; }

    public DateOnly ValidFrom { get; init; }

    /// <summary>The first day on which it no longer holds; null while it does.</summary>
    public DateOnly? ValidTo { get; set; }

    public Guid ParentId { get; init; }
}

/// <summary>What a register calls a place: scheme ("de-schulnummer", "iso3166") and value.</summary>
public sealed class PlaceIdentifier
{
    public Guid PlaceId { get; init; }

    public required string Scheme { get; init; }

    public required string Value { get; init; }
}
