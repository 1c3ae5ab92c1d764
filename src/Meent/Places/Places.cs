using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Places.Demonstrate;
using Meent.Places.FindSchool;
using Meent.Places.ImportSchools;
using Meent.Places.ShowPlace;
using Microsoft.EntityFrameworkCore;

namespace Meent.Places;

/// <summary>Areas and organisations in time-true trees: Union → countries → regions → boards → schools.</summary>
public static class PlacesModule
{
    public static readonly HubModule Module = new("Places")
    {
        Assembly = typeof(PlacesModule).Assembly,
        Model = Model,
        Demonstrate = DemonstrationPlaces.Write,
        Services = Services,
        Routes = Routes,
        Menu = [new MenuEntry(20, "Find", "/find")],
        Commands = host => [ImportCommand.Of(host)],
    };

    /// <summary>The place with this id; null where there is none.</summary>
    public static Task<Place?> Find(HubDb db, Guid placeId, CancellationToken cancel = default) =>
        db.Read<Place>().SingleOrDefaultAsync(p => p.PlaceId == placeId, cancel);

    /// <summary>The places with these ids, by name; ids of none are left out.</summary>
    public static Task<List<Place>> Find(HubDb db, IReadOnlyCollection<Guid> placeIds, CancellationToken cancel = default) =>
        db.Read<Place>().Where(p => placeIds.Contains(p.PlaceId)).OrderBy(p => p.Name).ThenBy(p => p.PlaceId).ToListAsync(cancel);

    /// <summary>Links in a role that hold on a day, for other modules to join with: the schools of a board are those with it as parent in <see cref="LinkRole.Board"/>.</summary>
    public static IQueryable<PlaceLink> LinksOn(HubDb db, string role, DateOnly day) =>
        db.Read<PlaceLink>().Where(l => l.Role == role && l.ValidFrom <= day && (l.ValidTo == null || l.ValidTo > day));

    private static void Services(IServiceCollection services, Settings settings)
    {
        services.AddScoped<PlaceDirectory>();
        services.AddScoped<PlaceIndex>();
    }

    private static void Routes(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/find", FindPlaces.Show);
        routes.MapGet("/api/places", FindPlaces.Suggest);
        routes.MapGet("/places/{placeId:guid}", ShowPlaceRoute.Show);
    }

    private static void Model(ModelBuilder model)
    {
        model.Entity<Place>(e => { e.ToTable("places_place"); e.HasKey(p => p.PlaceId); });
        model.Entity<PlaceName>(e => { e.ToTable("places_name"); e.HasKey(n => new { n.PlaceId, n.Language, n.Name }); });
        model.Entity<PlaceLink>(e => { e.ToTable("places_link"); e.HasKey(l => new { l.PlaceId, l.Role, l.ValidFrom }); e.HasIndex(l => l.ParentId); });
        model.Entity<PlaceIdentifier>(e => { e.ToTable("places_identifier"); e.HasKey(i => new { i.PlaceId, i.Scheme, i.Value }); e.HasIndex(i => new { i.Scheme, i.Value }); });
        ImportRun.Map(model);
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

    /// <summary>One of <see cref="PlaceKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Its name in its own language; see <see cref="PlaceName"/> for others.</summary>
    public required string Name { get; set; }

    /// <summary>The town that people know it by; null for areas and where the register has none.</summary>
    public string? Town { get; set; }

    public string? Postcode { get; set; }

    /// <summary>Street and number.</summary>
    public string? Address { get; set; }

    /// <summary>ISO 3166-1 alpha-2 as the EU writes it (EL, UK); null for the Union.</summary>
    public string? Country { get; set; }

    /// <summary>Levels of education, "primary", "secondary", "vocational", "special", parted by spaces; null where unknown.</summary>
    public string? Sector { get; set; }

    /// <summary>Levels of education by the International Standard Classification (ISCED 2011), "0" to "8", parted by spaces; null where unknown.</summary>
    public string? Isced { get; set; }

    /// <summary>"Rombacher Straße 30, 73430 Aalen", as far as it is known; "" where nothing is.</summary>
    public static string Where(string? address, string? postcode, string? town) =>
        string.Join(", ", new[] { address, string.Join(' ', new[] { postcode, town }.Where(s => s is not null)) }.Where(s => !string.IsNullOrEmpty(s)));
}

/// <summary>The kinds of places.</summary>
public static class PlaceKind
{
    public const string Union = "union";
    public const string Country = "country";
    public const string Region = "region";
    public const string Board = "board";
    public const string School = "school";
    public const string Organisation = "organisation";

    /// <summary>Whether somebody can speak for it: schools, boards and other organisations; nobody speaks for an area.</summary>
    public static bool CanBeSpokenFor(string kind) => kind is School or Board or Organisation;
}

/// <summary>The roles of a <see cref="PlaceLink"/>.</summary>
public static class LinkRole
{
    /// <summary>In which area it lies: school or board → region → country → Union.</summary>
    public const string Admin = "admin";

    /// <summary>Which board runs the school.</summary>
    public const string Board = "board";
}

/// <summary>What a place is called in another language, or is called as well.</summary>
public sealed class PlaceName
{
    public Guid PlaceId { get; init; }

    /// <summary>BCP 47 tag: "nl"</summary>
    public required string Language { get; init; }

    public required string Name { get; init; }
}

/// <summary>That a place belonged to another, from a day until a day: last year's figures stay right when a school moves.</summary>
public sealed class PlaceLink
{
    public Guid PlaceId { get; init; }

    /// <summary>One of <see cref="LinkRole"/>.</summary>
    public required string Role { get; init; }

    public DateOnly ValidFrom { get; init; }

    /// <summary>The first day on which it no longer holds; null while it does.</summary>
    public DateOnly? ValidTo { get; set; }

    public Guid ParentId { get; set; }

    public bool HoldsOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day < ValidTo);
}

/// <summary>What a register calls a place: scheme ("de-schulnummer", "eu-country") and value.</summary>
public sealed class PlaceIdentifier
{
    public Guid PlaceId { get; init; }

    public required string Scheme { get; init; }

    public required string Value { get; init; }
}

/// <summary>What other modules offer on the page of a place; they register it as a service.</summary>
/// <param name="Offer">a link in the reader's language, or null where this visitor has nothing to do there</param>
public sealed record PlaceAction(int Order, Func<HttpContext, Place, Design.SiteLink?> Offer);
