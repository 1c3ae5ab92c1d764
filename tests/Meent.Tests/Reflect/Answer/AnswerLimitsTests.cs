using System.Net;
using Meent.Foundation;
using Meent.Reflect.Answer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Reflect.Answer;

public class AnswerLimitsTests
{
    private static readonly IPAddress School = IPAddress.Parse("203.0.113.7");

    [Fact]
    public void A_large_school_behind_one_address_sends_in_one_minute_and_a_flood_is_stopped()
    {
        using var limits = new AnswerLimits(new Settings());
        Assert.All(Enumerable.Range(0, 3_000), _ => Assert.True(limits.MaySend(School)));
        var sent = 3_000;
        while (limits.MaySend(School) && sent < 20_000) sent++;
        Assert.InRange(sent, 6_000, 7_000);
        Assert.True(limits.MaySend(IPAddress.Parse("203.0.113.8")));
    }

    [Fact]
    public void Sixty_children_may_mistype_and_a_guesser_is_stopped()
    {
        using var limits = new AnswerLimits(new Settings());
        for (var i = 0; i < 240; i++) Miss(limits, School);
        Assert.True(limits.MayLook(School));
        for (var i = 0; i < 100; i++) Miss(limits, School);
        Assert.False(limits.MayLook(School));
        Assert.True(limits.MayLook(IPAddress.Parse("203.0.113.8")));
    }

    [Fact]
    public void The_proxy_on_this_machine_stands_for_everybody_and_is_not_counted()
    {
        using var limits = new AnswerLimits(new Settings { AnswersPerMinute = 60 });
        foreach (var here in new[] { IPAddress.Loopback, IPAddress.IPv6Loopback, IPAddress.Loopback.MapToIPv6(), null })
        {
            for (var i = 0; i < 400; i++) Miss(limits, here);
            Assert.True(limits.MayLook(here));
            Assert.All(Enumerable.Range(0, 100), _ => Assert.True(limits.MaySend(here)));
        }
    }

    [Fact]
    public void One_network_of_IPv6_counts_as_one_address()
    {
        using var limits = new AnswerLimits(new Settings { AnswersPerMinute = 60 });
        var allowed = Enumerable.Range(0, 200).Count(i => limits.MaySend(IPAddress.Parse($"2001:db8:1:2::{i + 1:x}")));
        Assert.InRange(allowed, 60, 70);
        Assert.True(limits.MaySend(IPAddress.Parse("2001:db8:1:3::1")));
    }

    [Fact]
    public void Without_a_number_there_is_no_limit()
    {
        using var limits = new AnswerLimits(new Settings { AnswersPerMinute = 0 });
        Assert.All(Enumerable.Range(0, 20_000), _ => Assert.True(limits.MaySend(School)));
    }

    [Fact]
    public async Task Who_is_stopped_keeps_what_was_chosen()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite, s => s with { AnswersPerMinute = 1 }, services => services.AddSingleton<IStartupFilter>(new FromSchool()));
        var round = await hub.OpenRound(await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna de Vries"));
        var (visitor, path) = (hub.Visitor(), round.Link("teachers"));
        for (var person = 0; person < 2; person++)
        {
            await visitor.Get(path);
            var first = visitor.Page.QuerySelector("form[method=post] input[type=radio]")!.GetAttribute("name")!;
            await visitor.Post(new() { [first] = "4" });
        }
        Assert.Equal(429, (int)visitor.Status);
        Assert.Equal("4", Assert.Single(visitor.Page.QuerySelectorAll("input[checked]")).GetAttribute("value"));
    }

    private sealed class FromSchool : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, go) =>
            {
                context.Connection.RemoteIpAddress = School;
                return go(context);
            });
            next(app);
        };
    }

    private static void Miss(AnswerLimits limits, IPAddress? address)
    {
        if (limits.MayLook(address)) limits.Missed(address);
    }
}
