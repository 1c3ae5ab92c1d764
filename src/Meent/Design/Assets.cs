using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Meent.Design;

/// <summary>
/// The style sheet, the script, the fonts and the logo of a hub. All style sheets are one response and all scripts another, put
/// together in memory at the first request, so that a page costs two small requests and no build step.
/// </summary>
/// <remarks>Addresses carry a hash of the content and may be kept for ever.</remarks>
public sealed partial class Assets(Brand brand)
{
    private readonly Lazy<FrozenDictionary<string, Asset>> all = new(() => Read(brand));

    /// <summary>The folder with what is served: wwwroot beside the program.</summary>
    public static string Root { get; } = Path.Combine(AppContext.BaseDirectory, "wwwroot");

    public string Css => Url("meent.css");

    public string Script => Url("meent.js");

    public string Logo => Url("logo.svg");

    /// <summary>The address of a file by its plain name: <c>meent.css</c> → <c>/assets/meent.5d41402abc.css</c>.</summary>
    public string Url(string name) => "/assets/" + all.Value[name].HashedName;

    /// <summary>Answers <c>GET /assets/{name}</c>.</summary>
    public IResult Serve(string name, HttpContext http)
    {
        var hash = HashInName().Match(name);
        if (!all.Value.TryGetValue(hash.Success ? name.Remove(hash.Index, hash.Length) : name, out var asset)) return TypedResults.NotFound();

        // While two versions of a hub serve side by side, a page of one may ask the other for its style sheet: better ours than none.
        http.Response.Headers.CacheControl = asset.HashedName == name ? "public, max-age=31536000, immutable" : "no-cache";
        http.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        var (encoding, body) = asset.For(Accepted(http.Request.Headers.AcceptEncoding));
        if (encoding is not null) http.Response.Headers.ContentEncoding = encoding;
        return TypedResults.Bytes(body, asset.ContentType, entityTag: new EntityTagHeaderValue($"\"{asset.Hash}{encoding}\""));
    }

    private static HashSet<string> Accepted(StringValues header) =>
        StringWithQualityHeaderValue.TryParseList(header, out var list)
            ? [.. list.Where(e => e.Quality is not 0).Select(e => e.Value.ToString())]
            : [];

    private static FrozenDictionary<string, Asset> Read(Brand brand)
    {
        var fonts = Directory.GetFiles(Path.Combine(Root, "vendor"), "*.woff2", SearchOption.AllDirectories)
            .Select(f => new Asset(Path.GetFileName(f), "font/woff2", File.ReadAllBytes(f)))
            .ToDictionary(f => f.Name, StringComparer.Ordinal);
        return fonts.Values
            .Append(new("meent.css", "text/css; charset=utf-8", Encoding.UTF8.GetBytes(StyleSheet(brand, fonts))))
            .Append(new("meent.js", "text/javascript; charset=utf-8", Encoding.UTF8.GetBytes(Scripts())))
            .Append(new("logo.svg", "image/svg+xml", Encoding.UTF8.GetBytes(brand.Logo)))
            .ToFrozenDictionary(a => a.Name, StringComparer.Ordinal);
    }

    /// <summary>Tokens first, then the vendored components, then ours, so that ours win at equal weight.</summary>
    private static string StyleSheet(Brand brand, Dictionary<string, Asset> fonts)
    {
        string Own(string name) => Path.Combine(Root, "css", name + ".css");
        var files = new[] { Own("fonts"), Own("tokens"), Own("tokens-controls"), Path.Combine(brand.Folder, "tokens.css") }
            .Concat(Directory.GetFiles(Path.Combine(Root, "vendor"), "*.css", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            .Concat(new[] { "base", "layout", "forms", "components", "charts", "figures", "questionnaire", "rounds", "places", "ladders", "levels", "thread", "plans", "print" }.Select(Own));
        var css = string.Join("\n", files.Select(File.ReadAllText));
        var packed = CssLine().Replace(CssComment().Replace(css, ""), "\n");
        return AssetUrl().Replace(packed, m => $"url(/assets/{fonts[m.Groups[1].Value].HashedName})");
    }

    /// <summary>Every module is a file of its own without imports; a block keeps the names of one from those of another.</summary>
    private static string Scripts() => string.Concat(
        Directory.GetFiles(Path.Combine(Root, "js"), "*.js").Order(StringComparer.Ordinal).Select(f => $"{{\n{File.ReadAllText(f)}}}\n"));

    [GeneratedRegex(@"(?<=\.)[0-9a-f]{10}\.")]
    private static partial Regex HashInName();

    [GeneratedRegex(@"url\(asset:([^)]+)\)")]
    private static partial Regex AssetUrl();

    [GeneratedRegex(@"\s*\n\s*")]
    private static partial Regex CssLine();

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex CssComment();
}
