using Meent.Design;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Meent.Reflect.AdaptTexts;
using Meent.Reflect.Answer;
using Meent.Reflect.AuditDisclosure;
using Meent.Reflect.CloseRound;
using Meent.Reflect.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect;

/// <summary>A school asks its people how digital teaching and learning go, and reads an honest report.</summary>
public static class ReflectModule
{
    public static readonly HubModule Module = new("Reflect")
    {
        Assembly = typeof(ReflectModule).Assembly,
        Model = Model,
        Services = Services,
        Routes = Routes,
        Commands = host => [CheckInstrument.Command(), AuditCommand.Of(host), ImportInstruments.ImportInstrumentCommand.Of(host), Areas.PublishCommand.Of(host), .. Federate.FederationCommands.All(host)],
        Demonstrate = async (services, cancel) =>
        {
            await Demonstrate.DemonstrationRounds.Write(services, cancel);
            await Demonstrate.DemonstrationReflections.Write(services, cancel);
            await Demonstrate.DemonstrationGroups.Write(services, cancel);
        },
        Acts = ReflectActs.All,
        PersonalData = NamedPersons.ReflectKnowledge.All,
        LetterSamples = [ShareReport.ShareLetter.Sample, .. CallCampaign.CampaignLetters.Samples],
        Menu = [new MenuEntry(10, "Our school", "/school"), new MenuEntry(15, "For yourself", "/self"), new MenuEntry(40, "Figures", "/figures")],
    };

    private static void Services(IServiceCollection services, Settings settings)
    {
        services.AddSingleton(_ => InstrumentLibrary.Load(InstrumentLibrary.Shipped, Path.Combine(settings.DataFolder, "content")));
        services.AddSingleton(_ => TextLibrary.Load(InstrumentLibrary.Shipped, settings.DataFolder));
        services.AddScoped<RoundWords>().AddScoped<ReportedAreas>().AddScoped<ReportsBehind>();
        services.AddAnswering();
        SayMore.SayMore.AddSayingMore(services);
        services.AddSingleton<Closing>();
        services.AddSingleton<Pooling.Pools>();
        services.AddSingleton<Federate.Partners>().AddScoped<Federate.TakePartner>().AddScoped<Federate.PartnerFigures>();
        services.AddSingleton<EndOfRounds>();
        services.AddHostedService(s => s.GetRequiredService<EndOfRounds>());
        services.AddSingleton<ReflectInGroup.GroupClosing>();
        services.AddHostedService<ReflectInGroup.EndOfGroups>();
        services.AddSingleton<Areas.PublishAreas>();
        services.AddSingleton<ReadFigures.KeptUnion>().AddScoped<ReadFigures.FigureStore>();
        services.AddSingleton(new PlaceAction(30, FiguresOf));
        services.AddHostedService<Areas.PublishDaily>();
        services.AddSingleton(new PlaceAction(10, RoundsOf));
        services.AddSingleton(new PlaceAction(20, FollowCampaign.FollowCampaign.Offer));
        services.AddSingleton(new PlaceAction(21, DrawWave.DrawWave.Offer));
        services.AddSingleton(new RunsAtPlace(OpenRoundsAt));
        services.AddSingleton(new AddressFollower(NamedPersons.ReflectKnowledge.Follow));
    }

    private static async Task<IReadOnlyList<(Guid Place, string Words)>> OpenRoundsAt(IServiceProvider services, IReadOnlyCollection<Guid> places, Texts T) =>
    [
        .. (await services.GetRequiredService<HubDb>().Read<Round>().Where(r => places.Contains(r.PlaceId) && r.OpenedAt != null && r.ClosedAt == null && r.CancelledAt == null).ToListAsync())
            .Select(r => (r.PlaceId, T["A round is open until {0}.", T.Date(r.ClosesOn)])),
    ];

    private static SiteLink? RoundsOf(HttpContext context, Place place) => Me.Of(context).Is(Role.Reader, place.PlaceId)
        ? new SiteLink(context.RequestServices.GetRequiredService<Texts>()["Rounds"], $"/school/{place.PlaceId}/rounds")
        : null;

