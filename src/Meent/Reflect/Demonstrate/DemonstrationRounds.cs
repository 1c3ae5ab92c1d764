using System.Text.Json;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Meent.Reflect.Answer;
using Meent.Reflect.CloseRound;
using Meent.Reflect.Instruments;
using Meent.Reflect.Results;
using Meent.Reflect.SayMore;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.Demonstrate;

/// <summary>Two years of rounds of the demonstration schools, a longer history of one, three years of another instrument whose questionnaire
/// was revised, one round to answer today, and a report shared with the adviser.</summary>
/// <remarks>Rounds are opened, answered and closed by the same code as real ones, with the clock set back.</remarks>
internal sealed class DemonstrationRounds(IServiceProvider services)
{
    private static readonly School[] Schools =
    [
        new(DemonstrationSchool.Elzenhof, Profile.Full, "primary", Leaders: 2, Teachers: 12, TeachersInvited: 14, Learners: 60, LearnersInvited: 72, Stands: 0.05),
        new(DemonstrationSchool.Wilgenroos, Profile.Short, "primary", Leaders: 2, Teachers: 9, TeachersInvited: 11, Learners: 48, LearnersInvited: 55, Stands: 0.3),
        new(DemonstrationSchool.KleineBeuk, Profile.Mini, "primary", Leaders: 1, Teachers: 4, TeachersInvited: 4, Learners: 18, LearnersInvited: 21, Stands: -0.1),
        new(DemonstrationSchool.Molenwiek, Profile.Full, "secondary", Leaders: 3, Teachers: 42, TeachersInvited: 58, Learners: 214, LearnersInvited: 260, Stands: -0.15),
    ];

    private readonly HubDb db = services.GetRequiredService<HubDb>();
    /// <summary>A look closer at one thing: short, and without leaders, who are part of the team.</summary>
    private static readonly School Wellbeing = new(DemonstrationSchool.Molenwiek, Profile.Full, "secondary", Leaders: 0, 0, 0, 0, 0, Stands: 0)
    {
        Instrument = "wellbeing", Groups = [("team", 46, 64), ("learners", 120, 260), ("families", 37, 240)],
    };

    private static Guid Coordinator => DemonstrationAccount.All[1].Id;

    /// <summary>Where grown-ups learn: with the words and the groups of such places, and at the university without an area that it left out.</summary>
    private static readonly School[] OfAdults =
    [
        new(DemonstrationSchool.Hogeschool, Profile.Full, "higher", Leaders: 0, 0, 0, 0, 0, Stands: 0.1)
        {
            Instrument = "higher-education", Groups = [("teachers", 118, 320), ("support", 34, 70), ("students", 286, 2400)], LeftOut = "curriculum", CoordinatedBy = 7,
        },
        new(DemonstrationSchool.LanguageHouse, Profile.Full, "adult", Leaders: 0, 0, 0, 0, 0, Stands: 0.2)
        {
            Instrument = "adult-education", Groups = [("team", 9, 12), ("volunteers", 31, 44), ("participants", 64, 110)], CoordinatedBy = 8,
        },
    ];

    private static Guid Adviser => DemonstrationAccount.All[4].Id;

    public static async Task Write(IServiceProvider services, CancellationToken cancel)
    {
        await new DemonstrationRounds(services).Write(cancel);
        await DemonstrationAppraisals.Write(services, cancel);
    }

