using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Foundation;

public class KeyStoreTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Keys_lie_in_the_database_of_many_processes_and_in_the_folder_of_one(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        using var visitor = hub.Visitor();
        await visitor.Get("/sign-in");
        var rows = await hub.Look(db => db.Read<StoredKey>().ToListAsync());
        var folder = Path.Combine(hub.Settings.DataFolder, "keys");
        Assert.Equal(engine == Engine.Postgres, rows.Count > 0);
        Assert.Equal(engine == Engine.Sqlite, Directory.Exists(folder) && Directory.GetFiles(folder).Length > 0);
    }

    [Fact]
    public async Task A_second_process_accepts_the_sessions_of_the_first()
    {
        if (Databases.Engines.Single(e => e.Data == Engine.Postgres).Skip is { } missing) Assert.Skip(missing);
        await using var first = await TestHub.Start(Engine.Postgres);
        using var visitor = await first.SignedIn(await first.AddPerson("Noor Bakker"));
        await using var second = await TestHub.Beside(first);
        using var moved = second.Visitor();
        moved.TakeCookies(visitor);
        await moved.Get("/account");
        Assert.Equal("/account", moved.Path);
    }
}
