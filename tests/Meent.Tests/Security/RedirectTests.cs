using Meent.Foundation.Web;
using Meent.Tests.Authorisation;
using Meent.Tests.House;

namespace Meent.Tests.Security;

/// <summary>No address that comes with a request leads out of this hub.</summary>
public class RedirectTests
{
    private static readonly string[] Evil =
    [
        "//evil.example", "///evil.example", "/\\evil.example", "\\/evil.example", "\\\\evil.example", "/\t/evil.example", "/\n/evil.example", "/\r\nSet-Cookie: a=b", "\t//evil.example", " //evil.example",
        "https://evil.example", "HTTPS://evil.example", "https:evil.example", "https:/evil.example", "//evil.example/%2f..", "/%09/evil.example/..//evil.example", "javascript:alert(1)", "data:text/html,x", "evil.example",
        "/..//evil.example", "/.//evil.example", "/./\\evil.example", "/a/../..//evil.example", "/\0/evil.example", "/\u0085/evil.example", "/\u2028/evil.example", "@evil.example", "/nl//evil.example", "?//evil.example", "",
    ];

    private static readonly string[] Names = ["next", "Next", "returnUrl", "ReturnUrl", "return", "url", "redirect", "back", "to", "from", "continue", "language", "lang", "path"];

    public static IEnumerable<TheoryDataRow<string>> EvilOnes => Evil.Select(e => new TheoryDataRow<string>(e));

    [Theory, MemberData(nameof(EvilOnes))]
    public void A_path_of_this_hub_stays_in_it_as_browsers_read_it(string evil)
    {
        // A browser drops tabs and line ends, reads \ as / and takes out the dots, before it looks for a host.
        var read = string.Concat(Redirect.Local(evil).Where(c => c is not ('\t' or '\r' or '\n'))).Replace('\\', '/');
        Assert.StartsWith("/", read);
        Assert.Equal("hub.example", new Uri(new Uri("https://hub.example/sign-in"), read).Host);
        Assert.False(read.StartsWith("//", StringComparison.Ordinal), read);
        Assert.DoesNotContain(read, char.IsControl);
    }

    [Theory]
    [InlineData("/find?q=a//b")]
    [InlineData("/r/abc#top")]
    [InlineData("/")]
    public void A_path_of_this_hub_is_kept(string path) => Assert.Equal(path, Redirect.Local(path));

    [Fact]
    public async Task No_route_redirects_anywhere_else()
    {
        await using var world = await SecurityWorld.On(Engine.Sqlite);
        var wrong = new List<string>();
        foreach (var caller in new[] { Caller.Nobody, Caller.Operator })
        {
            using var sender = await world.Sender(caller);
            await sender.Token();
            foreach (var row in AuthorisationTable.Read().DistinctBy(r => r.Key))
                foreach (var evil in row.Method == "GET" && world.Queries(row).Contains("next") ? Evil : Evil.Take(5))
                {
                    var query = string.Join('&', Names.Select(n => $"{n}={Uri.EscapeDataString(evil)}"));
                    var address = world.Address(row) is var a && a.Contains('?', StringComparison.Ordinal) ? $"{a}&{query}" : $"{a}?{query}";
                    using var response = row.Method == "GET" ? await sender.Get(address) : await sender.Post(address, Names.Take(3).Select(n => KeyValuePair.Create(n, evil)));
                    if (row.Route is "/sign-out" or "/account/safety") continue;
                    wrong.AddRange(Leads(response).Select(l => $"{caller} {row.Method} {row.Route} {evil} leads to {l}"));
                }
        }
        Found.Nothing(wrong);
    }

    [Fact]
    public async Task Signing_in_with_an_evil_next_ends_in_the_hub()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var noor = await hub.AddPerson("Noor Bakker");
        foreach (var evil in Evil)
        {
            using var sender = new Sender(new HttpClient(hub.Handler()) { BaseAddress = new Uri("http://localhost") });
            using var response = await sender.Post("/sign-in?next=" + Uri.EscapeDataString(evil), [new("email", noor.Email!), new("password", TestHub.Password), new("next", evil)]);
            Assert.True((int)response.StatusCode is 303 or 400, $"{evil}: {(int)response.StatusCode}");
            Assert.Equal([], Leads(response));
        }
    }

    private static IEnumerable<string> Leads(HttpResponseMessage response) =>
        from location in response.Headers.TryGetValues("Location", out var all) ? all : []
        where location.Contains("evil", StringComparison.Ordinal)
        let target = new Uri(new Uri("http://localhost/"), location.Replace('\\', '/'))
        where target.Host != "localhost" || location.Any(char.IsControl) || (location.StartsWith('/') && location.Length > 1 && location[1] is '/' or '\\')
        select location;
}
