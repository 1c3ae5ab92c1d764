using System.Globalization;
using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.Places.ImportSchools;

/// <summary>A place that the register had before.</summary>
public sealed record KnownSchool(Guid PlaceId, string Value, string Name, string? Town, string Kind, DateOnly? ClosedOn);

/// <summary>How many schools may be missing from a file before it is refused: a share of those that were open, or a number.</summary>
public sealed record ClosingLimit(double? Share, int? Number)
{
    /// <summary>Half a file is the usual reason why more than a tenth is missing.</summary>
    public static ClosingLimit Usual { get; } = new(0.10, null);

    /// <summary>"15%" or "200"; null where it is neither.</summary>
    public static ClosingLimit? Parse(string text)
    {
        if (text.EndsWith('%')) return double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent is >= 0 and <= 100 ? new(percent / 100, null) : null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new(null, number) : null;
    }

    public bool Allows(int missing, int of) => Number is { } most ? missing <= most : missing <= Share * of;

    public override string ToString() => Number is { } most ? most.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{Share * 100:0.#} %");
}

/// <summary>What the whole register and the whole database have in common, before anything is written.</summary>
/// <param name="Missing">open schools that the register had before, and that no row of the file names</param>
/// <param name="Open">how many of its schools were open</param>
/// <param name="Claims">which school of the register stands for a place that was known before</param>
public sealed record ImportSurvey(IReadOnlyList<KnownSchool> Missing, int Open, IReadOnlyDictionary<Guid, RegisterSchool> Claims)
{
    public static async Task<ImportSurvey> Of(HubDb db, RegisterMapping mapping, string country, IReadOnlyList<RowRead> read, MergedRows merged, CancellationToken cancel)
    {
        var known = await Known(db, mapping.Scheme, country, cancel);
        var places = known.ToLookup(k => k.Value, k => k.PlaceId);
        var claims = new Dictionary<Guid, RegisterSchool>();
        foreach (var school in merged.Schools)
            if (school.Ids.SelectMany(i => places[i]).Cast<Guid?>().FirstOrDefault() is { } place) claims.TryAdd(place, school);
        // A row that was refused still says that its school is there.
        var named = read.Select(r => r.Id).Where(i => i.Length > 0).ToHashSet(StringComparer.Ordinal);
        var open = known.Where(k => k.ClosedOn is null && k.Kind == PlaceKind.School).GroupBy(k => k.PlaceId).ToList();
        // Boards are not closed for being missing: several registers name the same ones.
        var missing = open.Where(p => !p.Any(k => named.Contains(k.Value))).Select(p => p.First()).OrderBy(k => k.Value, StringComparer.Ordinal).ToList();
        return new ImportSurvey(missing, open.Count, claims);
    }

    /// <summary>Why schools that are missing are not closed; null where they may be.</summary>
    public string? Problem(ClosingLimit limit, string file, IReadOnlyList<RowRead> read)
    {
        if (Missing.Count == 0) return null;
        if (read.FirstOrDefault(r => r.IsDamaged) is { } damaged)
            return $"{Missing.Count} schools that this register had before are not in {file}, and row {damaged.Line} is damaged, so it could be one of them: {damaged.Why} Mend it and start again.";
        if (limit.Allows(Missing.Count, Open)) return null;
        var share = Math.Ceiling(1000.0 * Missing.Count / Open) / 10;
        return string.Create(CultureInfo.InvariantCulture,
            $"{Missing.Count} of the {Open} schools that this register had before are not in {file} ({share:0.#} %, allowed is {limit}). Most often such a file is only a part of the register. Where they have closed indeed, allow it: --allow-closing {Math.Ceiling(share)}%");
    }

    private static Task<List<KnownSchool>> Known(HubDb db, string scheme, string country, CancellationToken cancel) => db.Database.SqlQuery<KnownSchool>($"""
        select p.place_id as "PlaceId", i.value as "Value", p.name as "Name", p.town as "Town", p.kind as "Kind", p.closed_on as "ClosedOn"
        from places_identifier i join places_place p on p.place_id = i.place_id where i.scheme = {scheme} and i.valid_to is null and p.country = {country} order by p.place_id
        """).ToListAsync(cancel);
}
