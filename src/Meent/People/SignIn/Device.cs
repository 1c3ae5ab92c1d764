using Meent.Foundation.Localisation;

namespace Meent.People;

/// <summary>What a browser calls itself, cut down to two words that a person knows their device by.</summary>
internal static class Device
{
    // The first that fits counts: most browsers claim to be the older ones as well.
    private static readonly (string Sign, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Vivaldi/", "Vivaldi"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"), ("Chromium/", "Chromium"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Sign, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"), ("Mac OS X", "macOS"), ("Linux", "Linux"),
    ];

    /// <returns>("Firefox", "Windows"); null for what it does not tell</returns>
    public static (string? Browser, string? System) Of(string? userAgent) => (Find(Browsers, userAgent), Find(Systems, userAgent));

    /// <summary>"Firefox on Windows", in the reader's language.</summary>
    public static string Name(string? browser, string? system, Texts T) => (browser, system) switch
    {
        ({ } b, { } s) => T["{0} on {1}", b, s],
        (null, null) => T["An unknown device"],
        _ => browser ?? system!,
    };

    private static string? Find((string Sign, string Name)[] known, string? text) =>
        text is null ? null : known.FirstOrDefault(k => text.Contains(k.Sign, StringComparison.Ordinal)).Name;
}
