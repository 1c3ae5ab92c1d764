using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Meent.Foundation.Web;

/// <summary>One page of a list.</summary>
/// <param name="Page">1 … <paramref name="Pages"/></param>
/// <param name="All">how many there are on all pages</param>
public sealed record Paged<T>(IReadOnlyList<T> Lines, int Page, int Pages, int All)
{
    public Paged<TOther> Select<TOther>(Func<T, TOther> make) => new([.. Lines.Select(make)], Page, Pages, All);
}

/// <summary>Cuts lists into pages.</summary>
public static class Paging
{
    /// <param name="list">in order</param>
    /// <param name="page">as it stands in the address; the nearest page there is, whatever was typed</param>
    public static async Task<Paged<T>> Page<T>(this IQueryable<T> list, string? page, int perPage)
    {
        var all = await list.CountAsync();
        var (at, pages) = At(page, all, perPage);
        return new(await list.Skip((at - 1) * perPage).Take(perPage).ToListAsync(), at, pages, all);
    }

    /// <inheritdoc cref="Page{T}(IQueryable{T}, string?, int)"/>
    public static Paged<T> Page<T>(this IReadOnlyList<T> list, string? page, int perPage)
    {
        var (at, pages) = At(page, list.Count, perPage);
        return new([.. list.Skip((at - 1) * perPage).Take(perPage)], at, pages, list.Count);
    }

    private static (int At, int Pages) At(string? page, int all, int perPage)
    {
        var pages = Math.Max(1, (all + perPage - 1) / perPage);
        return (Math.Clamp(int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 1, 1, pages), pages);
    }
}
