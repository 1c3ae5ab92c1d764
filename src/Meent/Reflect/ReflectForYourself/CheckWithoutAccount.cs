using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.Reflect.Instruments;

namespace Meent.Reflect.ReflectForYourself;

/// <summary>Somebody does a ladder without an account: what they send comes back as their result, and nothing of it is stored or logged.</summary>
/// <remarks>
/// There is no antiforgery token, and so no cookie: nothing is changed by what is sent. A draft lies on the person's own device for a
/// day, as with every questionnaire, until they take it away.
/// </remarks>
internal static class CheckWithoutAccount
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/self/{ladder}/check", Show);
        routes.MapPost("/self/{ladder}/check", Answer).DisableAntiforgery();
        routes.MapGet("/self/{ladder}/check/done", Done);
    }

    /// <summary>Under which a draft lies on the device.</summary>
    public static string DraftCode(Ladder ladder) => $"self-{ladder.Id}-{ladder.Version}";

    private static IResult Show(string ladder, HttpContext context, InstrumentLibrary library)
    {
        if (Find(library, ladder) is not { } found) return Page.NotFound();
        NotKept(context);
        return Page.Of<CheckPage>(new CheckPage.Shown(found, MarksForm.Empty, FormErrors.None));
    }

    private static async Task<IResult> Answer(string ladder, Posted posted, HttpContext context, InstrumentLibrary library, IEnumerable<LadderHelp> help, Texts T)
    {
        if (Find(library, ladder) is not { } found) return Page.NotFound();
        NotKept(context);
        var form = MarksForm.From(posted, found);
        if (posted["again"] is not null) return Page.Of<CheckPage>(new CheckPage.Shown(found, form, FormErrors.None));
        var errors = new FormErrors();
        if (form.Read(found, atLeastOne: true, errors, T) is not { } marks) return Page.Of<CheckPage>(new CheckPage.Shown(found, form, errors), 422);
        var standing = Standing.Of(found, marks);
        return Page.Of<ResultPage>(new ResultPage.Shown(standing, await Help.For(standing, help, null)) { Kept = form });
    }

    private static IResult Done(string ladder, HttpContext context, InstrumentLibrary library)
    {
        if (Find(library, ladder) is not { } found) return Page.NotFound();
        NotKept(context);
        return Page.Of<CheckDonePage>(found);
    }

    private static Ladder? Find(InstrumentLibrary library, string ladder) => ForYourself.Find(library, ladder) is { WithoutAccount: true } found ? found : null;

    // What somebody chose must not come back on a shared device from the browser's store.
    private static void NotKept(HttpContext context) => context.Response.Headers.CacheControl = "no-store";
}
