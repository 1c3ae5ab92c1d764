namespace Meent.Bench.Shapes;

/// <summary>Which shape of the world is which country of ours.</summary>
internal static class EuropeCodes
{
    /// <summary>ISO 3166-1 numeric → the code that the EU uses. Åland (248) is Finland's.</summary>
    private static readonly Dictionary<string, string> ByNumber = new()
    {
        ["040"] = "AT", ["056"] = "BE", ["100"] = "BG", ["196"] = "CY", ["203"] = "CZ", ["276"] = "DE", ["208"] = "DK", ["233"] = "EE", ["300"] = "EL",
        ["724"] = "ES", ["246"] = "FI", ["248"] = "FI", ["250"] = "FR", ["191"] = "HR", ["348"] = "HU", ["372"] = "IE", ["380"] = "IT", ["440"] = "LT",
        ["442"] = "LU", ["428"] = "LV", ["470"] = "MT", ["528"] = "NL", ["616"] = "PL", ["620"] = "PT", ["642"] = "RO", ["752"] = "SE", ["705"] = "SI",
        ["703"] = "SK", ["826"] = "UK", ["756"] = "CH", ["352"] = "IS", ["438"] = "LI", ["578"] = "NO", ["008"] = "AL", ["070"] = "BA", ["268"] = "GE",
        ["498"] = "MD", ["499"] = "ME", ["807"] = "MK", ["688"] = "RS", ["792"] = "TR", ["804"] = "UA",
    };

    /// <summary>The code of a shape; "" for land that no figure is about.</summary>
    /// <remarks>Kosovo and the north of Cyprus have no number in the file. The whole island is in the Union (Protocol 10 to the treaty of accession of 2003).</remarks>
    public static string Of(string? number, string name) => (number, name) switch
    {
        (null, "Kosovo") => "XK",
        (null, "N. Cyprus") => "CY",
        ({ } n, _) => ByNumber.GetValueOrDefault(n, ""),
        _ => "",
    };
}
