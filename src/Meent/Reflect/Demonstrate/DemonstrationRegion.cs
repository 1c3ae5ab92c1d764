using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Meent.Reflect.Answer;
using Meent.Reflect.Areas;
using Meent.Reflect.CloseRound;
using Meent.Reflect.Instruments;
using Meent.Reflect.Results;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.Demonstrate;

/// <summary>More made-up schools around those of the demonstration, each with one small round, so that a region and a country have figures.</summary>
/// <remarks>Their rounds are counted and closed, and the figures published, by the same code as real ones.</remarks>
internal sealed class DemonstrationRegion(IServiceProvider services)
{
    private static readonly DateOnly Since = new(2020, 8, 1);

    /// <summary>How a school stands against the others, and how many teachers and learners answered of those who were invited.</summary>
    private static readonly Neighbour[] Neighbours =
    [
        new("De Lindeboom", "Beekdorp", "primary", "NL22", 0.2, 12, 14, 34, 41),
        new("De Waterlelie", "Beekdorp", "primary", "NL22", -0.3, 9, 12, 32, 60),
        new("De Kastanje", "Zandveld", "primary", "NL22", 0.1, 12, 13, 40, 44),
        new("Het Riet", "Zandveld", "primary", "NL22", -0.1, 9, 9, 31, 38),
        new("De Vuurtoren", "Oeverwijk", "primary", "NL22", 0.35, 12, 15, 36, 48),
        new("De Zonnebloem", "Oeverwijk", "primary", "NL22", 0.0, 8, 11, 30, 52),
        new("Het Kompas", "Oeverwijk", "primary", "NL22", -0.2, 12, 16, 44, 170),
        new("De Bron", "Heidestede", "primary", "NL21", 0.15, 9, 10, 33, 39),
        new("De Kraanvogel", "Heidestede", "primary", "NL21", -0.05, 12, 14, 38, 47),
        new("De Wissel", "Veenoord", "primary", "NL21", 0.25, 8, 10, 30, 36),
        new("College Zandveld", "Zandveld", "secondary", "NL22", -0.1, 32, 60, 60, 420),
        new("Oeverlanden College", "Oeverwijk", "secondary", "NL22", 0.2, 34, 71, 64, 610),
        new("Lyceum Heidestede", "Heidestede", "secondary", "NL21", 0.05, 31, 55, 62, 380),
        new("Vakschool Veenoord", "Veenoord", "secondary", "NL21", -0.25, 30, 52, 58, 330),
    ];

    /// <summary>Schools that did not take part: without them all would have.</summary>
    private static readonly (string Name, string Town, string Sector, string Region)[] Others =
    [
        ("De Eik", "Beekdorp", "primary", "NL22"), ("De Korenbloem", "Zandveld", "primary", "NL22"), ("De Meerkoet", "Oeverwijk", "primary", "NL22"), ("De Ark", "Oeverwijk", "primary", "NL22"),
        ("Het Anker", "Zandveld", "primary", "NL22"), ("De Hoeksteen", "Heidestede", "primary", "NL21"), ("De Zwaluw", "Veenoord", "primary", "NL21"), ("De Regenboog", "Veenoord", "primary", "NL21"),
        ("Praktijkschool Beekdorp", "Beekdorp", "secondary", "NL22"), ("College Veenoord", "Veenoord", "secondary", "NL21"),
    ];

    private readonly HubDb db = services.GetRequiredService<HubDb>();
    private readonly Instrument instrument = services.GetRequiredService<InstrumentLibrary>().Latest("school")
        ?? throw new InvalidOperationException("content/instruments/school.yaml cannot be read: see meent check instrument.");

    private static Guid Coordinator => DemonstrationAccount.All[1].Id;

    /// <param name="spring">the day on which the schools' last rounds opened</param>
    public static async Task Write(IServiceProvider services, DateOnly spring, CancellationToken cancel)
    {
        var region = new DemonstrationRegion(services);
        foreach (var neighbour in Neighbours) await region.Write(neighbour, spring, cancel);
        foreach (var (name, town, sector, code) in Others) await region.Add(name, town, sector, code, cancel);
        var publish = new PublishAreas(services.GetRequiredService<InstrumentLibrary>(), Shown(services), services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<PublishAreas>>(), services.GetServices<EditionFollower>());
        await publish.Publish(region.db, rested: false, cancel);
    }

