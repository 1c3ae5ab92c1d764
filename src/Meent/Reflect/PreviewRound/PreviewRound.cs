using Meent.Foundation.Data;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Reflect.Answer;
using Meent.Reflect.GiveTeamView;
using Meent.Reflect.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.PreviewRound;

/// <summary>The questions as each group will see them, to try; nothing of it is stored.</summary>
internal static class PreviewRound
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/rounds/{id:guid}/preview", Overview).RequireAuthorization();
        routes.MapGet("/rounds/{id:guid}/preview/{audience}", AsAudience).RequireAuthorization();
        routes.MapPost("/rounds/{id:guid}/preview/{audience}", Tried).RequireAuthorization().DisableAntiforgery();
    }

    private static async Task<IResult> Overview(Guid id, string? tried, HubDb db, Me me, InstrumentLibrary library, CancellationToken cancel)
    {
        if (await Rounds.Find(db, me, id, Role.Leader, cancel) is not { } mine) return Page.NotFound();
        if (library.Get(mine.Round.InstrumentId, mine.Round.InstrumentVersion) is not { } instrument) return RefusedPage.Of(mine, new InstrumentIsGone());
        var asked = Asked.All(mine.Round, mine.Audiences, instrument, await Own(db, mine.Round, cancel));
        return Page.Of<PreviewRoundPage>(new PreviewRoundPage.Shown(mine, asked, me.Is(Role.Coordinator, mine.Place.PlaceId), tried is not null));
    }

    private static async Task<IResult> AsAudience(Guid id, string audience, HubDb db, Me me, InstrumentLibrary library, CancellationToken cancel)
    {
        if (await Rounds.Find(db, me, id, Role.Leader, cancel) is not { } mine) return Page.NotFound();
        if (library.Get(mine.Round.InstrumentId, mine.Round.InstrumentVersion) is not { } instrument) return RefusedPage.Of(mine, new InstrumentIsGone());
        var own = await Own(db, mine.Round, cancel);
        if (audience == Asked.Leaders && mine.Round.Leaders == LeadersAnswer.Team)
            return Page.Of<GiveTeamViewPage>(GiveTeamViewPage.Shown.Preview(mine, Asked.OfTeam(mine.Round, instrument, own)));
        if (mine.For(audience) is not { } group) return Page.NotFound();
        var link = new AnswerLink(mine.Round, group, mine.Place.Name, new Sheet(instrument.Title, AskedItems.Of(mine.Round, group, instrument, own)) { Word = Called.By(instrument) });
        return Page.Of<QuestionnairePage>(new QuestionnaireModel(link, $"preview-{group.LinkCode}")
        {
            IsPreview = true,
            Back = $"{mine.Path}/preview",
            Action = $"{mine.Path}/preview/{audience}",
        });
    }

    /// <summary>Where a participant would be thanked.</summary>
    private static async Task<IResult> Tried(Guid id, string audience, HubDb db, Me me, CancellationToken cancel) =>
        await Rounds.Find(db, me, id, Role.Leader, cancel) is { } mine && mine.For(audience) is not null
            ? Redirect.To($"{mine.Path}/preview?tried=1")
            : Page.NotFound();

    private static Task<List<OwnItem>> Own(HubDb db, Round round, CancellationToken cancel) =>
        db.Read<OwnItem>().Where(i => i.PlaceId == round.PlaceId && i.RoundId == round.Id).ToListAsync(cancel);
}
