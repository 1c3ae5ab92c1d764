using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Reflect.Instruments;
using Meent.Reflect.ReflectForYourself;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.Demonstrate;

/// <summary>What one made-up teacher keeps for herself: two times with half a year in between.</summary>
internal static class DemonstrationReflections
{
    private const string Ladder = "teacher";

    private static readonly int[] First = [3, 4, 2, 3, 3, 2, 2, 3, 3, 2, 2, 2, 1, 2, 3, 2, 3, 3, 3, 2, 3, 3];

    private static readonly int[] Gained = [0, 0, 1, 0, 1, 1, 0, 0, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0, -1, 0, 0, 1];

    public static async Task Write(IServiceProvider services, CancellationToken cancel)
    {
        var (db, person) = (services.GetRequiredService<HubDb>(), DemonstrationAccount.All[3].Id);
        if (services.GetRequiredService<InstrumentLibrary>().LatestLadder(Ladder) is not { } ladder) return;
        if (await db.Read<SelfReflection>().AnyAsync(r => r.PersonId == person, cancel)) return;
        var now = services.GetRequiredService<TimeProvider>().Now();
        db.Add(Reflection(ladder, person, now.AddDays(-190), First, null));
        db.Add(Reflection(ladder, person, now.AddDays(-6), [.. First.Zip(Gained, (a, b) => a + b)], "Try the short feedback form with class 8 and ask Tom how it went with his."));
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
    }

    private static SelfReflection Reflection(Ladder ladder, Guid person, DateTime at, int[] levels, string? note)
    {
        var items = ladder.Items.ToList();
        var marks = items.Select((item, i) => (item.Id, Mark: new Mark(Math.Clamp(levels[i % levels.Length], 1, ladder.Steps), item.Id == items[^9].Id ? note : null)));
        return new()
        {
            PersonId = person, Id = Ids.Named($"demonstration reflection {at:O}"), Ladder = ladder.Id, Version = ladder.Version, StartedAt = at.AddDays(-1), SavedAt = at, FinishedAt = at,
            Answers = new Marks(marks.ToDictionary(m => m.Id, m => m.Mark)).ToJson(),
        };
    }
}