    private async Task Write(CancellationToken cancel)
    {
        if (await db.Read<Round>().AnyAsync(r => r.PlaceId == DemonstrationSchool.Id(DemonstrationSchool.Elzenhof), cancel)) return;
        var today = services.GetRequiredService<TimeProvider>().Today();
        // The last spring that is over, and the one before.
        var spring = new DateOnly(today.Month >= 7 ? today.Year : today.Year - 1, 5, 18);
        await Closed(Schools[0] with { Profile = Profile.Short }, spring.AddYears(-3), year: -1, cancel);
        await Closed(Schools[0], spring.AddYears(-2), year: -0.5, cancel);
        foreach (var school in Schools)
        {
            var first = await Closed(school, spring.AddYears(-1), year: 0, cancel);
            if (school.Key == DemonstrationSchool.Elzenhof) await Closed(school with { Pulse = (first.Id, ["teaching.make", "teaching.together"]) }, spring.AddMonths(-6), year: 0.6, cancel);
            var latest = await Closed(school, spring, year: 1, cancel);
            if (school.Key == DemonstrationSchool.Elzenhof) await Share(latest, today, cancel);
        }
        foreach (var place in OfAdults) await Closed(place, spring.AddMonths(-1), year: 0, cancel);
        for (var year = -2; year <= 0; year++)
            await Closed(Wellbeing with { Version = year < 0 ? 1 : null }, spring.AddMonths(-2).AddYears(year), year, cancel);
        await DemonstrationRegion.Write(services, spring, cancel);
        await DemonstrationWave.Write(services, spring, cancel);
        await DemonstrationCampaign.Write(db, await Add(Schools[1], today.AddDays(-3), today.AddDays(25), NameOf(today), year: 1, answered: 0.4, cancel), cancel);
    }

    private async Task<Round> Closed(School school, DateOnly opensOn, double year, CancellationToken cancel)
    {
        var name = school.Pulse is not null ? $"Pulse, {NameOf(opensOn)}" : school.Instrument == School.Whole ? NameOf(opensOn) : $"{InstrumentOf(school).Title.In("en")}, {NameOf(opensOn)}";
        var round = await Add(school, opensOn, opensOn.AddDays(21), name, year, answered: 1, cancel);
        var past = new PastClock(opensOn.AddDays(22));
        var closing = new Closing(services.GetRequiredService<InstrumentLibrary>(), services.GetRequiredService<OpenRounds>(),
            services.GetRequiredService<Settings>() with { Demonstration = true }, past, followers: services.GetServices<ReleaseFollower>());
        await closing.Close(db, round, DemonstrationAccount.All[school.CoordinatedBy].Id, cancel);
        db.ChangeTracker.Clear();
        return round;
    }

    /// <param name="answered">share of those who answered in the end, that have answered by now</param>
    private async Task<Round> Add(School school, DateOnly opensOn, DateOnly closesOn, string name, double year, double answered, CancellationToken cancel)
    {
        var instrument = InstrumentOf(school);
        var coordinator = DemonstrationAccount.All[school.CoordinatedBy];
        var opened = Clock.Cut(opensOn.ToDateTime(new TimeOnly(8, 0), DateTimeKind.Utc));
        var round = new Round
        {
            PlaceId = school.PlaceId, Id = Ids.Named($"demonstration round {school.Key} {opensOn:O}"), Name = name, InstrumentId = instrument.Id,
            AskedAgain = school.Pulse is { } pulse ? string.Join(' ', pulse.Items) : null, PulseOf = school.Pulse?.Of,
            InstrumentVersion = instrument.Version, Profile = school.Profile, Leaders = school.Leaders > 0 ? LeadersAnswer.Team : LeadersAnswer.NotAsked, OpensOn = opensOn, ClosesOn = closesOn,
            LeftOut = school.LeftOut, CreatedAt = opened.AddDays(-10), CreatedBy = coordinator.Id, OpenedAt = opened, OpenedBy = coordinator.Id, Promise = DisclosurePolicy.Default.ToJson(),
            ContactName = coordinator.Name, ContactEmail = coordinator.Email, PapersSeenAt = opened, PapersSeenBy = coordinator.Id,
        };
        var synthetic = new SyntheticAnswers(school.Key.Sum(c => c) + opensOn.DayNumber);
        db.Add(round);
        foreach (var (audience, number, invited) in school.Groups)
        {
            var group = new RoundAudience
            {
                PlaceId = round.PlaceId, RoundId = round.Id, Audience = audience, Variant = audience == "learners" ? school.Sector : null,
                Invited = invited, LinkCode = Ids.Code(), Answered = (int)(number * answered),
            };
            db.Add(group);
            var asked = AskedItems.Of(round, group, instrument, []);
            for (var i = 0; i < group.Answered; i++)
                db.Add(new Submission { PlaceId = round.PlaceId, RoundId = round.Id, Id = Ids.Random(), Audience = audience, Answers = synthetic.Person(asked, year, school.Stands) });
        }
        if (school.Key == DemonstrationSchool.Elzenhof && year == 1) AddTexts(round);
        if (school.Leaders > 0) AddTeam(round, school, synthetic, year, opened);
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        return round;
    }

