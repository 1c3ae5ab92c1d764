using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Mail;
using Meent.Foundation.Time;
using Meent.Foundation.Web;

namespace Meent.People.OperateMail;

/// <summary>What the hub sends: letters that wait or got nowhere, what went to an address, and how every kind of letter reads.</summary>
public static class OperateMail
{
    private const int MostShown = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/operate/mail", async (Me me, HubDb db, Settings settings, TimeProvider clock, string? address) =>
            me.IsOperator ? Page.Of<MailPage>(await Facts(db, settings, clock, Posted.Clean(address), FormErrors.None)) : Page.NotFound()).RequireAuthorization();
        routes.MapPost("/operate/mail", Post).RequireAuthorization();
        routes.MapGet("/operate/mail/letters", (Me me, HubModel model) => me.IsOperator ? Page.Of<LettersPage>(model) : Page.NotFound()).RequireAuthorization();
        routes.MapGet("/operate/mail/letters/{number:int}", Letter).RequireAuthorization();
    }

    /// <summary>All kinds of letters, in the order in which the modules list them.</summary>
    public static IReadOnlyList<LetterSample> Samples(HubModel model) => [.. model.Modules.SelectMany(m => m.LetterSamples)];

    private static async Task<IResult> Post(Posted posted, Me me, HubDb db, MailOutbox outbox, MailSignal signal, Settings settings, TimeProvider clock, Texts T)
    {
        if (!me.IsOperator) return Page.NotFound();
        var errors = posted.Errors(T);
        if (errors.Any) return Page.Of<MailPage>(await Facts(db, settings, clock, null, errors), 422);
        if (!Guid.TryParse(posted["id"], out var id) || Act(posted["act"], outbox) is not { } act) return Page.NotFound();
        if (await act(id))
        {
            signal.Ring();
            return Redirect.To("/operate/mail");
        }
        errors.Add("", new LetterIsOnItsWay().Sentence(T));
        return Page.Of<MailPage>(await Facts(db, settings, clock, null, errors), 409);
    }

    private static Func<Guid, Task<bool>>? Act(string? act, MailOutbox outbox) => act switch
    {
        "again" => outbox.Again,
        "leave" => outbox.Leave,
        "drop" => outbox.Drop,
        _ => null,
    };

    private static async Task<MailPage.Shown> Facts(HubDb db, Settings settings, TimeProvider clock, string? address, FormErrors errors) => new(
        await MailLists.Open(db, MostShown), await MailLists.Counts(db, clock.Now()), clock.Now(),
        SmtpServer.TryParse(settings.Smtp, out var server, out _) ? server.ToString() : null,
        address, address is null ? [] : await MailLists.To(db, address), errors);

    private static IResult Letter(int number, Me me, HubModel model, Settings settings, TextCatalogue catalogue, Texts T)
    {
        if (!me.IsOperator || Samples(model).ElementAtOrDefault(number - 1) is not { } sample) return Page.NotFound();
        var written = T.Languages.Select(l => new LetterPage.Written(l, sample.Write(settings, new Texts(catalogue, l.Tag)))).ToList();
        return Page.Of<LetterPage>(new LetterPage.Shown(sample, written, settings.Home()));
    }
}
