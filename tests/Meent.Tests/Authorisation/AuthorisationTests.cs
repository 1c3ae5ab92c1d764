using System.Net;
using AngleSharp.Html.Parser;
using Meent.Tests.House;

namespace Meent.Tests.Authorisation;

public class AuthorisationTests(AuthorisationWorld world) : IClassFixture<AuthorisationWorld>
{
    public static IEnumerable<TheoryDataRow<string>> Routes => AuthorisationTable.Read().Select(r => r.ToString()).Distinct().Select(r => new TheoryDataRow<string>(r));

    [Fact]
    public void Every_route_has_a_line_and_every_line_a_route() =>
        Found.Nothing(Differences(world.Routes(), AuthorisationTable.Read()));

    [Fact]
    public void A_route_without_a_line_and_a_line_without_a_route_are_found()
    {
        var rows = AuthorisationTable.Read("GET\t/old\t200\nGET\t/\t200", "planted.tsv");
        Assert.Equal(["no line for POST /new", "no route for GET /old in planted.tsv"], Differences([("GET", "/"), ("POST", "/new")], rows));
    }

    [Theory, MemberData(nameof(Routes))]
    public async Task Each_caller_gets_what_the_table_says(string route)
    {
        var wrong = new List<string>();
        foreach (var row in AuthorisationTable.Read().Where(r => r.ToString() == route))
            foreach (var (caller, expected) in row.Expected)
                wrong.AddRange(await Try(row, caller, expected));
        Found.Nothing(wrong);
    }

    [Fact]
    public async Task A_wrong_expectation_is_found()
    {
        var row = AuthorisationTable.Read("GET\t/\t404", "planted.tsv").Single();
        Assert.Equal(["Nobody: expected 404, got 200"], await Try(row, Caller.Nobody, "404"));
    }

    [Fact]
    public async Task What_was_written_is_found_and_named()
    {
        var before = await world.Contents();
        Assert.Equal(before, await world.Contents());
        await world.Hub.AddSchool("A school that nobody asked for");
        Assert.Contains("places_place", Written(before, await world.Contents()), StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Differences(IReadOnlyCollection<(string Method, string Route)> mapped, IEnumerable<AuthorisationRow> table)
    {
        var rows = table.ToList();
        return
        [
            .. mapped.Except(rows.Select(r => r.Key)).Order().Select(m => $"no line for {m.Method} {m.Route}"),
            .. rows.Where(r => !mapped.Contains(r.Key)).Select(r => $"no route for {r.Method} {r.Route} in {r.File}"),
        ];
    }

    private async Task<IReadOnlyList<string>> Try(AuthorisationRow row, Caller caller, string expected)
    {
        using var client = await world.Client(caller);
        var wrong = new List<string>();
        var before = row.Method == "GET" ? "" : await world.Contents();
        var got = await Ask(client, row.Method, world.Address(row), []);
        if (got != expected) wrong.Add($"{caller}: expected {expected}, got {got}");
        if (row.Method == "GET") return wrong;
        if (await world.Contents() is var after && after != before) wrong.Add($"{caller}: a form without a token changed the database: {Written(before, after)}");
        if (expected is "404" or "sign-in" && await Token(client) is { } token && await Ask(client, row.Method, world.Address(row), token) is var again && again != expected)
            wrong.Add($"{caller}: expected {expected}, got {again} with a valid token");
        return wrong;
    }

    private static string Written(string before, string after) =>
        string.Join(", ", after.Split('\n').Except(before.Split('\n')).Select(line => line.Split(' ')[0]));

    private static async Task<string> Ask(HttpClient client, string method, string address, Dictionary<string, string> fields)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (method != "GET") request.Content = new FormUrlEncodedContent(fields);
        using var response = await client.SendAsync(request);
        var location = response.Headers.Location?.ToString() ?? "";
        if ((int)response.StatusCode is >= 300 and < 400 && location.Contains("/sign-in?", StringComparison.Ordinal)) return "sign-in";
        return ((int)response.StatusCode).ToString();
    }

    // Any page with a form carries a token that is good for every form of that caller.
    private static async Task<Dictionary<string, string>?> Token(HttpClient client)
    {
        foreach (var address in new[] { "/", "/sign-in" })
        {
            using var response = await client.GetAsync(address);
            if (response.StatusCode != HttpStatusCode.OK) continue;
            var page = new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());
            if (page.QuerySelector("input[name='__RequestVerificationToken']")?.GetAttribute("value") is not { } token) continue;
            foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
                client.DefaultRequestHeaders.TryAddWithoutValidation("Cookie", cookie.Split(';')[0]);
            return new() { ["__RequestVerificationToken"] = token };
        }
        return null;
    }
}
