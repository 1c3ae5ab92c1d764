using System.Net;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Meent.Reflect;
using Meent.Tests.Authorisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Reflect.Waves;

/// <summary>Two people at one moment, and people whose right has gone.</summary>
public class WaveTurnTests
{
    [Fact]
    public async Task A_school_that_begins_while_its_no_is_noted_takes_part()
    {
        await using var world = await World.Start(Engine.Postgres);
        await world.Caller.Get($"/waves/{world.Wave.Id}");
        var round = AuthorisationRounds.Make(world.School.PlaceId, RoundState.Draft, world.Ada.Id, world.Hub.Clock);
        // As the school's own click does it: the invitation is held, then it gets its round.
        await world.While(async db =>
        {
            db.Add(round);
            await db.SaveChangesAsync();
            await world.Invitation(db).ExecuteUpdateAsync(s => s.SetProperty(x => x.RoundId, round.Id));
        }, () => world.SaysNo());
        Assert.Equal(HttpStatusCode.Conflict, world.Caller.Status);
        Assert.Contains("This school has begun its round", world.Caller.Text);
        Assert.Equal(round.Id, (await world.Hub.Look(db => world.Invitation(db).SingleAsync())).RoundId);
        Assert.Null((await world.Hub.Look(db => db.Read<WaveSchool>().SingleAsync(s => s.PlaceId == world.School.PlaceId))).DeclinedAt);
    }