    private static SiteLink? FiguresOf(HttpContext context, Place place)
    {
        var T = context.RequestServices.GetRequiredService<Texts>();
        return place.Kind switch
        {
            var kind when PlaceKind.IsArea(kind) => new SiteLink(T["Figures of this area"], $"/figures/{place.PlaceId}"),
            PlaceKind.Board when Me.Of(context).Is(Role.Reader, place.PlaceId) => new SiteLink(T["What our schools say together"], $"/figures/{place.PlaceId}"),
            _ => null,
        };
    }

    private static void Routes(IEndpointRouteBuilder routes)
    {
        SeeSchool.SeeSchool.Map(routes);
        PrepareRound.PrepareRound.Map(routes);
        PreviewRound.PreviewRound.Map(routes);
        OpenRound.OpenRound.Map(routes);
        InvitePeople.InvitePeople.Map(routes);
        ReadPapers.ReadPapers.Map(routes);
        AdaptTexts.AdaptTexts.Map(routes);
        GiveTeamView.GiveTeamView.Map(routes);
        Appraise.AppraisalParts.Map(routes);
        FollowRound.FollowRound.Map(routes);
        ChangeDates.ChangeDates.Map(routes);
        CloseRound.CloseRound.Map(routes);
        CancelRound.CancelRound.Map(routes);
        ShareReport.ShareReport.Map(routes);
        TakeAwayText.TakeAwayText.Map(routes);
        ReadResults.ReadResults.Map(routes);
        ReadFigures.ReadFigures.Map(routes);
        ImportInstruments.ImportInstruments.Map(routes);
        SeeYears.SeeYears.Map(routes);
        AskAgain.AskAgain.Map(routes);
        AnswerQuestions.Map(routes);
        CallCampaign.CallCampaign.Map(routes);
        FollowCampaign.FollowCampaign.Map(routes);
        JoinCampaign.JoinCampaign.Map(routes);
        DrawWave.DrawWave.Map(routes);
        FollowWave.FollowWave.Map(routes);
        FollowWave.InviteWave.Map(routes);
        FollowWave.ReplaceSchool.Map(routes);
        ReflectForYourself.ForYourself.Map(routes);
        SayMore.SayMore.Map(routes);
        ReflectInGroup.OpenGroup.Map(routes);
        ReflectInGroup.FollowGroup.Map(routes);
        ReflectInGroup.AnswerInGroup.Map(routes);
    }

    private static void Model(ModelBuilder model)
    {
        model.Entity<Round>(e => { e.ToTable("reflect_round"); e.HasKey(r => new { r.PlaceId, r.Id }); e.HasIndex(r => r.Id); e.Ignore(r => r.OptionalItemIds); e.Ignore(r => r.LeftOutAreas); e.Ignore(r => r.AskedAgainIds); });
        model.Entity<RoundAudience>(e =>
        {
            e.ToTable("reflect_audience");
            e.HasKey(a => new { a.PlaceId, a.RoundId, a.Audience });
            e.HasIndex(a => a.LinkCode);
        });
        model.Entity<OwnItem>(e => { e.ToTable("reflect_own_item"); e.HasKey(i => new { i.PlaceId, i.RoundId, i.Number }); });
        model.Entity<SingleUseCode>(e => { e.ToTable("reflect_code"); e.HasKey(c => new { c.PlaceId, c.RoundId, c.Hash }); e.HasIndex(c => c.Hash); });
        model.Entity<Submission>(e => { e.ToTable("reflect_submission"); e.HasKey(s => new { s.PlaceId, s.RoundId, s.Id }); });
        model.Entity<Tally>(e => { e.ToTable("reflect_tally"); e.HasKey(t => new { t.PlaceId, t.RoundId, t.Audience, t.Item, t.Option }); });
        model.Entity<AreaTally>(e => { e.ToTable("reflect_area_tally"); e.HasKey(t => new { t.PlaceId, t.RoundId, t.Audience, t.Area }); });
        model.Entity<TeamView>(e => { e.ToTable("reflect_team_view"); e.HasKey(v => new { v.PlaceId, v.RoundId }); e.Ignore(v => v.Given); });
        Appraise.AppraisalParts.Map(model);
        model.Entity<StoredRelease>(e => { e.ToTable("reflect_release"); e.HasKey(r => new { r.PlaceId, r.RoundId }); });
        model.Entity<RoundText>(e => { e.ToTable("reflect_text"); e.HasKey(t => new { t.PlaceId, t.RoundId, t.Kind, t.Language }); });
        Areas.AreaTables.Map(model);
        model.Entity<ReflectForYourself.SelfReflection>(e => { e.ToTable("reflect_self"); e.HasKey(r => new { r.PersonId, r.Id }); e.Ignore(r => r.Marks); });
        SayMore.FreeText.Map(model);
        ReflectInGroup.ReflectionGroup.Map(model);
        model.Entity<ReportShare>(e => { e.ToTable("reflect_share"); e.HasKey(s => new { s.PlaceId, s.RoundId, s.Id }); e.HasIndex(s => s.PersonId); });
        CampaignTables.Map(model);
        WaveTables.Map(model);
        Federate.FederationTables.Map(model);
    }
}

