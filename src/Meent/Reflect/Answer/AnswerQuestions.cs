using System.Buffers;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.Reflect.Instruments;
using Meent.Reflect.Pooling;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Meent.Reflect.Answer;

/// <summary>Somebody follows a link and answers: no account, no cookie but the language, no line in any log.</summary>
/// <remarks>
/// There is no antiforgery token: nobody is signed in, so a foreign page could send nothing that its author could not send himself,
/// and a token would be one more thing that ties a page to a person. See docs/decisions.
/// </remarks>
public static class AnswerQuestions
{
    /// <summary>A questionnaire of 60 items is about 2 KB.</summary>
    public const int LongestBody = 64 * 1024;

    public static IServiceCollection AddAnswering(this IServiceCollection services) => services
        .AddSingleton<OpenRounds>()
        .AddSingleton<Entries>()
        .AddSingleton<KeptForms>()
        .AddSingleton<AnswerLimits>()
        .AddSingleton<UsedCodes>()
        .AddHostedService(s => s.GetRequiredService<UsedCodes>())
        .AddSingleton<SubmissionWriter>()
        .AddHostedService(s => s.GetRequiredService<SubmissionWriter>());

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/r/{code}", Show);
        routes.MapPost("/r/{code}", Send).DisableAntiforgery();
        routes.MapGet("/r/{code}/thanks", Thank);
    }

    private static async Task<IResult> Show(string code, HttpContext context, Entries entries, UsedCodes used, AnswerLimits limits, KeptForms forms, TimeProvider clock)
    {
        var address = context.Connection.RemoteIpAddress;
        if (!limits.MayLook(address)) return TypedResults.StatusCode(429);
        var entry = await entries.Find(code);
        if (entry.Link is null && await Pool(context, entry.Code, clock) is { } pool) return Page.Of<PoolDoorPage>(pool);
        if (entry.Link is null && await ReflectInGroup.Groups.ByCode(context.RequestServices.GetRequiredService<HubDb>(), entry.Code, context.RequestAborted) is { } group) return Redirect.To(group.Address);
        if (entry.Link is null) limits.Missed(address);
        if (entry.IsSingleUse && used.IsClaimed(entry.Code)) entry = entry with { Used = true };
        NotKept(context);
        var door = entry.Door(clock.Today());
        if (door != Door.Open) return Closed(entry, door);
        var page = Page.Of<QuestionnairePage>(new QuestionnaireModel(entry.Link!, entry.Code));
        return entry.IsSingleUse || context.Request.QueryString.HasValue ? page : forms.Page(entry, context.RequestServices.GetRequiredService<Texts>().Language, page);
    }

    private static async Task<IResult> Thank(string code, string? said, HttpContext context, Entries entries, AnswerLimits limits)
    {
        var address = context.Connection.RemoteIpAddress;
        if (!limits.MayLook(address)) return TypedResults.StatusCode(429);
        var entry = await entries.Find(code);
        NotKept(context);
        if (entry.Link is { Round.OpenedAt: not null }) return Page.Of<ThanksPage>(new ThanksPage.Shown(entry) { Said = said is not null });
        limits.Missed(address);
        return Closed(entry, Door.Unknown);
    }

    private static async Task<IResult> Send(
        string code, HttpContext context, Entries entries, UsedCodes used, SubmissionWriter writer, AnswerLimits limits, TimeProvider clock)
    {
        var address = context.Connection.RemoteIpAddress;
        if (!limits.MayLook(address)) return TypedResults.StatusCode(429);
        var maySend = limits.MaySend(address);
        var entry = await entries.Find(code);
        if (entry.Link is null) limits.Missed(address);
        var door = entry.Door(clock.Today());
        if (door != Door.Open) return Closed(entry, door, whileAnswering: true);
        if (await Read(context.Request, entry.Link!.Sheet) is not { } sent) return TypedResults.StatusCode(context.Response.StatusCode);
        if (!maySend) return TryLater(context, entry, sent.Packed, 429);
        if (!sent.CanBeStored) return Again(context, entry, sent.Packed, Errors(sent, context.RequestServices.GetRequiredService<Texts>()), 422);
        var outcome = entry.IsSingleUse ? await StoreOnce(entry, sent.Packed, entries, used, writer) : await Store(entry.Link, sent.Packed, writer);
        return outcome switch
        {
            Door.Open => Redirect.To($"/r/{entry.Code}/thanks"),
            { } shut => Closed(entry, shut, whileAnswering: true),
            null => TryLater(context, entry, sent.Packed, 503),
        };
    }

    /// <summary>The one link of several schools: there one chooses the school first.</summary>
    private static Task<PoolDoor?> Pool(HttpContext context, string code, TimeProvider clock) => PoolDoor.Find(
        context.RequestServices.GetRequiredService<HubDb>(), context.RequestServices.GetRequiredService<InstrumentLibrary>(), code, clock.Today(),
        context.RequestServices.GetRequiredService<Texts>().Language, context.RequestAborted);

    /// <returns>open where it was stored; null where the database did not take it; else why not</returns>
    private static async Task<Door?> Store(AnswerLink link, byte[] answers, SubmissionWriter writer) =>
        await writer.Write(link.PlaceId, link.RoundId, link.Audience.Audience, answers) switch
        {
            Outcome.Stored => Door.Open,
            Outcome.Sealed => Door.Closed,
            _ => null,
        };

    private static async Task<Door?> StoreOnce(Entry entry, byte[] answers, Entries entries, UsedCodes used, SubmissionWriter writer)
    {
        if (!await used.Claim(entry.Code)) return Door.Used;
        Door? outcome = null;
        try
        {
            // Asked again now that the code is ours: its mark may have been written in between.
            outcome = (await entries.FindSingleUse(entry.Code)).Used ? Door.Used : await Store(entry.Link!, answers, writer);
        }
        finally
        {
            if (outcome != Door.Open) await used.GiveBack(entry.Code);
        }
        if (outcome == Door.Open) _ = used.Spend(entry.Link!, entry.Code);
        return outcome;
    }

    /// <returns>null where the body is not a form or too long; the response then has its status</returns>
    private static async Task<SentAnswers?> Read(HttpRequest request, Sheet sheet)
    {
        if (request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
        {
            request.HttpContext.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return null;
        }
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
            if (read.Buffer.Length > LongestBody)
            {
                request.HttpContext.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
                return null;
            }
            if (read.IsCompleted)
            {
                var sent = SentAnswers.Read(read.Buffer.IsSingleSegment ? read.Buffer.FirstSpan : read.Buffer.ToArray(), sheet);
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return sent;
            }
            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static FormErrors Errors(SentAnswers sent, Texts T)
    {
        var errors = new FormErrors();
        foreach (var item in sent.Wrong.Distinct()) errors.Add(item, T["This answer did not come through. Choose one of the answers."]);
        if (sent.HasForeign) errors.Add("", T["Something was sent that is not part of these questions. What you chose is still here: look it over and send it again."]);
        else if (sent.IsEmpty && !errors.Any) errors.Add("", T["You have not chosen an answer yet. Choose at least one, then send."]);
        return errors;
    }

    private static RazorComponentResult<QuestionnairePage> TryLater(HttpContext context, Entry entry, byte[] chosen, int status)
    {
        var errors = new FormErrors();
        errors.Add("", context.RequestServices.GetRequiredService<Texts>()["Your answers could not be stored just now. They are still here: wait a minute and send them again."]);
        context.Response.Headers.RetryAfter = "30";
        return Again(context, entry, chosen, errors, status);
    }

    private static RazorComponentResult<QuestionnairePage> Again(HttpContext context, Entry entry, byte[] chosen, FormErrors errors, int status)
    {
        NotKept(context);
        return Page.Of<QuestionnairePage>(new QuestionnaireModel(entry.Link!, entry.Code) { Chosen = chosen, Errors = errors }, status);
    }

    private static RazorComponentResult<ClosedDoorPage> Closed(Entry entry, Door door, bool whileAnswering = false) =>
        Page.Of<ClosedDoorPage>(new ClosedDoorPage.Shown(entry, door, whileAnswering), door switch
        {
            Door.NeedsCode => whileAnswering ? 422 : 200,
            Door.Unknown => 404,
            Door.Waiting => 403,
            _ => 410,
        });

    // What somebody chose must not come back on a shared device from the browser's store.
    private static void NotKept(HttpContext context) => context.Response.Headers.CacheControl = "no-store";
}
