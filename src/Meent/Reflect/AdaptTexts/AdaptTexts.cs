using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Reflect.InvitePeople;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Meent.Reflect.AdaptTexts;

/// <summary>A coordinator reads, prints and changes the texts of a round.</summary>
internal static class AdaptTexts
{
    /// <summary>Characters; the longest text of the hub, the DPIA, has a fifth of that.</summary>
    public const int Longest = 60_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/rounds/{id:guid}/texts/{kind}", Show).RequireAuthorization();
        routes.MapGet("/rounds/{id:guid}/texts/{kind}/edit", Edit).RequireAuthorization();
        routes.MapPost("/rounds/{id:guid}/texts/{kind}/edit", Save).RequireAuthorization();
    }

    private static async Task<IResult> Show(Guid id, string kind, HttpRequest request, Settings settings, HubDb db, Me me, RoundWords words, CancellationToken cancel)
    {
        if (await Rounds.Find(db, me, id, Role.Coordinator, cancel) is not { } mine) return Page.NotFound();
        if (Papers.Missing(mine.Round, RoundWords.AudienceOf(kind) ?? "")) return Redirect.To($"{mine.Path}/papers");
        return await Find(mine, kind, request, settings, words, cancel) is { } text ? Page.Of<TextPage>(new TextPage.Shown(mine, kind, text)) : Page.NotFound();
    }

    private static async Task<IResult> Edit(Guid id, string kind, HttpRequest request, Settings settings, HubDb db, Me me, RoundWords words, CancellationToken cancel)
    {
        if (await Rounds.Find(db, me, id, Role.Coordinator, cancel) is not { } mine) return Page.NotFound();
        return await Find(mine, kind, request, settings, words, cancel) is { } text ? Form(mine, kind, text, text.Text.Markdown, FormErrors.None, 200) : Page.NotFound();
    }

    private static async Task<IResult> Save(
        Guid id, string kind, Posted posted, HttpRequest request, Settings settings, HubDb db, Me me, RoundWords words, Texts T, CancellationToken cancel)
    {
        if (await Rounds.Find(db, me, id, Role.Coordinator, cancel) is not { } mine) return Page.NotFound();
        if (await Find(mine, kind, request, settings, words, cancel) is not { } text) return Page.NotFound();
        var content = posted["content"]?.ReplaceLineEndings("\n");
        var original = posted["act"] == "original";
        var errors = posted.Errors(T);
        if (!original && content is null) errors.Add("content", T["The text is empty. Write it, or put the original back."]);
        if (content?.Length > Longest) errors.Add("content", T["This text is longer than {0} characters. Make it shorter.", Longest]);
        if (errors.Any) return Form(mine, kind, text, content, errors, 422);
        await words.Keep(mine.Round, kind, original || content == words.Shipped(mine.Round, kind)?.Markdown.Trim() ? null : content, cancel);
        return Redirect.To($"{mine.Path}/texts/{kind}");
    }

    private static Task<FilledText?> Find(MyRound mine, string kind, HttpRequest request, Settings settings, RoundWords words, CancellationToken cancel)
    {
        var audience = RoundWords.AudienceOf(kind);
        var group = mine.For(audience);
        if (audience is null ? !RoundWords.Papers.Contains(kind) : group is null) return Task.FromResult<FilledText?>(null);
        return words.Find(mine.Round, mine.Place.Name, kind, group is null ? null : Links.To(settings.Home(request), group.LinkCode), cancel);
    }

    private static RazorComponentResult<EditTextPage> Form(MyRound mine, string kind, FilledText text, string? content, FormErrors errors, int status) =>
        Page.Of<EditTextPage>(new EditTextPage.Shown(mine, kind, text, content, errors), status);
}
