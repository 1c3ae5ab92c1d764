using Meent.Reflect.Areas;

namespace Meent.Reflect.ReadFigures;

/// <summary>An edition of a union as everybody reads it.</summary>
public static class UnionEdition
{
    /// <summary>Without what fewer of its countries show than <see cref="UnionOfCountries"/> asks for.</summary>
    /// <param name="edition">of a union</param>
    /// <param name="countries">of each country what this hub and its partners published</param>
    public static Edition Shown(Edition edition, IEnumerable<IEnumerable<Edition>> countries) => Shown(edition, OfEnough(countries));

    /// <inheritdoc cref="Shown(Edition, IEnumerable{IEnumerable{Edition}})"/>
    /// <param name="shown">what enough of its countries show</param>
    internal static Edition Shown(Edition edition, IReadOnlySet<FigureKey> shown) =>
        edition with { Parts = [.. edition.Parts.Select(p => Shown(p, shown))] };

    /// <summary>What enough countries show.</summary>
    internal static IReadOnlySet<FigureKey> OfEnough(IEnumerable<IEnumerable<Edition>> countries) =>
        UnionOfCountries.Shown(countries.Select(of => of.SelectMany(ShownFigure.Of).Where(f => f.Held is null).Select(f => new FigureKey(f.Sector, f.Audience, f.Area, f.Item, f.Version))));

    /// <summary>An area is made of the statements that the union shows: else it would tell what one country says of the others.</summary>
    private static EditionPart Shown(EditionPart part, IReadOnlySet<FigureKey> shown)
    {
        ItemFigure[] items = [.. part.Items.Select(i => i.State != FigureState.Shown || shown.Contains(new(part.Sector, i.Audience, i.Area, i.Item, i.Version)) ? i : new(i.Audience, i.Item, i.Version, i.Area, FigureState.OneCountry))];
        var areas = EditionAreas.Of(items).Select(a => a.State != FigureState.Shown || shown.Contains(new(part.Sector, a.Audience, a.Area, null, 0)) ? a : new(a.Audience, a.Area, FigureState.OneCountry, a.Asked, 0));
        return part with { Areas = [.. areas], Items = items };
    }
}

/// <summary>What a figure of an edition is of.</summary>
/// <param name="Sector">level of education; null for all schools</param>
/// <param name="Item">a statement; null for the area as a whole</param>
/// <param name="Version">of the statement; 0 for an area</param>
public readonly record struct FigureKey(string? Sector, string Audience, string Area, string? Item, int Version);
