using System.IO.Compression;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Operate.Keep;
using Meent.Places;
using Meent.Reflect;
using Meent.Reflect.Answer;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Operate;

public class BackupTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_backup_made_while_answers_stream_in_holds_every_one_that_was_thanked_before(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var round = await hub.OpenRound(await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna de Vries"));
        using var stop = new CancellationTokenSource();
        var thanked = 0;
        var streams = Enumerable.Range(0, 4).Select(_ => Task.Run(() => Stream(hub, round.Round, () => Interlocked.Increment(ref thanked), stop.Token))).ToArray();
        while (Volatile.Read(ref thanked) < 200) await Task.Delay(5);

        var before = Volatile.Read(ref thanked);
        var file = Path.Combine(hub.Settings.DataFolder, "keep.zip");
        var made = await Backup.Make(hub.Settings, file, hub.Clock);
        await stop.CancelAsync();
        await Task.WhenAll(streams);
        Assert.True(made.Done, made.Says);

        await Restored(engine, file, async db =>
        {
            var stored = await db.Read<Submission>().CountAsync();
            Assert.InRange(stored, before, thanked);
            Assert.Equal(stored, await db.Read<RoundAudience>().Where(a => a.Audience == "teachers").Select(a => a.Answered).SingleAsync());
            Assert.Equal("De Elzen", (await db.Read<Place>().SingleAsync(p => p.Kind == "school")).Name);
        });
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_restored_hub_knows_its_sessions_and_its_own_texts(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        Directory.CreateDirectory(Path.Combine(hub.Settings.DataFolder, "translations"));
        await File.WriteAllTextAsync(Path.Combine(hub.Settings.DataFolder, "translations", "nl.po"), "msgid \"Home\"\nmsgstr \"Thuis\"\n");
        Directory.CreateDirectory(Path.Combine(hub.Settings.DataFolder, "mail"));
        await File.WriteAllTextAsync(Path.Combine(hub.Settings.DataFolder, "mail", "1.eml"), "secret");
        var visitor = hub.Visitor();
        await visitor.Get("/sign-in");
        var file = Path.Combine(hub.Settings.DataFolder, "keep.zip");
        Assert.True((await Backup.Make(hub.Settings, file, hub.Clock)).Done);
        using (var zip = ZipFile.OpenRead(file)) Assert.DoesNotContain(zip.Entries, e => e.FullName.StartsWith("mail", StringComparison.Ordinal));

        var empty = await Databases.Empty(engine);
        var restored = await Restore.From(empty, file, replace: false);
        Assert.True(restored.Done, restored.Says);
        Assert.Contains("Thuis", await File.ReadAllTextAsync(Path.Combine(empty.DataFolder, "translations", "nl.po")));
        Assert.Equal(await Keys(hub.Settings), await Keys(empty));
        Assert.NotEmpty(await Keys(empty));
        await Databases.Drop(empty);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Data_that_is_there_is_replaced_only_on_demand(Engine engine)
    {
        var file = await MadeBackup(engine, "De Elzen");
        var settings = await Filled(engine, "De Wilgen");
        var refused = await Restore.From(settings, file, replace: false);
        Assert.False(refused.Done);
        Assert.Contains("--replace", refused.Says);
        Assert.Equal("De Wilgen", await School(settings));

        var replaced = await Restore.From(settings, file, replace: true);
        Assert.True(replaced.Done, replaced.Says);
        Assert.Equal("De Elzen", await School(settings));
        await Databases.Drop(settings);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_hub_that_is_running_is_not_replaced(Engine engine)
    {
        var file = await MadeBackup(engine, "De Elzen");
        await using var hub = await TestHub.Start(engine);
        await hub.AddSchool("De Wilgen");
        var refused = await hub.Look(async db =>
        {
            await db.Database.OpenConnectionAsync();
            return await Restore.From(hub.Settings, file, replace: true);
        });
        Assert.False(refused.Done);
        Assert.Contains("in use", refused.Says);
        Assert.Equal("De Wilgen", await hub.Look(db => db.Read<Place>().Where(p => p.Kind == "school").Select(p => p.Name).SingleAsync()));
    }

    [Fact]
    public async Task A_database_file_of_any_name_in_the_data_folder_is_saved_once_and_without_its_log()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite, Renamed);
        await hub.AddSchool("De Elzen");
        var file = Path.Combine(hub.Settings.DataFolder, "keep.zip");
        Assert.True((await Backup.Make(hub.Settings, file, hub.Clock)).Done);
        using var zip = ZipFile.OpenRead(file);
        Assert.Contains(zip.Entries, e => e.FullName == Backup.SqliteName);
        Assert.DoesNotContain(zip.Entries, e => e.FullName.StartsWith("school.sqlite", StringComparison.Ordinal));
    }

    private static Settings Renamed(Settings settings)
    {
        var path = Path.Combine(settings.DataFolder, "school.sqlite");
        File.Move(settings.SqliteFile, path);
        return settings with { Database = $"Data Source={path}" };
    }

    [Fact]
    public async Task The_log_of_a_database_that_was_moved_away_is_not_mixed_into_the_restored_one()
    {
        var file = await MadeBackup(Engine.Sqlite, "De Elzen");
        var empty = await Databases.Empty(Engine.Sqlite);
        Directory.CreateDirectory(empty.DataFolder);
        await File.WriteAllTextAsync(empty.SqliteFile + "-wal", "of another database");
        var refused = await Restore.From(empty, file, replace: false);
        Assert.False(refused.Done);
        Assert.Contains("-wal", refused.Says);
        File.Delete(empty.SqliteFile + "-wal");
        Assert.True((await Restore.From(empty, file, replace: false)).Done);
        await Databases.Drop(empty);
    }

    [Fact]
    public async Task A_restore_that_is_broken_off_leaves_the_tables_that_were_there()
    {
        Assert.SkipWhen(PostgresCluster.Missing is not null, PostgresCluster.Missing ?? "");
        var settings = await Filled(Engine.Postgres, "De Wilgen");
        // A dump that never ends: the tool waits for the other side of the pipe.
        var pipe = Path.Combine(Databases.Folder(), "dump");
        using (var made = System.Diagnostics.Process.Start("mkfifo", [pipe])) await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PostgresRestore.Put(settings, pipe, replace: true, stop.Token));
        Assert.Equal("De Wilgen", await School(settings));
        await Databases.Drop(settings);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_damaged_archive_changes_nothing(Engine engine)
    {
        var file = await MadeBackup(engine, "De Elzen");
        var settings = await Filled(engine, "De Wilgen");
        foreach (var (damage, says) in Damages())
        {
            var damaged = Path.Combine(settings.DataFolder, $"{Ids.Code()}.zip");
            File.Copy(file, damaged);
            damage(damaged);
            var outcome = await Restore.From(settings, damaged, replace: true);
            Assert.False(outcome.Done, says);
            Assert.Contains(says, outcome.Says);
            Assert.Equal("De Wilgen", await School(settings));
        }
        await Databases.Drop(settings);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_backup_never_overwrites_a_file_and_leaves_nothing_behind(Engine engine)
    {
        var settings = await Filled(engine, "De Elzen");
        var folder = Databases.Folder();
        var file = Path.Combine(folder, "keep.zip");
        await File.WriteAllTextAsync(file, "here before");
        Assert.False((await Backup.Make(settings, file, TimeProvider.System)).Done);
        Assert.Equal("here before", await File.ReadAllTextAsync(file));
        Assert.True((await Backup.Make(settings, Path.Combine(folder, "other.zip"), TimeProvider.System)).Done);
        Assert.Equal(["keep.zip", "other.zip"], Directory.GetFiles(folder).Select(Path.GetFileName).Order());
        Directory.Delete(folder, recursive: true);
        await Databases.Drop(settings);
    }

    private static IEnumerable<(Action<string> Damage, string Says)> Damages()
    {
        yield return (f => File.WriteAllText(f, "no archive"), "damaged, or no archive");
        yield return (f => Edit(f, z => z.GetEntry(Archive.ManifestName)!.Delete()), "has no manifest.json");
        yield return (f => Edit(f, z => z.Entries.First(e => e.FullName.StartsWith("database", StringComparison.Ordinal)).Delete()), "is missing in it");
        yield return (f => Edit(f, Tamper), "is not what was saved");
        yield return (f => Edit(f, z => Rewrite(z, m => m.Replace("\"database.", "\"../database.", StringComparison.Ordinal))), "outside the data folder");
    }

    private static void Tamper(ZipArchive zip)
    {
        var entry = zip.Entries.First(e => e.FullName.StartsWith("database", StringComparison.Ordinal));
        using var stream = entry.Open();
        stream.Seek(-1, SeekOrigin.End);
        stream.WriteByte(0x5A);
    }

    private static void Rewrite(ZipArchive zip, Func<string, string> change)
    {
        var entry = zip.GetEntry(Archive.ManifestName)!;
        string text;
        using (var reader = new StreamReader(entry.Open())) text = reader.ReadToEnd();
        entry.Delete();
        using var writer = new StreamWriter(zip.CreateEntry(Archive.ManifestName).Open());
        writer.Write(change(text));
    }

    private static void Edit(string file, Action<ZipArchive> change)
    {
        using var zip = ZipFile.Open(file, ZipArchiveMode.Update);
        change(zip);
    }

    private static async Task Stream(TestHub hub, Round round, Action thanked, CancellationToken stop)
    {
        var writer = hub.Services.GetRequiredService<SubmissionWriter>();
        while (!stop.IsCancellationRequested)
            if (await writer.Write(round.PlaceId, round.Id, "teachers", [1, 2, 3, 4, 5, 6, 1, 2]) == Outcome.Stored) thanked();
    }

    private static async Task<Settings> Filled(Engine engine, string school)
    {
        var settings = await Databases.Fresh(engine);
        await With(settings, async db =>
        {
            db.Add(new Place { PlaceId = Ids.New(), Kind = "school", Name = school });
            await db.SaveChangesAsync();
            return true;
        });
        return settings;
    }

    private static async Task<string> MadeBackup(Engine engine, string school)
    {
        var settings = await Filled(engine, school);
        var file = Path.Combine(Databases.Folder(), "keep.zip");
        var made = await Backup.Make(settings, file, TimeProvider.System);
        Assert.True(made.Done, made.Says);
        await Databases.Drop(settings);
        return file;
    }

    private static async Task Restored(Engine engine, string file, Func<HubDb, Task> look)
    {
        var empty = await Databases.Empty(engine);
        var restored = await Restore.From(empty, file, replace: false);
        Assert.True(restored.Done, restored.Says);
        await With(empty, async db => { await look(db); return true; });
        await Databases.Drop(empty);
    }

    private static Task<string> School(Settings settings) => With(settings, db => db.Read<Place>().Where(p => p.Kind == "school").Select(p => p.Name).SingleAsync());

    private static async Task<T> With<T>(Settings settings, Func<HubDb, Task<T>> use)
    {
        T result;
        await using (var app = Hub.Build(settings, TestHub.Modules))
        await using (var scope = app.Services.CreateAsyncScope())
            result = await use(scope.ServiceProvider.GetRequiredService<HubDb>());
        Databases.CloseAll(settings);
        return result;
    }

    private static async Task<IReadOnlyList<string>> Keys(Settings settings) => settings.IsPostgres
        ? await With(settings, db => db.Database.SqlQueryRaw<string>("select xml as \"Value\" from hub_key order by id").ToListAsync())
        : [.. Directory.GetFiles(Path.Combine(settings.DataFolder, "keys")).Order(StringComparer.Ordinal).Select(File.ReadAllText)];
}
