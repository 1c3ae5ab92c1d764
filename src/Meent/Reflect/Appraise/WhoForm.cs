using System.Globalization;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;

namespace Meent.Reflect.Appraise;

/// <summary>Who judges, as typed.</summary>
public sealed record WhoForm(string? Authors, string? People)
{
    public const int LongestAuthors = 200;

    public const int MostPeople = 100;

    public static WhoForm Empty { get; } = new(null, null);

    public static WhoForm Of(Appraisal appraisal) => new(appraisal.Authors, appraisal.People.ToString(CultureInfo.InvariantCulture));

    public static WhoForm From(Posted posted) => new(posted["authors"], posted["people"]);

    /// <returns>null where anything is wrong</returns>
    public (string Authors, int People)? Read(FormErrors errors, Texts T)
    {
        if (Authors is null) errors.Add("authors", T["Write who judges: the result names you."]);
        else if (Authors.Length > LongestAuthors) errors.Add("authors", T["This is longer than {0} characters. Make it shorter.", LongestAuthors]);
        if (!int.TryParse(People, NumberStyles.None, CultureInfo.InvariantCulture, out var people) || people is < 1 or > MostPeople)
            errors.Add("people", T["Give the number of people in figures, from 1 to {0}.", MostPeople]);
        return errors.Any ? null : (string.Join(' ', Authors!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), people);
    }
}
