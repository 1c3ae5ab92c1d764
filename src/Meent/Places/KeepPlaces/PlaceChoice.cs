using Meent.Design;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Microsoft.EntityFrameworkCore;

namespace Meent.Places.KeepPlaces;

/// <summary>Finds the place that an operator means: chosen while typing, or typed and sent.</summary>
internal sealed class PlaceChoice(HubDb db, PlaceIndex index, PlaceDirectory places)
{
    public const int MostOffered = 12;

    /// <summary>Open places of a kind that the typed words fit.</summary>
    public async Task<IReadOnlyList<Place>> Fitting(string? typed, string kind, string? country, CancellationToken cancel = default)
    {
        var words = Folded.Words(Posted.Clean(typed));
        if (words.Count == 0) return [];
        // Boards and organisations are few: among thousands of schools the index would not offer them.
        if (kind != PlaceKind.School)
        {
            var few = await db.Read<Place>().Where(p => p.Kind == kind && p.ClosedOn == null && (country == null || p.Country == country)).OrderBy(p => p.Name).ToListAsync(cancel);
            var names = (await db.Read<PlaceName>().Join(db.Read<Place>().Where(p => p.Kind == kind && p.ClosedOn == null), n => n.PlaceId, p => p.PlaceId, (n, _) => n).ToListAsync(cancel)).ToLookup(n => n.PlaceId, n => n.Name);
            return [.. few.Where(p => names[p.PlaceId].Append(p.Name).Any(n => Fits($"{n} {p.Town}", words))).Take(MostOffered)];
        }
        var found = (await index.Search(PlaceQuery.Parse(typed), cancel)).Best.Where(f => f.Kind == kind).Select(f => f.PlaceId).ToList();
        var some = await places.Some(found, cancel);
        return [.. found.Where(some.ContainsKey).Select(f => some[f]).Where(p => p.ClosedOn is null).Take(MostOffered)];
    }

    /// <summary>The one place that is meant; with an error beside the field where there is none, or several.</summary>
    /// <param name="field">the box that was typed into; its name with "-id" takes a choice</param>
    public async Task<Place?> One(Posted posted, string field, string kind, string? country, FormErrors errors, Texts T)
    {
        if (Guid.TryParse(posted[field + "-id"], out var id) && await places.Find(id) is { } chosen && chosen.Kind == kind) return chosen;
        var fitting = await Fitting(posted[field], kind, country);
        if (fitting.Count == 1) return fitting[0];
        errors.Add(field, fitting.Count == 0 ? T["Nothing was found. Type a part of the name."] : T["Several fit: {0}. Type more of the name.", string.Join(", ", fitting.Select(p => p.Town is null ? p.Name : $"{p.Name} ({p.Town})"))]);
        return null;
    }

    /// <summary>The country and its regions, to choose where a place lies.</summary>
    public async Task<IReadOnlyList<Choice>> Areas(string? country, CancellationToken cancel = default)
    {
        var areas = await db.Read<Place>().Where(p => p.Country == country && p.ClosedOn == null && (p.Kind == PlaceKind.Country || p.Kind == PlaceKind.Region))
            .GroupJoin(db.Read<PlaceIdentifier>().Where(i => i.ValidTo == null), p => p.PlaceId, i => i.PlaceId, (p, ids) => new { p.PlaceId, p.Kind, p.Name, Code = ids.Min(i => i.Value) }).ToListAsync(cancel);
        return [.. areas.OrderBy(a => a.Kind == PlaceKind.Region).ThenBy(a => a.Code, StringComparer.Ordinal).Select(a => new Choice(a.PlaceId.ToString(), a.Kind == PlaceKind.Region ? $"{a.Code} {a.Name}" : a.Name))];
    }

    private static bool Fits(string named, IReadOnlyList<string> words)
    {
        var text = " " + Folded.Text(named);
        return words.All(w => text.Contains(" " + w, StringComparison.Ordinal));
    }
}
