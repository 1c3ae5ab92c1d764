using Meent.People;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.People;

public class TriesTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Requests_that_count_the_same_limits_in_another_order_do_not_wait_for_each_other(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        Limit[] limits = [.. Enumerable.Range(0, 6).Select(i => new Limit("test", $"subject {i}", 1000, TimeSpan.FromHours(1)))];
        Limit[] reversed = [.. limits.Reverse()];
        await Task.WhenAll(Enumerable.Range(0, 40).Select(n => Task.Run(async () =>
        {
            await using var scope = hub.Services.CreateAsyncScope();
            var tries = scope.ServiceProvider.GetRequiredService<Tries>();
            for (var i = 0; i < 5; i++) Assert.Null(await tries.Take(n % 2 == 0 ? limits : reversed));
            if (n % 10 == 0) await tries.Forget(reversed);
        })));
    }
}
