using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.Reflect.Answer;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Meent.Reflect.SayMore;

/// <summary>Whoever has answered may add something in own words. It is a form of its own: nothing of it travels with the answers.</summary>
internal static class SayMore
{
    public static IServiceCollection AddSayingMore(this IServiceCollection services) => services
        .AddSingleton<WaitingTexts>()
        .AddHostedService(s => s.GetRequiredService<WaitingTexts>());

    // No antiforgery token, as where people answer: nobody is signed in.
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/r/{code}/more", Say).DisableAntiforgery();

    private static async Task<IResult> Say(
        string code, Posted posted, HttpContext context, Entries entries, UsedCodes used, WaitingTexts waiting, AnswerLimits limits, TimeProvider clock, Texts T)
    {
        var address = context.Connection.RemoteIpAddress;
        if (!limits.MayLook(address)) return TypedResults.StatusCode(429);
        var entry = await entries.Find(code);
        context.Response.Headers.CacheControl = "no-store";
        if (!MaySay(entry, clock))
        {
            if (entry.Link is null) limits.Missed(address);
            return Page.NotFound();
        }
        var typed = posted["text"];
        var errors = Errors(typed, T);
        if (!limits.MaySend(address)) errors.Add("", NotNow(T));
        // What was answered with the code may be known in another process only, and not yet written.
        if (entry is { IsSingleUse: true, Used: false } && !await used.IsClaimedAnywhere(entry.Code)) errors.Add("", NotNow(T));
        if (errors.Any) return Again(entry, typed, errors);
        if (!entry.IsSingleUse || await waiting.MaySay(entry.Link!.RoundId, entry.Code)) _ = waiting.Add(entry.Link!, Clean(typed!));
        return Redirect.To($"/r/{entry.Code}/thanks?said=1");
    }

    /// <summary>The round is open and asks for words, of those who come by this link or with a code of their own.</summary>
    private static bool MaySay(Entry entry, TimeProvider clock) =>
        entry.Link is { } link && link.Sheet.FreeQuestion is not null && link.Round.State(clock.Today()) == RoundState.Open
        && (entry.IsSingleUse || link.Audience.Access == Access.Link);

    private static string NotNow(Texts T) => T["Your words could not be stored just now. They are still here: wait a minute and send them again."];

    private static FormErrors Errors(string? typed, Texts T)
    {
        var errors = new FormErrors();
        if (string.IsNullOrWhiteSpace(typed)) errors.Add("text", T["There is nothing here yet. Write something, or close this page."]);
        else if (typed.Length > FreeText.Longest) errors.Add("text", T["This is longer than {0} characters. Make it shorter.", FreeText.Longest]);
        return errors;
    }

    /// <summary>One paragraph: line breaks and rows of spaces are a way to recognise a writer.</summary>
    private static string Clean(string typed) => string.Join(' ', typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static RazorComponentResult<ThanksPage> Again(Entry entry, string? typed, FormErrors errors) =>
        Page.Of<ThanksPage>(new ThanksPage.Shown(entry) { Typed = typed, Errors = errors }, 422);
}
