using Meent.Foundation.Localisation;

namespace Meent.Reflect;

/// <summary>
/// What schools say and state is a figure of the Union only where two of its countries have that same figure. The schools of one country are not the Union, and a number that is read by a program, or taken home in a file, has no sentence
/// beside it that says whose it is. One rule for pages, files, pictures, frames, plans and programs, of editions as of observations.
/// </summary>
public static class UnionOfCountries
{
    public const int Fewest = 2;

    /// <param name="countries">what each country of the Union shows; a figure is told by what it is of, by group and by school year</param>
    /// <returns>what the Union may show</returns>
    public static IReadOnlySet<TFigure> Shown<TFigure>(IEnumerable<IEnumerable<TFigure>> countries) =>
        countries.SelectMany(shown => shown.Distinct()).GroupBy(figure => figure).Where(of => of.Count() >= Fewest).Select(of => of.Key).ToHashSet();

    /// <summary>Where the Union has no figure because of it.</summary>
    public static string Sentence(Texts T) => T["What schools say is shown of the Union where two of its countries have figures."];
}
