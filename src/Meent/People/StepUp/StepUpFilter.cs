using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Microsoft.AspNetCore.Identity;

namespace Meent.People;

/// <summary>Asks who sits there before something that cannot easily be undone: the session may have been left open, or be stolen.</summary>
/// <remarks>OWASP ASVS 5.0 §7.5.</remarks>
public static class StepUpFilter
{
    /// <summary>For how long a proof holds.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    public const string Password = "proof.password";

    public const string Passkey = "proof.passkey";

    /// <summary>
    /// A form posted by somebody whose last proof is older than ten minutes is answered with a page that asks for one and keeps all that
    /// was typed; with the right proof the handler goes on with the form as it was first sent. Files do not survive this.
    /// </summary>
    /// <param name="acts">asks only where the field <c>act</c> is one of these; none for every form</param>
    public static RouteHandlerBuilder StepUp(this RouteHandlerBuilder route, params string[] acts) => route.AddEndpointFilter(async (call, next) =>
    {
        var (context, me) = (call.HttpContext, Me.Of(call.HttpContext));
        if (!me.IsSomebody || Now(context) - me.ProvedAt < Fresh) return await next(call);
        // A form that came too late or from elsewhere changes nothing: the handler shows it again.
        if (await Posted.BindAsync(context) is not { Expired: false } posted || (acts.Length > 0 && !acts.Contains(posted["act"]))) return await next(call);
        var answer = await Ask(context, me, posted);
        if (answer.Person is null) return await Again(context, me, answer);
        var proved = await context.RequestServices.GetRequiredService<HubSignIn>().Prove(answer.Person);
        context.Features.Set(proved);
        for (var i = 0; i < call.Arguments.Count; i++) if (call.Arguments[i] is Me) call.Arguments[i] = proved;
        return await next(call);
    });

    private static DateTime Now(HttpContext context) => context.RequestServices.GetRequiredService<TimeProvider>().Now();

    private static async Task<Proof.Answer> Ask(HttpContext context, Me me, Posted posted)
    {
        var (proof, T) = (context.RequestServices.GetRequiredService<Proof>(), context.RequestServices.GetRequiredService<Texts>());
        if (posted[Passkey] is not null) return await proof.Passkey(me.Id, posted);
        if (PasswordRule.Clean(posted[Password]) is { } password) return await proof.Password(me.Id, password);
        return new Proof.Answer(null, posted.Has(Password) ? T["Type your password."] : null);
    }

    private static async Task<IResult> Again(HttpContext context, Me me, Proof.Answer answer)
    {
        var errors = FormErrors.None;
        if (answer.Why is { } why) errors.Add(answer.Wait || context.Request.Form.ContainsKey(Passkey) ? "" : Password, why);
        var (people, ceremonies) = (context.RequestServices.GetRequiredService<UserManager<Person>>(), context.RequestServices.GetRequiredService<Ceremonies>());
        if (await people.FindByIdAsync(me.Id.ToString()) is not { } person) return Page.NotFound();
        var offer = (await people.GetPasskeysAsync(person)).Count > 0 ? await ceremonies.ToProve(person) : null;
        var institutions = await context.RequestServices.GetRequiredService<InstitutionAccounts>().Proving(me.Id);
        var request = context.Request;
        var fields = from field in request.Form where field.Key is not "__RequestVerificationToken" && !field.Key.StartsWith("proof.", StringComparison.Ordinal)
                     from value in field.Value select KeyValuePair.Create(field.Key, value ?? "");
        return Page.Of<StepUpPage>(new StepUpPage.Shown(request.PathBase + request.Path + request.QueryString, me.Email, [.. fields], person.PasswordHash is not null, offer, errors) { Institutions = institutions }, answer.Wait ? 429 : 422);
    }
}
