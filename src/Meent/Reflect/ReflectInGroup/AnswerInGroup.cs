using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.Reflect.Answer;
using Meent.Reflect.Instruments;
using Meent.Reflect.ReflectForYourself;
using Meent.Reflect.Results;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.ReflectInGroup;

/// <summary>Somebody with the code answers, without account, cookie or a line in any log; after closing, the same address shows what the group says.</summary>
/// <remarks>There is no antiforgery token, for the same reason as at <see cref="AnswerQuestions"/>.</remarks>
internal static class AnswerInGroup
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/g/{code}", Show);
        routes.MapPost("/g/{code}", Send).DisableAntiforgery();
        routes.MapGet("/g/{code}/thanks", Thank);
    }

    private static async Task<IResult> Show(
        string code, HttpContext context, HubDb db, InstrumentLibrary library, GroupClosing closing, AnswerLimits limits, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await Door(code, context, db, library, closing, limits, cancel) is not { } door) return Nowhere(code, context, limits);
        if (door.Ladder is null) return Page.Of<GroupClosedPage>(new GroupClosedPage.Shown(door.Group, false), 410);
        if (door.Group.Group.IsOpen(clock.Today())) return await Asked(db, door, MarksForm.Empty, FormErrors.None, 200, T, cancel);
        return await Result(db, door, cancel) is { } release ? Page.Of<GroupResultPage>(new GroupResultPage.Shown(door.Group, door.Ladder, release)) : Page.NotFound();
    }

    private static async Task<IResult> Send(
        string code, Posted posted, HttpContext context, HubDb db, InstrumentLibrary library, GroupClosing closing, AnswerLimits limits, SubmissionWriter writer, TimeProvider clock, Texts T,
        CancellationToken cancel)
    {
        var maySend = limits.MaySend(context.Connection.RemoteIpAddress);
        if (await Door(code, context, db, library, closing, limits, cancel) is not { } door) return Nowhere(code, context, limits);
        if (door.Ladder is not { } ladder || !door.Group.Group.IsOpen(clock.Today())) return Page.Of<GroupClosedPage>(new GroupClosedPage.Shown(door.Group, true), 410);
        var (form, errors) = (MarksForm.From(posted, ladder), new FormErrors());
        if (form.Read(ladder, atLeastOne: true, errors, T) is not { } marks) return await Asked(db, door, form, errors, 422, T, cancel);
        switch (maySend ? await writer.Write(door.Group.Group.PlaceId, door.Group.Group.PlaceId, ReflectionGroup.Members, Pack(ladder, marks)) : Outcome.Busy)
        {
            case Outcome.Stored:
                return Redirect.To(door.Group.Address + "/thanks");
            case Outcome.Sealed:
                return Page.Of<GroupClosedPage>(new GroupClosedPage.Shown(door.Group, true), 410);
            default:
                errors.Add("", T["Your answers could not be stored just now. They are still here: wait a minute and send them again."]);
                context.Response.Headers.RetryAfter = "30";
                return await Asked(db, door, form, errors, maySend ? 503 : 429, T, cancel);
        }
    }

    private static async Task<IResult> Thank(string code, HttpContext context, HubDb db, InstrumentLibrary library, GroupClosing closing, AnswerLimits limits, CancellationToken cancel) =>
        await Door(code, context, db, library, closing, limits, cancel) is { } door ? Page.Of<GroupThanksPage>(door.Group) : Nowhere(code, context, limits);

    /// <summary>A byte per item in the order of the ladder: 0 left open, else the level.</summary>
    private static byte[] Pack(Ladder ladder, Marks marks) => [.. ladder.Items.Select(i => (byte)(marks.Level(i.Id) ?? 0))];

    /// <returns>null where the code leads nowhere, or this address tried too many of them</returns>
    private static async Task<Opened?> Door(string code, HttpContext context, HubDb db, InstrumentLibrary library, GroupClosing closing, AnswerLimits limits, CancellationToken cancel)
    {
        // What somebody chose must not come back on a shared device from the browser's store.
        context.Response.Headers.CacheControl = "no-store";
        if (!limits.MayLook(context.Connection.RemoteIpAddress) || await Groups.ByCode(db, code, cancel) is not { } known) return null;
        var group = await closing.IfEnded(db, known, cancel);
        return new(group, library.Ladder(group.Group.Ladder, group.Group.Version));
    }

    private static IResult Nowhere(string code, HttpContext context, AnswerLimits limits)
    {
        var address = context.Connection.RemoteIpAddress;
        if (!limits.MayLook(address)) return TypedResults.StatusCode(429);
        limits.Missed(address);
        return Page.Of<ClosedDoorPage>(new ClosedDoorPage.Shown(new Answer.Entry(code, null), Answer.Door.Unknown, false), 404);
    }

    private static async Task<RazorComponentResult<GroupQuestionsPage>> Asked(HubDb db, Opened door, MarksForm form, FormErrors errors, int status, Texts T, CancellationToken cancel) =>
        Page.Of<GroupQuestionsPage>(new GroupQuestionsPage.Shown(door.Group, door.Ladder!, await Groups.Opener(db, door.Group.Group, T, cancel), form, errors), status);

    private static async Task<Release?> Result(HubDb db, Opened door, CancellationToken cancel)
    {
        var id = door.Group.Group.PlaceId;
        return await db.Read<StoredRelease>().SingleOrDefaultAsync(r => r.PlaceId == id && r.RoundId == id, cancel) is { } stored ? Release.FromJson(stored.Content) : null;
    }

    /// <param name="Ladder">in the version of the group; null where its file is gone</param>
    private sealed record Opened(GroupWithLink Group, Ladder? Ladder);
}
