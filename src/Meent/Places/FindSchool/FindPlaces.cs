using Meent.Foundation.Localisation;
using Meent.Foundation.Web;

namespace Meent.Places.FindSchool;

/// <summary>Finding one's school by a part of its name and town: a page, and suggestions while somebody types.</summary>
public static class FindPlaces
{
    public static async Task<IResult> Show(string? q, PlaceIndex index, CancellationToken cancel)
    {
        var query = PlaceQuery.Parse(q);
        var typed = q is { Length: > PlaceQuery.Longest } ? q[..PlaceQuery.Longest] : q;
        return Page.Of<FindPage>(new FindPage.Asked(typed?.Trim() ?? "", query.IsEmpty ? null : await index.Search(query, cancel)));
    }

    public static async Task<IResult> Suggest(string? q, PlaceIndex index, CancellationToken cancel)
    {
        var found = await index.Search(PlaceQuery.Parse(q), cancel);
        return Results.Json(found.Best.Select(Suggestion.Of), LocalizedText.Json);
    }

    /// <summary>One entry of the list while somebody types.</summary>
    /// <param name="Detail">what tells schools of one name apart</param>
    /// <param name="Path">the page of the place</param>
    public sealed record Suggestion(Guid Id, string Name, string? Town, string? Country, string Kind, string Detail, string Path)
    {
        /// <summary>The same as <see cref="Path"/>: where the search field goes.</summary>
        public string Href => Path;

        public static Suggestion Of(FoundPlace p) =>
            new(p.PlaceId, p.Name, p.Town, p.Country, p.Kind, Place.Where(p.Address, p.Postcode, p.Town), $"/places/{p.PlaceId}");
    }
}