    private static Settings Shown(IServiceProvider services) => services.GetRequiredService<Settings>() with { Demonstration = true };

    private async Task Write(Neighbour neighbour, DateOnly opensOn, CancellationToken cancel)
    {
        if (await Add(neighbour.Name, neighbour.Town, neighbour.Sector, neighbour.Region, cancel) is not { } school) return;
        var round = Round(school, neighbour, opensOn);
        db.Add(round);
        var synthetic = new SyntheticAnswers(neighbour.Name.Sum(c => c) + opensOn.DayNumber);
        Answer(round, neighbour, "teachers", neighbour.Teachers, neighbour.TeachersInvited, synthetic);
        Answer(round, neighbour, "learners", neighbour.Learners, neighbour.LearnersInvited, synthetic);
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        var closing = new Closing(services.GetRequiredService<InstrumentLibrary>(), services.GetRequiredService<OpenRounds>(), Shown(services), new PastClock(opensOn.AddDays(22)), followers: services.GetServices<ReleaseFollower>());
        await closing.Close(db, round, Coordinator, cancel);
        db.ChangeTracker.Clear();
    }

    /// <returns>null where it is there already</returns>
    private async Task<Guid?> Add(string name, string town, string sector, string region, CancellationToken cancel)
    {
        var places = services.GetRequiredService<PlaceDirectory>();
        var id = Ids.Named("demonstration neighbour " + name);
        if (await places.Find(id, cancel) is not null) return null;
        var school = new Place { PlaceId = id, Kind = PlaceKind.School, Name = name, Town = town, Country = "NL", Sector = sector };
        await places.Add(school, Since, (await places.Known(region, cancel)).FirstOrDefault(p => p.Kind == PlaceKind.Region)?.PlaceId);
        return id;
    }

    private Round Round(Guid school, Neighbour neighbour, DateOnly opensOn)
    {
        var opened = Clock.Cut(opensOn.ToDateTime(new TimeOnly(8, 0), DateTimeKind.Utc));
        return new()
        {
            PlaceId = school, Id = Ids.Named($"demonstration round {neighbour.Name} {opensOn:O}"), Name = $"Spring {opensOn.Year}", InstrumentId = instrument.Id,
            InstrumentVersion = instrument.Version, Profile = Profile.Full, Leaders = LeadersAnswer.NotAsked, OpensOn = opensOn, ClosesOn = opensOn.AddDays(21),
            CreatedAt = opened.AddDays(-10), CreatedBy = Coordinator, OpenedAt = opened, OpenedBy = Coordinator, Promise = DisclosurePolicy.Default.ToJson(),
            ContactName = DemonstrationAccount.All[1].Name, ContactEmail = DemonstrationAccount.All[1].Email, PapersSeenAt = opened, PapersSeenBy = Coordinator,
        };
    }

    private void Answer(Round round, Neighbour neighbour, string audience, int people, int invited, SyntheticAnswers synthetic)
    {
        var group = new RoundAudience
        {
            PlaceId = round.PlaceId, RoundId = round.Id, Audience = audience, Variant = audience == "learners" ? neighbour.Sector : null, Invited = invited, LinkCode = Ids.Code(), Answered = people,
        };
        db.Add(group);
        var asked = AskedItems.Of(round, group, instrument, []);
        for (var i = 0; i < people; i++)
            db.Add(new Submission { PlaceId = round.PlaceId, RoundId = round.Id, Id = Ids.Random(), Audience = audience, Answers = synthetic.Person(asked, 1, neighbour.Stands) });
    }

    private sealed record Neighbour(string Name, string Town, string Sector, string Region, double Stands, int Teachers, int TeachersInvited, int Learners, int LearnersInvited);
}

/// <summary>The clock of a day that is over.</summary>
internal sealed class PastClock(DateOnly day) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => new(day, new TimeOnly(9, 0), TimeSpan.Zero);
}
