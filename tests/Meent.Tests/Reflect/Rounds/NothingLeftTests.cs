using System.Text;
using Meent.Foundation.Data;
using Meent.Reflect;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Reflect.Rounds;

/// <summary>What is deleted is gone from the file of the database, not only from its tables.</summary>
public class NothingLeftTests
{
    private static readonly byte[] Mark = Encoding.UTF8.GetBytes("answers-that-were-called-off-4711");

    [Fact]
    public async Task Answers_of_a_cancelled_round_are_not_in_the_file_any_more()
    {
        await using var school = await School.On(Engine.Sqlite);
        var round = await school.Hub.OpenRound(school.Place, school.Coordinator, new() { Invited = 9 });
        await school.Hub.Change(db => db.AddRange(Enumerable.Range(0, 40).Select(_ =>
            new Submission { PlaceId = round.Round.PlaceId, RoundId = round.Round.Id, Id = Ids.Random(), Audience = "teachers", Answers = Mark })));
        Assert.True(await InFile(school.Hub));

        await school.Visitor.Get(round.Path + "/cancel");
        await school.Visitor.Post([]);

        Assert.NotNull((await school.Hub.Look(db => db.Read<Round>().SingleAsync())).CancelledAt);
        Assert.False(await InFile(school.Hub));
    }

    private static async Task<bool> InFile(TestHub hub)
    {
        await hub.Look(db => db.Database.ExecuteSqlRawAsync("pragma wal_checkpoint(truncate)"));
        return (await File.ReadAllBytesAsync(hub.Settings.SqliteFile)).AsSpan().IndexOf(Mark) >= 0;
    }
}
