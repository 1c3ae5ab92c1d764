using System.IO.Compression;
using System.Net;
using AngleSharp.Html.Dom;

namespace Meent.Tests.Design;

public class AssetsTests
{
    [Fact]
    public async Task A_page_weighs_less_than_a_hundred_kilobytes_and_comes_from_one_host()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite, s => s with { Demonstration = true });
        using var visitor = hub.Visitor();
        await visitor.Get("/design");
        var weight = (await visitor.Response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length;
        var addresses = visitor.Page.QuerySelectorAll("link[rel=stylesheet]").Select(l => l.GetAttribute("href")!)
            .Concat(visitor.Page.QuerySelectorAll("script").Select(s => s.GetAttribute("src")!)).ToList();
        Assert.Equal(2, addresses.Count);
        foreach (var address in addresses)
        {
            Assert.StartsWith("/assets/", address, StringComparison.Ordinal);
            var file = await Get(visitor, address, "gzip, br");
            Assert.Equal(["br"], file.Content.Headers.ContentEncoding);
            weight += (await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length;
        }
        Assert.InRange(weight, 20_000, 100_000);
    }

    [Fact]
    public async Task An_asset_is_kept_for_ever_under_its_hash_and_asked_for_again_under_another()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        using var visitor = hub.Visitor();
        await visitor.Get("/");
        var address = ((IHtmlLinkElement)visitor.Page.QuerySelector("link[rel=stylesheet]")!).GetAttribute("href")!;
        Assert.True((await Get(visitor, address, "")).Headers.CacheControl!.MaxAge > TimeSpan.FromDays(300));
        var old = address[..^14] + "0123456789.css";
        Assert.True((await Get(visitor, old, "")).Headers.CacheControl!.NoCache);
        Assert.Equal(HttpStatusCode.NotFound, (await Get(visitor, "/assets/other.css", "")).StatusCode);
    }

    [Fact]
    public async Task What_is_compressed_is_what_is_sent_plain_and_an_unchanged_asset_is_not_sent_again()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        using var visitor = hub.Visitor();
        await visitor.Get("/");
        var address = visitor.Page.QuerySelector("script")!.GetAttribute("src")!;
        var plain = await Get(visitor, address, "");
        Assert.Empty(plain.Content.Headers.ContentEncoding);
        var packed = await Get(visitor, address, "gzip;q=0.5, br;q=0");
        Assert.Equal(["gzip"], packed.Content.Headers.ContentEncoding);
        await using var unpacked = new GZipStream(await packed.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        Assert.Equal(await plain.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), await reader.ReadToEndAsync(TestContext.Current.CancellationToken));

        var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(plain.Headers.ETag!);
        await visitor.Send(again);
        Assert.Equal(HttpStatusCode.NotModified, visitor.Status);
    }

    [Fact]
    public async Task Fonts_and_logo_are_served_and_the_style_sheet_asks_for_nothing_else()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite, s => s with { Brand = "lakeside" });
        using var visitor = hub.Visitor();
        await visitor.Get("/");
        var logo = visitor.Page.QuerySelector("link[rel=icon]")!.GetAttribute("href")!;
        var css = await (await Get(visitor, visitor.Page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!, "")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("#234a9f", css, StringComparison.Ordinal);
        Assert.DoesNotContain("asset:", css, StringComparison.Ordinal);
        var fonts = System.Text.RegularExpressions.Regex.Matches(css, @"url\(([^)]*)\)").Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(2, fonts.Count);
        foreach (var font in fonts) Assert.Equal("font/woff2", (await Get(visitor, font, "br")).Content.Headers.ContentType!.MediaType);
        Assert.Equal("image/svg+xml", (await Get(visitor, logo, "")).Content.Headers.ContentType!.MediaType);
    }

    private static async Task<HttpResponseMessage> Get(Visitor visitor, string address, string encodings)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (encodings.Length > 0) request.Headers.TryAddWithoutValidation("Accept-Encoding", encodings);
        await visitor.Send(request);
        return visitor.Response;
    }
}
