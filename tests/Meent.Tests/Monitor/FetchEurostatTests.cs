using System.IO.Compression;
using System.Net;
using System.Text;
using Meent.Monitor;
using Meent.Monitor.FetchEurostat;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Meent.Tests.Monitor;

/// <summary>A service on this machine that answers as Eurostat does.</summary>
public class FetchEurostatTests
{
    private const string Waiting = """{"warning":[{"status":413,"label":"ASYNCHRONOUS_RESPONSE. Your request will be treated asynchronously. Please try again later."}]}""";

    private const string Cube = """
        {"version":"2.0","class":"dataset","label":"Homes with a computer","extension":{"agencyId":"ESTAT","id":"ISOC_CI_CM_H","version":"1.0"},
         "id":["freq","hhtyp","unit","geo","time"],"size":[1,1,1,2,1],
         "dimension":{"freq":{"category":{"index":["A"]}},"hhtyp":{"category":{"index":["TOTAL"]}},"unit":{"category":{"index":["PC_HH"]}},
           "geo":{"category":{"index":["EL","EA20"]}},"time":{"category":{"index":["2017"]}}},
         "value":[71.4,80],"status":{"0":"b"}}
        """;

    private static readonly FetchLimits Quick = new(TimeSpan.FromSeconds(10), 100_000, 3, TimeSpan.FromMilliseconds(10), ThisMachine: true);

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    /// <summary>Answers the first questions with the first answers, and all later ones with the last.</summary>
    private static async Task<(WebApplication Server, List<string> Asked)> Serve(params (int Status, byte[] Body)[] answers)
    {
        var asked = new List<string>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        server.Run(async context =>
        {
            asked.Add(context.Request.Path + context.Request.QueryString);
            var (status, body) = answers[Math.Min(asked.Count, answers.Length) - 1];
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "http://127.0.0.1:1/";
            await context.Response.Body.WriteAsync(body);
        });
        await server.StartAsync();
        return (server, asked);
    }

    private static async Task<ImportObservationsResult> Fetch(TestHub hub, string recipe)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        var result = await scope.ServiceProvider.GetRequiredService<FetchFigures>().Run(recipe, null, false, default);
        return new(result.Problem, result.Observations, result.LeftOut);
    }

    private sealed record ImportObservationsResult(string? Problem, long Observations, long LeftOut);

    private static Task<TestHub> Hub(string address, FetchLimits? limits = null) => TestHub.Start(
        Engine.Sqlite, s => s with { Eurostat = address }, s => s.Replace(ServiceDescriptor.Singleton(new StatisticsService(limits ?? Quick))));

    [Fact]
    public async Task An_answer_that_is_being_prepared_is_asked_for_again_and_may_come_packed_without_saying_so()
    {
        var (server, asked) = await Serve((200, Encoding.UTF8.GetBytes(Waiting)), (200, Packed(Cube)));
        await using var _ = server;
        await using var hub = await Hub(server.Urls.First());
        Assert.Equal(new(null, 1, 1), await Fetch(hub, "homes-with-a-computer"));
        Assert.Equal(2, asked.Count);
        Assert.Equal("/statistics/1.0/data/isoc_ci_cm_h?format=JSON&lang=EN&unit=PC_HH&hhtyp=TOTAL&hhtyp=A1_DCH", asked[0]);
        var greece = Assert.Single(await ObservationImportTests.Ask(hub, (o, place) => o.Of(place, "homes-with-a-computer"), "EL"));
        Assert.Equal(("2017", 71.4m, "b"), (greece.Period, greece.Value, greece.Status));
    }

    [Fact]
    public async Task What_is_no_answer_is_a_sentence_and_nothing_is_written()
    {
        foreach (var (status, body) in new[] { (413, "{}"), (200, Waiting), (302, ""), (404, "<html>no</html>"), (200, new string('x', 200_000)) })
        {
            var (server, asked) = await Serve((status, Encoding.UTF8.GetBytes(body)));
            await using var _ = server;
            await using var hub = await Hub(server.Urls.First());
            var result = await Fetch(hub, "homes-with-a-computer");
            Assert.NotNull(result.Problem);
            Assert.Equal(body == Waiting ? 3 : 1, asked.Count);
            Assert.Equal(0, await hub.Look(db => Task.FromResult(db.Read<Vintage>().Count())));
        }
    }

    [Fact]
    public async Task Nobody_is_asked_without_an_address_and_no_private_network_ever()
    {
        await using (var silent = await Hub("")) Assert.Contains("MEENT_EUROSTAT is not set", (await Fetch(silent, "digital-skills")).Problem);
        var (server, asked) = await Serve((200, Encoding.UTF8.GetBytes(Cube)));
        await using var _ = server;
        await using var hub = await Hub(server.Urls.First().Replace("http:", "https:", StringComparison.Ordinal), Quick with { ThisMachine = false });
        Assert.Contains("no public address", (await Fetch(hub, "homes-with-a-computer")).Problem);
        Assert.Contains("There is no recipe", (await Fetch(hub, "nothing")).Problem);
        Assert.Empty(asked);
    }

    [Theory]
    [InlineData("127.0.0.1", false), InlineData("10.1.2.3", false), InlineData("172.20.0.1", false), InlineData("192.168.1.1", false), InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false), InlineData("0.0.0.0", false), InlineData("224.0.0.1", false), InlineData("::1", false), InlineData("fd00::1", false), InlineData("fe80::1", false)]
    [InlineData("::ffff:10.0.0.1", false), InlineData("2002:a00:1::1", false), InlineData("147.67.34.30", true), InlineData("2a01:7080::1", true)]
    public void An_address_is_public_or_not(string address, bool isPublic) => Assert.Equal(isPublic, StatisticsService.IsPublic(IPAddress.Parse(address)));
}
