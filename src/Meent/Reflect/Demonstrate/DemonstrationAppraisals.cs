using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Meent.Reflect.Appraise;
using Meent.Reflect.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.Demonstrate;

/// <summary>A school that judged its balance twice, another that is in the middle of it, a board that judged its ICT, and a university.</summary>
internal static class DemonstrationAppraisals
{
    private const string Teachers = "Anna de Vries, Tom Bakker, Samira Haddad", Board = "Bea Smit with the heads of ICT and finance";

    private static readonly Dictionary<string, Judgement> First = new()
    {
        ["vision.purpose"] = new(2, 3, "Notes of the study day in March."),
        ["vision.choices"] = new(1, 3),
        ["vision.leading"] = new(2, 3, "Tom has two hours a week for it."),
        ["expertise.teaching"] = new(2, 3),
        ["expertise.learning"] = new(2, 3, "One training for all in November."),
        ["expertise.judgement"] = new(1, 3),
        ["content.material"] = new(2, 3),
        ["content.programs"] = new(1, 3, "We counted 31 programs in grades 5 to 8."),
        ["content.insight"] = new(2, 2),
        ["infrastructure.devices"] = new(3, 3, "One laptop for two learners; the network was measured in January."),
        ["infrastructure.help"] = new(2, 3),
        ["infrastructure.safety"] = new(2, 3),
    };

    private static readonly Dictionary<string, Judgement> Second = new()
    {
        ["vision.purpose"] = new(3, 4, "One page, adopted by the team in October. It hangs in the staff room."),
        ["vision.choices"] = new(2, 3, "The last two purchases name the aim they serve; the small ones do not."),
        ["vision.leading"] = new(3, 3, "A group of three with four hours a week and 6,000 euros a year."),
        ["expertise.teaching"] = new(2, 3, "Seen in eight visits to lessons in September."),
        ["expertise.learning"] = new(2, 4),
        ["expertise.judgement"] = new(1, 3),
        ["content.material"] = new(2, 3),
        ["content.programs"] = new(3, 3, "18 programs, one sign-in, a contract for each."),
        ["content.insight"] = new(2, 3),
        ["infrastructure.devices"] = new(3, 4, "No lesson was called off for want of devices since August."),
        ["infrastructure.help"] = new(3, 3, "Reports: 41 since August, 38 answered within a day."),
        ["infrastructure.safety"] = new(2, 3, "Everyone has an own account; a backup was not yet put back."),
    };

    private static readonly Dictionary<string, Judgement> Ict = new()
    {
        ["governance.decisions"] = new(3, null, "Table of decisions, adopted by the board in June.", "the board"),
        ["governance.money"] = new(2, null, "Budget of this year.", "head of finance"),
        ["governance.projects"] = new(2, null, null, "the board"),
        ["governance.risks"] = new(3, null, "List of risks with owners, last looked at in October.", "head of ICT"),
        ["governance.suppliers"] = new(2, null, "Eleven contracts, four without an owner.", "head of finance"),
        ["services.offer"] = new(2, null, null, "head of ICT"),
        ["services.help"] = new(4, null, "Monthly figures: 92 % answered in time, mark 7.9.", "head of ICT"),
        ["services.change"] = new(3, null, "Calendar of changes, weeks of tests kept free.", "head of ICT"),
        ["services.continuity"] = new(2, null, null, "head of ICT"),
        ["services.access"] = new(1, null, "No check was ever done.", "all"),
        ["information.owners"] = new(1, null, null, "the board"),
        ["information.quality"] = new(2, null, "The list of learners is mended by hand before each count.", "head of finance"),
        ["information.privacy"] = new(3, null, "Register of processing, checked in May.", "head of ICT"),
    };

    private static readonly Dictionary<string, Judgement> Higher = new()
    {
        ["leadership.direction"] = new(3, 4, "Strategy for four years, on the website since January.", "the board"),
        ["leadership.means"] = new(2, 3, "Two grants, both end next year.", "the board"),
        ["teaching.design"] = new(3, 4, "All but five programmes have a design with reasons.", "deans"),
        ["teaching.active"] = new(3, 3, null, "deans"),
        ["curriculum.skills"] = new(2, 4, "A course in nursing and one in business.", "deans"),
        ["curriculum.recognition"] = new(1, 3, "No rules for earlier learning are public.", "registrar"),
        ["assessment.design"] = new(2, 4, "Four programmes have a plan that speaks of AI.", "boards of examiners"),
        ["assessment.feedback"] = new(2, 3, null, "students of the council"),
        ["staff.learning"] = new(3, 4, "Part of the teaching qualification since 2024.", "head of staff development"),
        ["staff.recognition"] = new(2, 3, null, "head of staff development"),
        ["students.guidance"] = new(3, 3, "One desk; answers within two days, figures of last term.", "students of the council"),
        ["students.access"] = new(2, 4, "A check of ten courses: three could be used with a screen reader.", "students of the council"),
        ["infrastructure.environment"] = new(3, 3, "One sign-in for all but the library.", "head of ICT"),
        ["infrastructure.security"] = new(4, 4, "A mock attack in March; the board decided on it in April.", "head of ICT"),
    };

    public static async Task Write(IServiceProvider services, CancellationToken cancel)
    {
        var db = services.GetRequiredService<HubDb>();
        var school = DemonstrationSchool.Id(DemonstrationSchool.Elzenhof);
        if (await db.Read<Appraisal>().AnyAsync(a => a.PlaceId == school, cancel)) return;
        var now = services.GetRequiredService<TimeProvider>().Now();
        var (leader, bea) = (DemonstrationAccount.All[2].Id, DemonstrationAccount.All[5].Id);
        var library = services.GetRequiredService<InstrumentLibrary>();
        Add("first", school, "balance", Teachers, 3, First, now.AddDays(-395), leader, finished: true);
        Add("second", school, "balance", Teachers, 3, Second, now.AddDays(-24), leader, finished: true);
        Add("board", DemonstrationSchool.Board, "maturity", Board, 3, Ict, now.AddDays(-40), bea, finished: true);
        var hogeschool = DemonstrationSchool.Id(DemonstrationSchool.Hogeschool);
        Add("higher", hogeschool, "higher-education-ladder", "the board with deans, students of the council and the head of ICT", 11, Higher, now.AddDays(-17), DemonstrationAccount.All[7].Id, finished: true);
        Add("draft", DemonstrationSchool.Id(DemonstrationSchool.Molenwiek), "balance", "Tom Bakker and the ICT group", 4, First.Where(j => j.Key.StartsWith("vision.", StringComparison.Ordinal)).ToDictionary(), now.AddDays(-2), leader, finished: false);
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();

        void Add(string key, Guid place, string ladder, string authors, int people, Dictionary<string, Judgement> said, DateTime at, Guid by, bool finished) => db.Add(new Appraisal
        {
            PlaceId = place, Id = Ids.Named($"demonstration appraisal {key}"), InstrumentId = ladder,
            InstrumentVersion = library.LatestLadder(ladder)?.Version ?? throw new InvalidOperationException($"content/instruments/{ladder}.yaml cannot be read: see meent check instrument."),
            Authors = authors, People = people, Content = Judgements.Write(said), StartedAt = Clock.Cut(at.AddDays(-6)), StartedBy = by, SavedAt = at, SavedBy = by,
            FinishedAt = finished ? at : null, FinishedBy = finished ? by : null,
        });
    }
}
