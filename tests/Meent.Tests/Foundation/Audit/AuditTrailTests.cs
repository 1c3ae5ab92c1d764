using System.Data.Common;
using Meent.Foundation.Audit;
using Meent.Foundation.Data;
using Meent.Operate.Keep;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Foundation.Audit;

/// <summary>Nobody changes the audit trail unseen.</summary>
public class AuditTrailTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Entries_are_numbered_and_chained_however_they_are_saved(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await Trail.Write(hub, "first");
        await hub.Look(db => db.InTransaction(async () =>
        {
            db.Record(Trail.Person, "second", Guid.Empty, Trail.Person, hub.Clock.GetUtcNow().UtcDateTime);
            await db.SaveChangesAsync();
            db.Record(Trail.Person, "third", Trail.Place, null, hub.Clock.GetUtcNow().UtcDateTime);
            await db.SaveChangesAsync();
            return true;
        }));
        var entries = await hub.Look(db => db.Read<AuditEntry>().OrderBy(e => e.Number).ToListAsync());
        Assert.Equal([(1, "first"), (2, "second"), (3, "third")], entries.Select(e => (e.Number, e.Act)));
        Assert.Equal(new TrailState(3, entries[2].Hash, null, null), await Trail.Verify(hub));
    }

    /// <summary>The bytes are written down in docs/operate/trail.md: whoever checks the trail with other means needs them to stay.</summary>
    [Fact]
    public void The_hash_is_of_the_documented_bytes()
    {
        var entry = new AuditEntry { PlaceId = Trail.Place, Id = Trail.Person, At = new DateTime(2026, 3, 4, 12, 0, 0, DateTimeKind.Utc).AddTicks(1234567), PersonId = Trail.Person, Act = "opened" };
        var bytes = $"{AuditEntry.Genesis}\n1\n{Trail.Place}\n{Trail.Person}\n2026-03-04T12:00:00.123456Z\n{Trail.Person}\n-\nopened";
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(bytes))), entry.HashAfter(AuditEntry.Genesis, 1));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task What_was_not_saved_was_not_done(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await Assert.ThrowsAsync<TimeoutException>(() => hub.Look(db => db.InTransaction<bool>(async () =>
        {
            db.Record(Trail.Person, "opened", Trail.Place, null, hub.Clock.GetUtcNow().UtcDateTime);
            await db.SaveChangesAsync();
            throw new TimeoutException();
        })));
        Assert.Equal(new TrailState(0, AuditEntry.Genesis, null, null), await Trail.Verify(hub));
        await Trail.Write(hub, "closed");
        Assert.Equal(1, (await Trail.Verify(hub)).Count);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task The_database_itself_refuses_to_change_or_delete_an_entry(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await Trail.Write(hub, "opened", "closed");
        string[] all = ["update hub_audit set act = 'read'", "delete from hub_audit where number = 2", "delete from hub_audit_head", "update hub_audit_head set count = 1"];
        foreach (var statement in engine == Engine.Postgres ? [.. all, "truncate hub_audit", "truncate hub_audit_head"] : all)
            await Assert.ThrowsAnyAsync<DbException>(() => hub.Look(db => db.Database.ExecuteSqlRawAsync(statement)));
        Assert.Null((await Trail.Verify(hub)).Problem);
    }

    /// <summary>All that can be done to five entries, by somebody who took the triggers away.</summary>
    public static TheoryData<string, string> Spoiled => new()
    {
        { "update hub_audit set act = 'read' where number = 3", "Entry 3 (read, 2026-03-04 12:00 UTC) is not what was written." },
        { "update hub_audit set person_id = place_id where number = 1", "Entry 1 (a, 2026-03-04 12:00 UTC) is not what was written." },
        { "update hub_audit set subject_id = place_id where number = 5", "Entry 5 (e, 2026-03-04 12:00 UTC) is not what was written." },
        { "update hub_audit set hash = (select hash from hub_audit where number = 1) where number = 2", "Entry 2 (b, 2026-03-04 12:00 UTC) is not what was written." },
        { "delete from hub_audit where number = 3", "Entry 3 is missing." },
        { "delete from hub_audit where number in (1, 2)", "Entries 1 to 2 are missing." },
        { "delete from hub_audit where number = 5", "Entries after number 4 are missing: there were 5." },
        { "delete from hub_audit where number > 3; update hub_audit_head set count = 3", "The head does not fit the last entry, number 3: one of them was changed." },
        { "update hub_audit set number = 30 where number = 3; update hub_audit set number = 3 where number = 4; update hub_audit set number = 4 where number = 30", "Entry 3 (d, 2026-03-04 12:00 UTC) is not what was written." },
        { "insert into hub_audit (place_id, id, at, person_id, act, number, hash) select person_id, id, at, person_id, 'put in', 6, hash from hub_audit where number = 5", "Entry 6 (put in, 2026-03-04 12:00 UTC) is not what was written." },
        { "insert into hub_audit (place_id, id, at, person_id, act) select person_id, id, at, person_id, 'put in' from hub_audit where number = 5", "has no place in the chain: it was put in by hand." },
        { "update hub_audit_head set count = 4", "The head does not fit the last entry, number 5: one of them was changed." },
        { "delete from hub_audit_head", "The head of the trail is gone." },
    };

    [Theory, MemberData(nameof(Spoiled))]
    public async Task What_was_done_to_it_past_the_triggers_is_found_on_SQLite(string statement, string found) => await IsFound(Engine.Sqlite, statement, found);

    [Fact]
    public async Task What_was_done_to_it_past_the_triggers_is_found_on_PostgreSQL()
    {
        if (PostgresCluster.Missing is { } missing) Assert.Skip(missing);
        foreach (var row in Spoiled) await IsFound(Engine.Postgres, row.Data.Item1, row.Data.Item2);
    }

    private static async Task IsFound(Engine engine, string statement, string found)
    {
        await using var hub = await TestHub.Start(engine);
        await Trail.Write(hub, "a", "b", "c", "d", "e");
        await Trail.Spoil(hub, statement);
        Assert.EndsWith(found, (await Trail.Verify(hub)).Problem);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Who_noted_a_hash_sees_that_the_whole_trail_was_written_anew(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await Trail.Write(hub, "a", "b");
        var noted = (await Trail.Verify(hub)).Hash;
        await Trail.Write(hub, "c");
        Assert.Equal((3, null, 2), await Verified(noted));
        Assert.Equal((3, null, 0), await Verified(AuditEntry.Genesis));

        await Trail.Spoil(hub, "delete from hub_audit", $"update hub_audit_head set count = 0, hash = '{AuditEntry.Genesis}'");
        await Trail.Write(hub, "a", "other", "c");
        Assert.Null((await Trail.Verify(hub)).Problem);
        Assert.Equal((3, "No entry has the hash that was noted earlier: what stood before it was written anew.", null), await Verified(noted));

        async Task<(long, string?, long?)> Verified(string since) => await Trail.Verify(hub, since) is var s ? (s.Count, s.Problem, s.SinceNumber) : default;
    }

    /// <summary>Two programs write at once, and each transaction holds something else that the others want before and after it records.</summary>
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Many_writers_in_two_programs_make_one_unbroken_chain_and_never_wait_in_a_circle(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await using var beside = await TestHub.Beside(hub);
        var rows = Enumerable.Range(0, 4).Select(i => $"row {i}").ToList();
        await hub.Look(db => db.Database.ExecuteSqlAsync($"insert into people_try (key, count, since) values ({rows[0]}, 0, {DateTime.UnixEpoch}), ({rows[1]}, 0, {DateTime.UnixEpoch}), ({rows[2]}, 0, {DateTime.UnixEpoch}), ({rows[3]}, 0, {DateTime.UnixEpoch})"));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(w => Task.Run(async () =>
        {
            for (var i = 0; i < 12; i++) await Act(w % 2 == 0 ? hub : beside, rows[w % 4]);
        })));
        Assert.Equal((8 * 12 * 2, null), await Trail.Verify(hub) is var s ? (s.Count, s.Problem) : default);

        static Task Act(TestHub hub, string row) => hub.Look(db => db.InTransaction(async () =>
        {
            db.Record(Trail.Person, "began", Trail.Place, null, hub.Clock.GetUtcNow().UtcDateTime);
            await db.SaveChangesAsync();
            await Task.Yield();
            await db.Database.ExecuteSqlAsync($"update people_try set count = count + 1 where key = {row}");
            db.Record(Trail.Person, "ended", Trail.Place, null, hub.Clock.GetUtcNow().UtcDateTime);
            await db.SaveChangesAsync();
            return true;
        }));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Entries_from_before_there_was_a_chain_are_chained_at_the_first_start(Engine engine)
    {
        var settings = await Databases.Empty(engine);
        await using (var app = Hub.Build(settings, TestHub.Modules))
        {
            await using var scope = app.Services.CreateAsyncScope();
            var (db, model) = (scope.ServiceProvider.GetRequiredService<HubDb>(), scope.ServiceProvider.GetRequiredService<HubModel>());
            await db.Database.ExecuteSqlRawAsync("create table hub_migration (module text not null, number integer not null, name text not null, hash text not null, primary key (module, number))");
            foreach (var step in Migrations.All(model, db.IsPostgres).Where(m => m.Module == "Hub" && m.Number < 3))
            {
                await db.Database.ExecuteSqlRawAsync(step.Sql);
                await db.Database.ExecuteSqlAsync($"insert into hub_migration (module, number, name, hash) values ({step.Module}, {step.Number}, {step.Name}, {step.Hash})");
            }
            foreach (var (act, minute) in new[] { ("second", 2), ("third", 3), ("first", 1) })
                await db.Database.ExecuteSqlAsync($"insert into hub_audit (place_id, id, at, person_id, act) values ({Trail.Place}, {Ids.New()}, {new DateTime(2026, 3, 4, 12, minute, 0, DateTimeKind.Utc)}, {Trail.Person}, {act})");
            await Migrations.Run(db, model);
            Assert.Equal(["first", "second", "third"], await db.Read<AuditEntry>().OrderBy(e => e.Number).Select(e => e.Act).ToListAsync());
            Assert.Equal((3, null), await AuditTrail.Verify(db) is var s ? (s.Count, s.Problem) : default);
            db.Record(Trail.Person, "fourth", Trail.Place, null, DateTime.UnixEpoch);
            await db.SaveChangesAsync();
            Assert.Equal((4, null), await AuditTrail.Verify(db) is var t ? (t.Count, t.Problem) : default);
        }
        await Databases.Drop(settings);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_restored_hub_has_the_trail_and_guards_it(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await Trail.Write(hub, "a", "b");
        var file = Path.Combine(hub.Settings.DataFolder, "keep.zip");
        Assert.True((await Backup.Make(hub.Settings, file, hub.Clock)).Done);
        var empty = await Databases.Empty(engine);
        var restored = await Restore.From(empty, file, replace: false);
        Assert.True(restored.Done, restored.Says);
        await using (var app = Hub.Build(empty, TestHub.Modules))
        {
            await using var scope = app.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<HubDb>();
            Assert.Equal(await Trail.Verify(hub), await AuditTrail.Verify(db));
            await Assert.ThrowsAnyAsync<DbException>(() => db.Database.ExecuteSqlRawAsync("delete from hub_audit"));
        }
        await Databases.Drop(empty);
    }
}
