using System.Security.Cryptography;
using System.Text;

namespace Meent.Reflect.DrawWave;

/// <summary>A school that can be drawn, and what strata are made of.</summary>
/// <param name="Region">code of its NUTS 2 region: "NL22"; "" where nobody knows</param>
/// <param name="Sector">levels of education in alphabetical order, parted by spaces; "" where nobody knows</param>
public sealed record FrameSchool(Guid Id, string Region, string Sector);

/// <summary>Schools of a frame that are drawn from together.</summary>
/// <param name="Region">null where strata do not part regions</param>
/// <param name="Sector">null where strata do not part kinds of school</param>
/// <param name="Schools">at least one</param>
public sealed record FrameStratum(string? Region, string? Sector, IReadOnlyList<Guid> Schools);

/// <summary>What strata are made of.</summary>
public enum StrataBy { RegionAndSector, Sector, Region, Nothing }

/// <summary>All schools of which some are drawn, in strata.</summary>
/// <param name="Strata">by region, then kind, in the order of the codes</param>
public sealed record WaveFrame(IReadOnlyList<FrameStratum> Strata)
{
    public int Count => Strata.Sum(s => s.Schools.Count);

    public static WaveFrame Of(IEnumerable<FrameSchool> schools, StrataBy by)
    {
        var (regions, sectors) = (by is StrataBy.RegionAndSector or StrataBy.Region, by is StrataBy.RegionAndSector or StrataBy.Sector);
        return new([.. schools.GroupBy(s => (Region: regions ? s.Region : null, Sector: sectors ? s.Sector : null))
            .OrderBy(g => g.Key.Region, StringComparer.Ordinal).ThenBy(g => g.Key.Sector, StringComparer.Ordinal)
            .Select(g => new FrameStratum(g.Key.Region, g.Key.Sector, [.. g.Select(s => s.Id).Distinct().OrderBy(Draw.Text, StringComparer.Ordinal)]))]);
    }

    /// <summary>The same for the same schools in the same strata: SHA-256 of a line "region|kind|id" each, in their order, as 64 hexadecimal digits.</summary>
    public string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var stratum in Strata)
            foreach (var school in stratum.Schools)
                hash.AppendData(Encoding.UTF8.GetBytes($"{stratum.Region}|{stratum.Sector}|{Draw.Text(school)}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
