using System.Net;
using System.Text.RegularExpressions;
using Meent.Tests.Authorisation;
using Meent.Tests.House;

namespace Meent.Tests.Security;

/// <summary>What no browser sends: malformed, oversized, of the wrong kind. Every route answers, with no error of ours, and soon.</summary>
public partial class GarbageTests
{
    private static readonly Caller[] Callers = [Caller.Coordinator, Caller.Operator];

    /// <summary>In an address, encoded already.</summary>
    private static readonly string[] InAddress =
    [
        "00000000-0000-0000-0000-000000000000", "not-an-id", "%00", "%FF%FE", "%ED%A0%80", "%EF%BF%BF", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "%F0%9F%98%80", "-1", "99999999999999999999", "%27%20or%20%271%27%3D%271", "%7B0%7D", "a+b%26c%3Dd%23e",
        "%E2%80%AE%E2%80%8F", new('a', 3000),
    ];

    /// <summary>Those that the engines read differently.</summary>
    private static readonly string[] ForDatabases = ["%00", "%ED%A0%80", "%EF%BF%BF", "99999999999999999999"];

    private static readonly string[] InFields =
    [
        "", "\0", "a\r\nb: c", "<script>alert(1)</script>", "\uFFFF\uFFFE\uFEFF", "\uD83D\uDE00\u202E", "99999999999999999999", "-1", "1e400", "9999-12-31", "0001-01-01", "00000000-0000-0000-0000-000000000000", "{0} {9}", "' or '1'='1", new('x', 100_000),
    ];

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Any_address_is_answered(Engine engine)
    {
        await using var world = await SecurityWorld.On(engine);
        var wrong = new List<string>();
        foreach (var caller in Callers)
        {
            using var sender = await world.Sender(caller);
            foreach (var row in AuthorisationTable.Read().Where(r => r.Method == "GET").DistinctBy(r => r.Key))
                foreach (var address in Addresses(world, row, engine == Engine.Sqlite ? InAddress : ForDatabases))
                    await Note(wrong, $"{caller} GET {address}", sender.Get(address));
        }
        Found.Nothing(wrong);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Any_value_in_any_field_of_any_form_is_answered(Engine engine)
    {
        await using var world = await SecurityWorld.On(engine);
        var (wrong, tried) = (new List<string>(), 0);
        foreach (var caller in Callers.Append(Caller.Nobody))
            foreach (var form in await world.Forms(caller))
            {
                // One sender for each form: some end the session.
                using var sender = await world.Sender(caller);
                foreach (var (field, _) in form.Fields.DistinctBy(f => f.Key).Take(25))
                    foreach (var value in InFields.Where((_, n) => (n + tried++) % 4 == 0))
                        await Note(wrong, $"{caller} {form.Action} {field}={Shown(value)}", sender.Post(form.Action, form.Fields.Select(f => f.Key == field ? new(field, value) : f)));
            }
        Assert.True(tried > 1000, $"{tried} values");
        Found.Nothing(wrong);
    }

    [Fact]
    public async Task Any_body_is_answered()
    {
        await using var world = await SecurityWorld.On(Engine.Sqlite);
        var wrong = new List<string>();
        var fields = (await world.Forms(Caller.Coordinator)).Concat(await world.Forms(Caller.Operator)).SelectMany(f => f.Fields).Select(f => f.Key).Distinct().ToList();
        foreach (var caller in Callers)
            foreach (var row in AuthorisationTable.Read().Where(r => r.Method == "POST").DistinctBy(r => r.Key))
            {
                using var sender = await world.Sender(caller);
                var token = $"{Sender.TokenField}={await sender.Token()}";
                foreach (var (name, content) in Bodies(token, fields))
                    await Note(wrong, $"{caller} POST {row.Route}, {name}", sender.Post(world.Address(row), content));
            }
        Found.Nothing(wrong);
    }

    private static IEnumerable<(string Name, HttpContent Content)> Bodies(string token, IReadOnlyList<string> fields)
    {
        const string Form = "application/x-www-form-urlencoded";
        yield return ("every field that any form has", Sender.Raw(string.Join('&', fields.Select(f => f + "=%E2%80%AE1")) + "&" + token, Form));
        yield return ("every field twice", Sender.Raw(string.Join('&', fields.Concat(fields).Select(f => f + "=x")) + "&" + token, Form));
        yield return ("a megabyte in one field", Sender.Raw($"{token}&act=x&name={new string('x', 1 << 20)}", Form));
        yield return ("thousands of fields", Sender.Raw(token + string.Concat(Enumerable.Range(0, 5000).Select(n => $"&f{n}=1")), Form));
        yield return ("no UTF-8", Sender.Raw(token + "&name=%FF%FE&act=%ED%A0%80&%C0%80=1&email=\u00ff\u00fe&%=%&==&&", Form));
        yield return ("another alphabet", Sender.Raw(token + "&name=x", Form + "; charset=utf-7"));
        yield return ("deep JSON", Sender.Raw(new string('[', 50_000), "application/json"));
        yield return ("a word", Sender.Raw("x", "text/plain"));
        yield return ("nothing", Sender.Raw("", ""));
        yield return ("parts without a border", Sender.Raw("--x\r\n\r\n--x--", "multipart/form-data"));
        yield return ("parts that do not end", Sender.Raw("--x\r\nContent-Disposition: form-data; name=\"act\"\r\n\r\nx", "multipart/form-data; boundary=x"));
        yield return ("parts with long heads", Sender.Raw($"--x\r\nContent-Disposition: form-data; name=\"{new string('a', 70_000)}\"\r\n\r\nx\r\n--x--", "multipart/form-data; boundary=x"));
        yield return ("a part without a name", Sender.Raw("--x\r\nContent-Disposition: form-data\r\n\r\nx\r\n--x--\r\n", "multipart/form-data; boundary=x"));
    }

    private static IEnumerable<string> Addresses(SecurityWorld world, AuthorisationRow row, string[] values)
    {
        foreach (var value in values)
        {
            // A server refuses NUL in a path before anybody here sees it.
            if (value != "%00" && row.Route.Contains('{', StringComparison.Ordinal)) yield return Parameter().Replace(row.Route, value.Replace("$", "$$", StringComparison.Ordinal));
            if (world.Queries(row) is { Count: > 0 } names) yield return $"{world.Address(row).Split('?')[0]}?{string.Join('&', names.Select(n => $"{n}={value}"))}";
        }
        yield return $"{world.Address(row).Split('?')[0]}?&=&%=%FF&[]=1&a[b]=c&{new string('q', 2000)}";
    }

    private static async Task Note(List<string> wrong, string asked, Task<HttpResponseMessage> answer)
    {
        try
        {
            using var response = await answer.WaitAsync(TimeSpan.FromSeconds(60));
            if ((int)response.StatusCode >= 500 && response.StatusCode != HttpStatusCode.ServiceUnavailable) wrong.Add($"{Shown(asked)}: {(int)response.StatusCode}");
        }
        catch (Exception e) when (e is TimeoutException or HttpRequestException or InvalidOperationException or IOException)
        {
            wrong.Add($"{Shown(asked)}: {e.GetType().Name} {e.Message}");
        }
    }

    private static string Shown(string text) => string.Concat(text.Length > 200 ? text[..200] : text).Replace("\0", "NUL", StringComparison.Ordinal);

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