    [Fact]
    public async Task A_school_whose_no_is_noted_while_it_begins_is_told_so()
    {
        await using var world = await World.Start(Engine.Postgres);
        using var school = await world.At(world.School);
        await world.While(db => world.Invitation(db).ExecuteDeleteAsync(), () => school.Press("Start this round"));
        Assert.Equal(HttpStatusCode.Conflict, school.Status);
        Assert.Contains("This invitation was taken back", school.Text);
        Assert.Empty(await world.Hub.Look(db => db.Read<Round>().ToListAsync()));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_school_whose_page_is_older_than_its_no_is_told_so_and_one_that_was_never_invited_finds_nothing(Engine engine)
    {
        await using var world = await World.Start(engine);
        using var invited = await world.At(world.School);
        // The last one stands in reserve.
        using var reserve = await world.At(world.Schools[2]);
        await reserve.Get($"/school/{world.Schools[2].PlaceId}/rounds/new?instrument=school");
        reserve.Page.QuerySelector("form[method=post]")!.SetAttribute("action", $"/school/{world.Schools[2].PlaceId}/campaigns/{world.Wave.CampaignId}/begin");
        await reserve.Post([]);
        Assert.Equal(HttpStatusCode.NotFound, reserve.Status);
        await world.Caller.Get($"/waves/{world.Wave.Id}");
        await world.SaysNo();
        Assert.Equal(HttpStatusCode.OK, world.Caller.Status);
        await invited.Press("Start this round");
        Assert.Equal(HttpStatusCode.Conflict, invited.Status);
        Assert.Contains("This invitation was taken back", invited.Text);
        Assert.Empty(await world.Hub.Look(db => db.Read<Round>().ToListAsync()));
    }

    [Fact]
    public async Task Who_lost_the_area_while_looking_notes_no_no()
    {
        await using var world = await World.Start(Engine.Sqlite);
        await world.Caller.Get($"/waves/{world.Wave.Id}");
        await world.LosesTheArea();
        await world.SaysNo();
        Assert.Equal(HttpStatusCode.NotFound, world.Caller.Status);
        Assert.Empty(await world.Hub.Look(db => db.Read<WaveSchool>().Where(s => s.DeclinedAt != null).ToListAsync()));
        Assert.Equal(1, await world.Hub.Look(db => world.Invitation(db).CountAsync()));
    }

    [Fact]
    public async Task Who_lost_the_area_while_looking_invites_nobody()
    {
        await using var world = await World.Start(Engine.Sqlite);
        var drawn = await world.Hub.AddWave(world.Agency, world.Wave.AreaId, world.Ada, invited: false, [.. world.Schools]);
        await world.Caller.Get($"/waves/{drawn.Id}/invite");
        await world.LosesTheArea();
        await world.Caller.Post(new() { ["name"] = "Survey 2026" });
        Assert.Equal(HttpStatusCode.NotFound, world.Caller.Status);
        Assert.Equal([world.Wave.CampaignId!.Value], await world.Hub.Look(db => db.Read<Campaign>().Select(c => c.Id).ToListAsync()));
    }

    [Fact]
    public async Task A_school_that_is_in_no_sample_cannot_say_no()
    {
        await using var world = await World.Start(Engine.Sqlite);
        await world.Caller.Get($"/waves/{world.Wave.Id}");
        var stranger = await world.Hub.AddSchool("Elsewhere");
        await world.Caller.Post(new() { ["school"] = stranger.PlaceId.ToString() }, "form[action$=decline]");
        Assert.Equal(HttpStatusCode.NotFound, world.Caller.Status);
    }

    /// <summary>A sample of three schools, of which two are invited.</summary>
    private sealed record World(TestHub Hub, Place Agency, IReadOnlyList<Place> Schools, Person Ada, Wave Wave, Visitor Caller) : IAsyncDisposable
    {
        public Place School => Schools[0];

        public static async Task<World> Start(Engine engine)
        {
            if (Databases.Engines.Single(e => e.Data == engine).Skip is { } missing) Assert.Skip(missing);
            var hub = await TestHub.Start(engine);
            Place[] schools = [await hub.AddSchool("De Elzen"), await hub.AddSchool("De Wilgen"), await hub.AddSchool("De Beuk")];
            var agency = await hub.AddAgency("Agency of the country", schools);
            var country = await hub.Look(db => db.Read<Place>().SingleAsync(p => p.Kind == PlaceKind.Country));
            var ada = await hub.AddPerson("Ada Mol");
            await hub.Give(ada, Role.Coordinator, agency);
            return new(hub, agency, schools, ada, await hub.AddWave(agency, country.PlaceId, ada, invited: true, schools), await hub.SignedIn(ada));
        }

        public IQueryable<CampaignSchool> Invitation(HubDb db) => db.Set<CampaignSchool>().Where(s => s.PlaceId == School.PlaceId);

        /// <summary>Somebody who coordinates a school, before its page.</summary>
        public async Task<Visitor> At(Place school)
        {
            var person = await Hub.AddPerson($"Anna of {school.Name}");
            await Hub.Give(person, Role.Coordinator, school);
            return await (await Hub.SignedIn(person)).Get($"/school/{school.PlaceId}");
        }

        public Task<int> LosesTheArea() => Hub.Look(db => db.Set<PlaceLink>().Where(l => l.PlaceId == Agency.PlaceId).ExecuteUpdateAsync(s => s.SetProperty(l => l.ValidTo, Hub.Clock.Today())));

        public Task<Visitor> SaysNo() => Caller.Post(new() { ["school"] = School.PlaceId.ToString() }, "form[action$=decline]");

        /// <summary>Does something and keeps it open until somebody else waits for it, then lets both end.</summary>
        public async Task While(Func<HubDb, Task> first, Func<Task> second)
        {
            await using var scope = Hub.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<HubDb>();
            var begun = Task.CompletedTask;
            await db.InTransaction(async () =>
            {
                await first(db);
                begun = second();
                for (var i = 0; i < 600 && !begun.IsCompleted; i++)
                {
                    // Within a transaction PostgreSQL goes on telling what it told first.
                    await db.Database.ExecuteSqlRawAsync("select pg_stat_clear_snapshot()");
                    if (await db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'").SingleAsync() > 0) return;
                    await Task.Delay(20);
                }
                Assert.Fail("Nobody waits.");
            });
            await begun;
        }

        public ValueTask DisposeAsync() => Hub.DisposeAsync();
    }
}