/// <summary>What another module proposes to those who want to reach the next level of a ladder; it registers this as a service. It is never told who stands there.</summary>
/// <param name="Propose">a few, for where they stand; empty where there is nothing</param>
/// <param name="Ways">where the reader can begin with one of them, in their language; empty where they cannot, and for who has no account. An address tells nothing of where they stand: it stays in histories and logs. Not asked where nothing of the result is stored: who follows one would lose it</param>
public sealed record LadderHelp(int Order, Func<HelpWanted, IReadOnlyList<HelpProposed>> Propose, Func<HttpContext, HelpWanted, Task<IReadOnlyList<SiteLink>>> Ways);

/// <param name="Ladder">its id: "teacher"</param>
/// <param name="Framework">id of its framework: "teacher-competence"</param>
/// <param name="Area">id of one of its areas</param>
/// <param name="Level">where they stand in the area, from 1 to <paramref name="Levels"/>; of several people's judgement the plain mean of its topics</param>
public sealed record HelpWanted(string Ladder, string Framework, string Area, double Level, int Levels);

/// <param name="What">what can be done, in a line</param>
/// <param name="Why">in a sentence</param>
public sealed record HelpProposed(LocalizedText What, LocalizedText Why);

/// <summary>What another module knows of areas that does not come from schools; it registers this as a service. Both stand side by side and are never joined.</summary>
/// <param name="Of">what stands beside the figures of an area, or of all (null); null where there is nothing</param>
public sealed record FiguresBeside(int Order, Func<HttpContext, Place?, CancellationToken, Task<BesideShown?>> Of);

/// <param name="Heading">in the reader's language: "Official figures"</param>
/// <param name="Lines">the most important first, a few; with none, it leads on to something else and stands last</param>
/// <param name="More">where all of them are</param>
public sealed record BesideShown(string Heading, IReadOnlyList<BesideLine> Lines, SiteLink More)
{
    /// <summary>Further ways, after <see cref="More"/>.</summary>
    public IReadOnlyList<SiteLink> Also { get; init; } = [];

    /// <summary>Why these figures and those from schools are not the same, for pages that show both; null where there is nothing to explain.</summary>
    public Explained? BesideSchools { get; init; }
}

/// <param name="Heading">in the reader's language</param>
public sealed record Explained(string Heading, IReadOnlyList<string> Sentences);

/// <param name="Name">what is counted; leads to <paramref name="Path"/></param>
/// <param name="Sentences">the news and the numbers behind it</param>
/// <param name="Source">who published it</param>
public sealed record BesideLine(string Name, string Path, IReadOnlyList<(string News, string Numbers)> Sentences, string? Source);

/// <summary>What another module offers to people of a place on its page under "Our school"; it registers this as a service.</summary>
/// <param name="Offer">a link in the reader's language, or null where this reader has nothing to do there</param>
public sealed record SchoolAction(int Order, Func<HttpContext, Place, SiteLink?> Offer);

/// <summary>What another module offers to do about an area that a report names as worth working on.</summary>
/// <param name="Offer">a link in the reader's language; null where there is none for this reader</param>
public sealed record ReportOffer(int Order, Func<HttpContext, AreaOfReport, SiteLink?> Offer);

