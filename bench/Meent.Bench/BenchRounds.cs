using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Monitor;
using Meent.People;
using Meent.Places;
using Meent.Plan;
using Meent.Reflect;
using Meent.Reflect.Answer;
using Meent.Reflect.Instruments;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Bench;

/// <summary>Schools with an open round for teachers each, in a fresh database.</summary>
internal static class BenchRounds
{
    public static readonly HubModule[] Modules = [PlacesModule.Module, PeopleModule.Module, ReflectModule.Module, MonitorModule.Module, PlanModule.Module];

    /// <returns>the code of each round's link, and the items that are asked</returns>
    public static async Task<(string[] Links, Round[] Rounds, IReadOnlyList<string> Items)> Make(Settings settings, int rounds)
    {
        await using var app = Hub.Build(settings, Modules);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        await Migrations.Run(db, scope.ServiceProvider.GetRequiredService<HubModel>());
        var instrument = scope.ServiceProvider.GetRequiredService<InstrumentLibrary>().Latest("school")!;
        var today = DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime);
        var made = new List<(Round Round, string Link)>();
        for (var i = 0; i < rounds; i++)
        {
            var school = new Place { PlaceId = Ids.New(), Kind = "school", Name = $"School {i}", Town = "Elzenhof", Country = "NL" };
            var round = new Round
            {
                PlaceId = school.PlaceId, Id = Ids.New(), Name = "Bench", InstrumentId = instrument.Id, InstrumentVersion = instrument.Version,
                Profile = Profile.Full, OpensOn = today.AddDays(-1), ClosesOn = today.AddDays(30), OpenedAt = DateTime.UnixEpoch, CreatedAt = DateTime.UnixEpoch,
            };
            var audience = new RoundAudience { PlaceId = round.PlaceId, RoundId = round.Id, Audience = "teachers", LinkCode = Ids.Code() };
            db.AddRange(school, round, audience);
            for (var n = 1; n <= 5; n++) db.Add(new OwnItem { PlaceId = round.PlaceId, RoundId = round.Id, Number = n, Text = $"Item {n}", Audiences = "teachers" });
            made.Add((round, audience.LinkCode));
        }
        await db.SaveChangesAsync();
        var asked = await scope.ServiceProvider.GetRequiredService<OpenRounds>().ByLink(made[0].Link);
        return ([.. made.Select(m => m.Link)], [.. made.Select(m => m.Round)], asked!.Sheet.Items);
    }
}
