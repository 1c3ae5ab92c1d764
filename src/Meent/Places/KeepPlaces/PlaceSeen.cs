using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.Places.KeepPlaces;

/// <summary>What somebody looked at before they decided, as a short mark in the form: who decides on another state is refused.</summary>
internal static class PlaceSeen
{
    /// <summary>Changes with anything of these places that a page for operators shows: description, links, names, identifiers.</summary>
    public static async Task<string> Of(HubDb db, params Guid[] places)
    {
        var lines = new List<string>();
        foreach (var p in await db.Read<Place>().Where(p => places.Contains(p.PlaceId)).ToListAsync())
            lines.Add(string.Join('|', p.PlaceId, p.Name, p.Town, p.Postcode, p.Address, p.Sector, p.Type, Day(p.OpenedOn), Day(p.ClosedOn)));
        foreach (var l in await db.Read<PlaceLink>().Where(l => places.Contains(l.PlaceId)).ToListAsync())
            lines.Add(string.Join('|', l.PlaceId, l.Role, Day(l.ValidFrom), Day(l.ValidTo), l.ParentId));
        foreach (var n in await db.Read<PlaceName>().Where(n => places.Contains(n.PlaceId)).ToListAsync())
            lines.Add(string.Join('|', n.PlaceId, n.Language, n.Name, n.Kind, Day(n.ValidFrom), Day(n.ValidTo)));
        foreach (var i in await db.Read<PlaceIdentifier>().Where(i => places.Contains(i.PlaceId)).ToListAsync())
            lines.Add(string.Join('|', i.PlaceId, i.Scheme, i.Value, Day(i.ValidFrom), Day(i.ValidTo)));
        var all = string.Join('\n', lines.Order(StringComparer.Ordinal));
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(all)).AsSpan(0, 8));
    }

    private static string Day(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture) ?? "";
}