/// <param name="Area">id of an area of the instrument</param>
public sealed record AreaOfReport(Guid PlaceId, Guid RoundId, string Area);

/// <summary>What another module offers to do about an area in which a finished appraisal sees room to grow.</summary>
/// <param name="Offer">a link in the reader's language; null where there is none for this reader</param>
public sealed record AppraisalOffer(int Order, Func<HttpContext, AreaOfAppraisal, SiteLink?> Offer);

/// <param name="Area">id of an area of the ladder, of which something was judged</param>
public sealed record AreaOfAppraisal(Guid PlaceId, Guid AppraisalId, string Area);

/// <summary>What a finished appraisal that somebody may read says of one area.</summary>
/// <param name="Ladder">its title</param>
/// <param name="Framework">id of the framework: "ict-maturity"</param>
/// <param name="Name">of the area</param>
/// <param name="Level">plain mean of the levels of its topics, from 1 to <paramref name="Levels"/></param>
public sealed record AppraisedArea(Guid PlaceId, Guid AppraisalId, LocalizedText Ladder, DateOnly On, string Framework, string Area, LocalizedText Name, double Level, int Levels);

/// <summary>What a report that somebody may read says of one area.</summary>
/// <param name="Round">its name</param>
/// <param name="Framework">id of the framework: "digital-school"</param>
/// <param name="Name">of the area</param>
/// <param name="Lowest">the mean of the group that sees it lowest, on a scale from 1 to <paramref name="Scale"/>; null where no mean is shown</param>
public sealed record ReportedArea(Guid PlaceId, Guid RoundId, string Round, DateOnly Closed, string Framework, string Area, LocalizedText Name, double? Lowest, int Scale)
{
    /// <summary>Id of the questionnaire that was answered.</summary>
    public required string Instrument { get; init; }
}

/// <summary>An area of a ladder, whoever stands where in it.</summary>
/// <param name="Ladder">its title</param>
/// <param name="Framework">id of the framework: "teacher-competence"</param>
/// <param name="Name">of the area</param>
public sealed record LadderPart(LocalizedText Ladder, string Framework, string Area, LocalizedText Name);

/// <summary>Reads areas of reports and of appraisals for other modules.</summary>
public sealed class ReportedAreas(HubDb db, InstrumentLibrary library, TimeProvider clock)
{
    /// <returns>null where there is no such report or area that <paramref name="me"/> may read</returns>
    public async Task<ReportedArea?> Find(Me me, Guid round, string area, CancellationToken cancel = default)
    {
        if (await ReadResults.Reports.Find(db, me, round, clock.Today(), cancel) is not { Release: var release }) return null;
        if (release.Areas.FirstOrDefault(a => a.Id == area) is not { } released || library.Get(release.Round.Instrument, release.Round.InstrumentVersion) is not { } instrument) return null;
        return instrument.Areas.FirstOrDefault(a => a.Id == area) is { } asked
            ? new(release.Round.PlaceId, round, release.Round.Name, release.Round.Closed, instrument.Framework, area, asked.Name, released.Cells.Min(c => c.Mean), release.Scale) { Instrument = release.Round.Instrument }
            : null;
    }

    /// <returns>null where there is no such ladder or area</returns>
    public LadderPart? Part(string ladder, string area) => library.LatestLadder(ladder) is { } found && found.Areas.FirstOrDefault(a => a.Id == area) is { } part
        ? new(found.Title, found.Framework, area, part.Name)
        : null;

    /// <returns>null where there is no such appraisal that <paramref name="me"/> may read, where it is not finished, and where nothing of the area was judged</returns>
    public async Task<AppraisedArea?> Judged(Me me, Guid appraisal, string area, CancellationToken cancel = default)
    {
        if (await Appraise.Appraisals.Find(db, me, appraisal, library, cancel) is not { Ladder: { } ladder, Appraisal: { FinishedAt: not null } finished }) return null;
        var standing = ReadAppraisal.PlaceStanding.Of(ladder, finished);
        return standing.Areas.FirstOrDefault(a => a.Area.Id == area) is { Now: { } level } judged
            ? new(finished.PlaceId, appraisal, ladder.Title, standing.On, ladder.Framework, area, judged.Area.Name, level, ladder.Steps)
            : null;
    }
}
