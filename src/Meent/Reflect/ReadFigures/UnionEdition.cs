using Meent.Reflect.Areas;

namespace Meent.Reflect.ReadFigures;

/// <summary>An edition of a union as everybody reads it.</summary>
public static class UnionEdition
{
    /// <summary>Without what fewer of its countries show than <see cref="UnionOfCountries"/> asks for.</summary>
    /// <param name="edition">of a union</param>
    /// <param name="countries">of each country what this hub and its partners published</param>
    public static Edition Shown(Edition edition, IEnumerable<IEnumerable<Edition>> countries)
    {
        var shown = UnionOfCountries.Shown(countries.Select(of => of.SelectMany(ShownFigure.Of).Where(f => f.Held is null).Select(f => (f.Sector, f.Audience, f.Area, f.Item, f.Version))));
        return edition with
        {
            Parts =
            [
                .. edition.Parts.Select(p => p with
                {
                    Areas = [.. p.Areas.Select(a => a.State != FigureState.Shown || shown.Contains((p.Sector, a.Audience, a.Area, null, 0)) ? a : new(a.Audience, a.Area, FigureState.OneCountry, a.Asked, 0))],
                    Items = [.. p.Items.Select(i => i.State != FigureState.Shown || shown.Contains((p.Sector, i.Audience, i.Area, i.Item, i.Version)) ? i : new(i.Audience, i.Item, i.Version, i.Area, FigureState.OneCountry))],
                }),
            ],
        };
    }
}
