using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Reflect.Instruments;
using Meent.Reflect.ReflectInGroup;
using Meent.Reflect.Results;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.Demonstrate;

/// <summary>Two groups of made-up people: one that answered and closed, one that can be answered today.</summary>
internal static class DemonstrationGroups
{
    private const string Ladder = "teacher";

    /// <summary>Where the made-up team stands in an area on average; others stand at 3.</summary>
    private static readonly Dictionary<string, double> Levels = new(StringComparer.Ordinal) { ["engagement"] = 3.9, ["resources"] = 3.4, ["assessment"] = 1.9, ["empowering"] = 2.6 };

    public static async Task Write(IServiceProvider services, CancellationToken cancel)
    {
        var (db, clock) = (services.GetRequiredService<HubDb>(), services.GetRequiredService<TimeProvider>());
        if (services.GetRequiredService<InstrumentLibrary>().LatestLadder(Ladder) is not { } ladder) return;
        if (await db.Read<ReflectionGroup>().AnyAsync(cancel)) return;
        var (now, today) = (clock.Now(), clock.Today());
        var closed = Group(db, ladder, "Team of the upper years", now.AddDays(-20), today.AddDays(-6), answered: 14, people: 17, openedBy: 3);
        Group(db, ladder, "Team of the lower years", now.AddDays(-2), today.AddDays(12), answered: 6, people: 12, openedBy: 2);
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        await services.GetRequiredService<GroupClosing>().Close(db, closed, cancel);
        db.ChangeTracker.Clear();
    }

    private static ReflectionGroup Group(HubDb db, Ladder ladder, string name, DateTime opened, DateOnly closesOn, int answered, int people, int openedBy)
    {
        var id = Ids.Named($"demonstration group {name}");
        var group = new ReflectionGroup
        {
            PlaceId = id, Name = name, Ladder = ladder.Id, Version = ladder.Version, ClosesOn = closesOn, Promise = DisclosurePolicy.Default.ToJson(), OpenedAt = opened,
            OpenedBy = DemonstrationAccount.All[openedBy].Id,
        };
        db.Add(group);
        db.Add(new RoundAudience { PlaceId = id, RoundId = id, Audience = ReflectionGroup.Members, Invited = people, Answered = answered, LinkCode = Ids.Code() });
        for (var person = 0; person < answered; person++)
            db.Add(new Submission { PlaceId = id, RoundId = id, Id = Ids.Random(), Audience = ReflectionGroup.Members, Answers = Person(ladder, person) });
        return group;
    }

    // People differ by up to a level and a half, items by half a level; the same at every run.
    private static byte[] Person(Ladder ladder, int person) =>
    [
        .. ladder.Areas.SelectMany(area => area.Items.Select((_, item) =>
            (byte)Math.Clamp((int)Math.Round(Levels.GetValueOrDefault(area.Id, 3) + (((person * 5) % 7) - 3) * 0.5 + ((((item * 3) + person) % 4) - 1.5) * 0.35), 1, ladder.Steps))),
    ];
}
