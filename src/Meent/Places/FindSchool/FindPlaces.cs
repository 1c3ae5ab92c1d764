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

    public static async Task<IResult> Suggest(string? q, PlaceIndex index, Texts T, CancellationToken cancel)
    {
        var found = await index.Search(PlaceQuery.Parse(q), cancel);
        return Results.Json(found.Best.Select(p => Suggestion.Of(p, T)), LocalizedText.Json);
    }

    /// <summary>One entry of the list while somebody types.</summary>
    /// <param name="Detail">what tells schools of one name apart</param>
    /// <param name="Near">it is nearly what was typed, not just that</param>
    /// <param name="Path">the page of the place</param>
    public sealed record Suggestion(Guid Id, string Name, string? Town, string? Country, string Kind, string Detail, bool Near, string Path)
    {
        /// <summary>The same as <see cref="Path"/>: where the search field goes.</summary>
        public string Href => Path;

        public static Suggestion Of(FoundPlace p, Texts T) => new(
            p.PlaceId, p.Name, p.Town, p.Country, p.Kind,
            string.Join(" · ", new[] { PlaceWordsFor.Closed(T, p.ClosedOn), PlaceWordsFor.OtherName(T, p.AlsoNamed), Place.Where(p.Address, p.Postcode, p.Town) }.Where(s => !string.IsNullOrEmpty(s))),
            p.IsNear, $"/places/{p.PlaceId}");
    }
}
