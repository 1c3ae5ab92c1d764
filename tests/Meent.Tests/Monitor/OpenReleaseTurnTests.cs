using System.Data.Common;
using Meent.Foundation.Data;
using Meent.Monitor;
using Meent.Monitor.ReadReleases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Monitor;

/// <summary>What others do while figures are opened before their day neither tells what is still closed nor closes them again.</summary>
public class OpenReleaseTurnTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task What_was_opened_while_it_was_counted_is_counted_again(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await hub.AddVintage([("NL", "2021", 78.25m)], embargoUntil: Day(hub, 30));
        await hub.AddVintage([("NL", "2021", 80m)], embargoUntil: Day(hub, 60));
        await hub.Look(async db => await db.Set<ReleaseCount>().ExecuteDeleteAsync() + await db.Set<KeptRevision>().ExecuteDeleteAsync());
        await using var scope = hub.Services.CreateAsyncScope();
        var now = hub.Clock.GetUtcNow().UtcDateTime;
        var meanwhile = new Meanwhile("order by abs", () => hub.Look(db => db.Set<Vintage>().Where(v => v.Number == 2).ExecuteUpdateAsync(v => v.SetProperty(x => x.EmbargoUntil, now))));
        var options = new DbContextOptionsBuilder<HubDb>(scope.ServiceProvider.GetRequiredService<DbContextOptions<HubDb>>()).AddInterceptors(meanwhile).Options;
        await using var db = new HubDb(options, hub.Services.GetRequiredService<HubModel>(), hub.Services.GetRequiredService<WriteGate>());
        await new ReleaseSummary(db, new Observations(db, hub.Clock)).CatchUp(TestContext.Current.CancellationToken);
        Assert.True(meanwhile.IsDone);
        await hub.CountReleases();
        using var visitor = hub.Visitor();
        Assert.Contains("As before", (await visitor.Get("/releases/2")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("78.25", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(0, await hub.CountReleases());
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Nothing_is_opened_while_an_import_says_what_stays_closed(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await hub.AddVintage([("NL", "2021", 78.25m)], embargoUntil: Day(hub, 30));
        var olga = await hub.AddPerson("Olga", isOperator: true);
        await using AsyncServiceScope importing = hub.Services.CreateAsyncScope(), other = hub.Services.CreateAsyncScope();
        Task<bool>? opening = null;
        await importing.ServiceProvider.GetRequiredService<HubDb>().InTransaction(async () =>
        {
            await importing.ServiceProvider.GetRequiredService<ObservationWriter>().Begin(new("oecd", "csv", 0));
            opening = other.ServiceProvider.GetRequiredService<OpenRelease>().Open(1, olga.Id, TestContext.Current.CancellationToken);
            await Task.WhenAny(opening, Task.Delay(TimeSpan.FromMilliseconds(700), TestContext.Current.CancellationToken));
            Assert.False(opening.IsCompleted);
        }, TestContext.Current.CancellationToken);
        Assert.True(await opening!);
    }

    [Fact]
    public async Task A_later_release_that_is_still_closed_is_counted_against_what_was_opened()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await hub.AddVintage([("NL", "2021", 78.25m)], embargoUntil: Day(hub, 60));
        await hub.AddVintage([("NL", "2021", 80m)], embargoUntil: Day(hub, 30));
        // This one was there for everybody while the first was closed: what is told of it stays.
        await hub.AddVintage([("NL", "2021", 81m)]);
        using var olga = await hub.SignedIn(await hub.AddPerson("Olga", isOperator: true));
        await olga.Get("/releases/1");
        await olga.Post([], "form[action='/releases/1/open']");
        hub.Clock.Advance(TimeSpan.FromDays(31));
        using var visitor = hub.Visitor();
        Assert.Contains("78.25", (await visitor.Get("/releases/2")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("78.25", (await visitor.Get("/releases/3")).Text, StringComparison.Ordinal);
    }

    private static DateTime Day(TestHub hub, int days) => hub.Clock.GetUtcNow().UtcDateTime.AddDays(days);

    /// <summary>Does something once, when a question with a certain word was asked.</summary>
    private sealed class Meanwhile(string word, Func<Task> act) : DbCommandInterceptor
    {
        public bool IsDone { get; private set; }

        public override async ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            if (!IsDone && command.CommandText.Contains(word, StringComparison.Ordinal))
            {
                IsDone = true;
                await act();
            }
            return result;
        }
    }
}
