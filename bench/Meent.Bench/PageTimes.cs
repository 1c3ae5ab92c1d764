using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Meent.People;

namespace Meent.Bench;

/// <summary>How long pages of a running hub take, one after the other.</summary>
internal static partial class PageTimes
{
    /// <summary>Each path in turn, so many times in all, after thirty that do not count; throws where one is not answered with a page.</summary>
    /// <returns>the 95th percentile, in milliseconds</returns>
    public static async Task<double> Measure(HttpClient client, string name, string[] paths, int times)
    {
        for (var i = 0; i < 30; i++) (await client.GetAsync(new Uri(paths[i % paths.Length], UriKind.Relative))).EnsureSuccessStatusCode();
        var milliseconds = new double[times];
        var bytes = 0;
        for (var i = 0; i < times; i++)
        {
            var watch = Stopwatch.StartNew();
            bytes = (await client.GetByteArrayAsync(new Uri(paths[i % paths.Length], UriKind.Relative))).Length;
            milliseconds[i] = watch.Elapsed.TotalMilliseconds;
        }
        Console.WriteLine($"  {name,-15} p50 {Figures.Percentile(milliseconds, 50),6:N1} ms   p95 {Figures.Percentile(milliseconds, 95),6:N1} ms   max {Figures.Percentile(milliseconds, 100),6:N1} ms   {bytes / 1024.0,5:N1} KB unpacked");
        return Figures.Percentile(milliseconds, 95);
    }

    /// <summary>Signs a demonstration account in; the client keeps its cookie.</summary>
    public static async Task SignIn(HttpClient client, string email)
    {
        var path = new Uri("/sign-in", UriKind.Relative);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = await TokenOf(client, path), ["email"] = email, ["password"] = DemonstrationAccount.Password,
        });
        var answer = await client.PostAsync(path, form);
        if (answer.RequestMessage!.RequestUri!.AbsolutePath == "/sign-in") throw new InvalidOperationException("A demonstration account could not sign in.");
    }

    public static async Task<string> TokenOf(HttpClient client, Uri path) => WebUtility.HtmlDecode(Token().Match(await client.GetStringAsync(path)).Groups[1].Value);

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
