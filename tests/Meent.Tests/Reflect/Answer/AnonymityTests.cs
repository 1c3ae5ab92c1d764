using System.Net;
using Meent.Foundation.Audit;
using Meent.Foundation.Data;
using Meent.Reflect;
using Meent.Reflect.Answer;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Reflect.Answer;

/// <summary>The attacks of docs/decisions/2026-11-21-anonymous-answers.md, tried. Each test names the section that it holds.</summary>
public class AnonymityTests
{
    /// <summary>What the page promises, whatever the code says.</summary>
    private const int Held = 5;

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task What_is_stored_has_no_place_for_time_address_device_or_order(Engine engine)
    {
        await using var world = await AnswerWorld.Start(engine);
        Assert.Equal(["answers", "audience", "id", "place_id", "round_id"], await Columns(world, "reflect_submission"));
        Assert.Equal(["audience", "hash", "place_id", "round_id", "used"], await Columns(world, "reflect_code"));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task The_order_of_rows_and_ids_tells_nothing_about_the_order_of_answering(Engine engine)
    {
        await using var world = await AnswerWorld.Start(engine);
        var writer = world.Service<SubmissionWriter>();
        const int people = 400;
        for (var i = 0; i < people; i++) await writer.Write(world.Round.PlaceId, world.Round.Id, "teachers", [(byte)(i >> 8), (byte)i]);
        await world.Seal();
        var rows = await Physical(world, engine);
        Assert.Equal(people, rows.Count);
        // By chance |rho| exceeds 0.25 at n = 400 less than once in a million runs.
        Assert.InRange(Spearman(rows.ConvertAll(r => (r.Answers[0] << 8) + r.Answers[1])), -0.25, 0.25);
        var byId = rows.OrderBy(r => r.Id.ToString("N"), StringComparer.Ordinal).Select(r => (r.Answers[0] << 8) + r.Answers[1]).ToList();
        Assert.InRange(Spearman(byId), -0.25, 0.25);
        // A version 7 id would tell the millisecond.
        Assert.All(rows, r => Assert.Equal(4, r.Id.Version));
        if (engine == Engine.Postgres) Assert.Single(rows.Select(r => r.Transaction).Distinct());
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Whoever_copies_the_database_after_every_single_answer_cannot_tell_which_code_gave_it(Engine engine)
    {
        await using var world = await AnswerWorld.Start(engine, Access.Codes);
        var (sheet, codes) = (await world.Sheet("learners"), await world.AddCodes(40));
        var body = AnswerWorld.Body(AnswerWorld.All(sheet, "2"));
        var marked = new HashSet<string>();
        for (var i = 0; i < codes.Count; i++)
        {
            Assert.Equal(HttpStatusCode.SeeOther, (await world.Send($"/r/{codes[i]}", body)).StatusCode);
            var now = await Marked(world);
            Assert.Subset(now, marked);
            // Of those who answered, at least five are never marked: no mark can be given to one of the latest, nor to any single one.
            Assert.InRange(now.Count, 0, Math.Max(0, i + 1 - Held));
            marked = now;
        }
        await world.Until(async () => await world.Marks() >= 31);
        await world.Seal();
        Assert.Empty(await Marked(world));
    }

    [Fact]
    public async Task No_transaction_holds_both_a_mark_and_a_submission_and_none_marks_fewer_than_five()
    {
        Assert.SkipWhen(PostgresCluster.Missing is not null, PostgresCluster.Missing ?? "");
        await using var world = await AnswerWorld.Start(Engine.Postgres, Access.Codes);
        var (sheet, codes) = (await world.Sheet("learners"), await world.AddCodes(40));
        var body = AnswerWorld.Body(AnswerWorld.All(sheet, "2"));
        foreach (var code in codes) await world.Send($"/r/{code}", body);
        await world.Until(async () => await world.Marks() >= 31);
        var submissions = await Transactions(world, "select xmin::text as \"Value\" from reflect_submission");
        var marks = await Transactions(world, "select xmin::text as \"Value\" from reflect_code where used");
        Assert.Empty(submissions.Intersect(marks));
        Assert.All(marks.GroupBy(m => m), g => Assert.InRange(g.Count(), Held, codes.Count));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Answering_leaves_no_line_in_the_record_of_acts(Engine engine)
    {
        await using var world = await AnswerWorld.Start(engine);
        using var visitor = world.Hub.Visitor();
        await visitor.Get($"/r/{world.TeachersLink}");
        await visitor.Post(AnswerWorld.All(await world.Sheet("teachers"), "4"));
        Assert.EndsWith("/thanks", visitor.Path);
        Assert.Equal(0, await world.Hub.Look(db => db.Read<AuditEntry>().CountAsync()));
    }

    [Fact]
    public async Task When_it_is_quiet_the_log_of_changes_is_empty()
    {
        await using var world = await AnswerWorld.Start(Engine.Sqlite);
        await world.Service<SubmissionWriter>().Write(world.Round.PlaceId, world.Round.Id, "teachers", [1]);
        var log = new FileInfo(world.Hub.Settings.SqliteFile + "-wal");
        Assert.True(log.Length > 0);
        await world.Until(() =>
        {
            log.Refresh();
            return Task.FromResult(log.Length == 0);
        });
    }

    [Fact]
    public async Task The_browser_keeps_no_page_and_tells_no_other_site_where_it_came_from()
    {
        await using var world = await AnswerWorld.Start(Engine.Sqlite);
        using var visitor = world.Hub.Visitor();
        foreach (var path in new[] { $"/r/{world.TeachersLink}", $"/r/{world.TeachersLink}/thanks" })
        {
            await visitor.Get(path);
            Assert.Equal("no-store", visitor.Response.Headers.CacheControl?.ToString());
            Assert.Equal("no-referrer", string.Join(' ', visitor.Response.Headers.GetValues("Referrer-Policy")));
            Assert.False(visitor.Response.Headers.Contains("Set-Cookie"));
            Assert.Empty(visitor.Page.QuerySelectorAll("input[type=hidden]"));
        }
    }

    private sealed record Row(Guid Id, byte[] Answers, string Transaction);

    /// <summary>Rows as they lie: a full scan in the order of the file.</summary>
    private static Task<List<Row>> Physical(AnswerWorld world, Engine engine) => world.Hub.Look(db => db.Database.SqlQueryRaw<Row>(
        engine == Engine.Postgres
            ? "select id as \"Id\", answers as \"Answers\", xmin::text as \"Transaction\" from reflect_submission order by ctid"
            : "select id as Id, answers as Answers, '' as \"Transaction\" from reflect_submission").ToListAsync());

    private static Task<List<string>> Transactions(AnswerWorld world, string sql) => world.Hub.Look(db => db.Database.SqlQueryRaw<string>(sql).ToListAsync());

    private static async Task<HashSet<string>> Marked(AnswerWorld world) =>
        [.. await world.Hub.Look(db => db.Read<SingleUseCode>().Where(c => c.Used).Select(c => c.Hash).ToListAsync())];

    private static Task<List<string>> Columns(AnswerWorld world, string table) => world.Hub.Look(async db => (await db.Database.SqlQueryRaw<string>(
        db.IsPostgres
            ? $"select column_name::text as \"Value\" from information_schema.columns where table_schema = current_schema() and table_name = '{table}'"
            : $"select name as Value from pragma_table_info('{table}')").ToListAsync()).Order(StringComparer.Ordinal).ToList());

    /// <summary>Rank correlation of a permutation of 0..n-1 with its positions.</summary>
    private static double Spearman(List<int> order)
    {
        var n = (double)order.Count;
        return 1 - (6 * order.Select((value, position) => Math.Pow(value - position, 2)).Sum() / (n * ((n * n) - 1)));
    }
}