    /// <summary>What people said in their own words: enough teachers to be shown, too few learners.</summary>
    private void AddTexts(Round round)
    {
        db.Add(new FreeQuestion { PlaceId = round.PlaceId, RoundId = round.Id, Question = "What should we keep, and what should we do differently?" });
        foreach (var (audience, texts) in new[] { ("teachers", DemonstrationTexts.Teachers), ("learners", DemonstrationTexts.Learners) })
            foreach (var text in texts) db.Add(new FreeText { PlaceId = round.PlaceId, RoundId = round.Id, Id = Ids.Random(), Audience = audience, Content = text });
    }

    private void AddTeam(Round round, School school, SyntheticAnswers synthetic, double year, DateTime at)
    {
        var asked = Asked.OfTeam(round, InstrumentOf(school), []);
        var given = synthetic.Person(asked, year, school.Stands);
        var answers = asked.Questions.Select((q, i) => (q.Id, Answer: given[i])).Where(a => a.Answer > 0).ToDictionary(a => a.Id, a => a.Answer);
        db.Add(new TeamView
        {
            PlaceId = round.PlaceId, RoundId = round.Id, Authors = school.Leaders == 1 ? "Tom Bakker" : "Anna de Vries, Tom Bakker", People = school.Leaders,
            Answers = JsonSerializer.Serialize(answers), SavedAt = at.AddDays(2), SavedBy = DemonstrationAccount.All[2].Id,
        });
    }

    private async Task Share(Round round, DateOnly today, CancellationToken cancel)
    {
        db.Add(new ReportShare
        {
            PlaceId = round.PlaceId, RoundId = round.Id, Id = Ids.New(), PersonId = Adviser, Until = today.AddDays(60), SharedBy = Coordinator,
            SharedAt = services.GetRequiredService<TimeProvider>().Now(), IsOpened = true,
        });
        await db.SaveChangesAsync(cancel);
    }

    private Instrument InstrumentOf(School school) => (services.GetRequiredService<InstrumentLibrary>() is var library && school.Version is { } version
            ? library.Get(school.Instrument, version)
            : library.Latest(school.Instrument))
        ?? throw new InvalidOperationException($"content/instruments/{school.Instrument}.yaml cannot be read: see meent check instrument.");

    private static string NameOf(DateOnly day) => $"{(day.Month is >= 3 and <= 6 ? "Spring" : day.Month is >= 9 and <= 11 ? "Autumn" : day.Month is 12 or <= 2 ? "Winter" : "Summer")} {day.Year}";

    private sealed record School(
        string Key, Profile Profile, string Sector, int Leaders, int Teachers, int TeachersInvited, int Learners, int LearnersInvited, double Stands)
    {
        /// <summary>The instrument on the school as a whole.</summary>
        public const string Whole = "school";

        /// <summary>Of the instrument; null for the newest.</summary>
        public int? Version { get; init; }

        /// <summary>What is asked again of which round; null for a whole round.</summary>
        public (Guid Of, string[] Items)? Pulse { get; init; }

        public Guid PlaceId => DemonstrationSchool.Id(Key);

        public string Instrument { get; init; } = Whole;

        /// <summary>Ids of areas that are not asked about, parted by spaces.</summary>
        public string? LeftOut { get; init; }

        /// <summary>Number of the account that prepares its rounds.</summary>
        public int CoordinatedBy { get; init; } = 1;

        public IReadOnlyList<(string Audience, int Answered, int Invited)> Groups { get; init; } =
            [("teachers", Teachers, TeachersInvited), ("learners", Learners, LearnersInvited)];
    }
}
