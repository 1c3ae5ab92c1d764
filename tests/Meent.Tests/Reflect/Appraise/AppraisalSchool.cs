using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Meent.Reflect.Appraise;
using Meent.Reflect.Instruments;

namespace Meent.Tests.Reflect.Appraise;

/// <summary>Appraisals for tests.</summary>
internal static class AppraisalSchool
{
    public static InstrumentLibrary Library { get; } = InstrumentLibrary.Load(InstrumentLibrary.Shipped);

    public static Ladder Balance => Library.LatestLadder("balance")!;

    /// <summary>All topics of the balance: the levels of each area's three, in the order of the ladder.</summary>
    public static Appraisal Of(string vision, string expertise, string content, string infrastructure, string wanted = "") => new()
    {
        InstrumentId = "balance", InstrumentVersion = 1, Authors = "Anna de Vries", People = 1, SavedAt = new(2026, 3, 4, 9, 0, 0, DateTimeKind.Utc),
        Content = Judgements.Write(Balance.Items.Zip((vision + expertise + content + infrastructure).PadRight(12), wanted.PadRight(12)).Select(i => KeyValuePair.Create(i.First.Id, new Judgement(Level(i.Second), Level(i.Third))))),
    };

    /// <summary>One that is in the store, with every area at level 2, or with one area where it is not finished.</summary>
    public static async Task<Appraisal> AddAppraisal(this TestHub hub, Place place, Person by, bool finished, string? authors = null, Dictionary<string, Judgement>? said = null)
    {
        var now = hub.Clock.Now();
        var appraisal = new Appraisal
        {
            PlaceId = place.PlaceId, Id = Ids.New(), InstrumentId = "balance", InstrumentVersion = 1, Authors = authors ?? by.Name, People = 1,
            Content = Judgements.Write(said ?? Balance.Items.Take(finished ? 12 : 3).ToDictionary(i => i.Id, _ => new Judgement(2, 3, "Seen in lessons."))),
            StartedAt = now, StartedBy = by.Id, SavedAt = now, SavedBy = by.Id, FinishedAt = finished ? now : null, FinishedBy = finished ? by.Id : null,
        };
        await hub.Change(db => db.Add(appraisal));
        return appraisal;
    }

    private static int? Level(char c) => char.IsDigit(c) ? c - '0' : null;
}
