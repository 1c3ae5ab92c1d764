using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;

namespace Meent.People;

/// <summary>Signing in with the account of an institution: there, and back with the proof. OpenID Connect, authorisation code with PKCE.</summary>
/// <remarks>docs/decisions/2026-11-22-institutions.md says what is checked, and why.</remarks>
public static partial class InstitutionSignIn
{
    private const int LongestNext = 1000;
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in/with/{number:int}", Begin);
        routes.MapGet("/sign-in/back/{number:int}", Back);
    }

    internal static void Services(IServiceCollection services) =>
        services.AddSingleton(ProviderLimits.Usual).AddSingleton<Institutions>().AddSingleton<WayCookies>().AddScoped<InstitutionAccounts>().AddScoped<InstitutionDesk>().AddScoped<InstitutionDoor>();

    private static async Task<IResult> Begin(int number, string? next, string? confirm, HttpContext context, InstitutionDesk desk, Me me, Texts T, TimeProvider clock, CancellationToken cancel)
    {
        if (desk.Find(number) is not { } provider) return Page.NotFound();
        var way = Way.New(provider, next is { Length: <= LongestNext } ? Redirect.Local(next) : null, confirm is not null && me.IsSomebody, clock.Now());
        var (address, why) = await provider.Begin(way, desk.BackTo(context, number), T.Language, way.Confirms, cancel);
        if (address is null) return desk.Refused(provider, why!);
        desk.Cookies.Keep(context, way);
        return Results.Redirect(new Uri(address).AbsoluteUri);
    }

    private static async Task<IResult> Back(int number, string? state, string? code, string? error, string? iss, HttpContext context, InstitutionDesk desk, InstitutionAccounts accounts, HubDb db, Me me, Tries tries, Texts T, TimeProvider clock, CancellationToken cancel)
    {
        if (desk.Find(number) is not { } provider) return Page.NotFound();
        var way = desk.Cookies.Take(context, state);
        if (way is null || way.Number != number || way.Issuer != provider.Settings.Issuer || !await WayUsed.Use(db, way, clock.Now())) return desk.Refused(provider, new InstitutionWayLost());
        if (error is not null) return desk.Refused(provider, await provider.OriginFault(iss, cancel) is { Untrusted: true } mixed ? desk.Because(provider, mixed) : InstitutionDesk.Said(provider, error));
        if (string.IsNullOrEmpty(code)) return desk.Refused(provider, Fault.Forged("its answer has no code"));
        // A try counts before it is looked at; one that goes well is given back.
        var limit = new Limit("institution network", tries.Network, 300, Quarter);
        if (await tries.Take(limit) is { } wait) return desk.Refused(provider, TooManyTries.Sentence(wait, T), 429);
        var (identity, why) = await provider.Redeem(code, iss, way, desk.BackTo(context, number), cancel);
        if (identity is null) return desk.Refused(provider, why!);
        await tries.GiveBack(limit);
        return await accounts.Holder(identity) switch
        {
            { } holder when way.Confirms && holder.Id != me.Id => desk.Refused(provider, new InstitutionConfirmsAnother()),
            { } holder when way.Confirms => identity.IsAnew(way) ? await desk.Confirmed(holder) : desk.ProvesNothing(provider),
            { } holder when me.IsSomebody && me.Id != holder.Id => desk.Refused(provider, new InstitutionOfAnother(provider.Settings.Name)),
            { EndedAt: not null } => desk.Refused(provider, new AccountEnded()),
            { } holder => await desk.SignIn(holder, identity, way.Next),
            null => desk.AskWhatNext(context, identity, way.Next),
        };
    }
}

/// <summary>What happens around a provider's answer: pages, cookies, sessions.</summary>
internal sealed partial class InstitutionDesk(Institutions institutions, WayCookies cookies, HubSignIn session, Settings settings, TimeProvider clock, Texts T, ILoggerFactory logs)
{
    public WayCookies Cookies => cookies;

    public OpenIdProvider? Find(int number) => institutions.Find(number);

    /// <summary>The address that a provider sends people back to, one for each provider: an answer for one is never taken for another's.</summary>
    public string BackTo(HttpContext context, int number) =>
        $"{settings.Home(context.Request)}/sign-in/back/{number}";

    public IResult Refused(OpenIdProvider provider, Fault why) => Refused(provider, Because(provider, why).Sentence(T), why.Untrusted ? 422 : 503);

    public IResult Refused(OpenIdProvider provider, Refusal why) => Refused(provider, why.Sentence(T), 422);

    public IResult Refused(OpenIdProvider provider, string sentence, int status) => Refused(provider.Settings.Name, sentence, status);

    /// <param name="institution">null where it is not known any more which one it was</param>
    public IResult Refused(string? institution, string sentence, int status) =>
        Page.Of<InstitutionRefusedPage>(Shown(institution, sentence), status);

    /// <summary>The provider let somebody through who was signed in there, or does not tell whether it asked: no proof of who sits there.</summary>
    public IResult ProvesNothing(OpenIdProvider provider)
    {
        LogFault(logs.CreateLogger("Meent"), provider.Settings.Number, provider.Settings.Name, "its token does not show that the person signed in anew (auth_time)");
        return Page.Of<InstitutionRefusedPage>(Shown(provider.Settings.Name, new InstitutionAskedNobody(provider.Settings.Name).Sentence(T)) with { NeedsPassword = true }, 422);
    }

    public Refusal Because(OpenIdProvider provider, Fault why)
    {
        LogFault(logs.CreateLogger("Meent"), provider.Settings.Number, provider.Settings.Name, why.Detail);
        return why.Untrusted ? new InstitutionNotBelieved(provider.Settings.Name) : new InstitutionSilent(provider.Settings.Name);
    }

    /// <summary>What an error of the provider means for the person: RFC 6749 §4.1.2.1, OpenID Connect Core §3.1.2.6.</summary>
    public static Refusal Said(OpenIdProvider provider, string error) => error switch
    {
        "access_denied" or "login_required" or "interaction_required" or "consent_required" or "account_selection_required" => new InstitutionDenied(provider.Settings.Name),
        "temporarily_unavailable" or "server_error" => new InstitutionSilent(provider.Settings.Name),
        _ => new InstitutionRejectsHub(provider.Settings.Name),
    };

    /// <summary>Signs in. What needs proof of who sits there counts from when the person signed in at the institution; where it does not say when, they are asked.</summary>
    public async Task<IResult> SignIn(Person person, InstitutionIdentity identity, string? next, bool isNew = false)
    {
        var how = isNew ? Sessions.First(clock.GetUtcNow()) : Sessions.For(stay: false, clock.GetUtcNow());
        await session.SignInAsync(person, Sessions.Proved(how, identity.SignedInAt ?? clock.Now() - StepUpFilter.Fresh));
        return Redirect.To(next ?? "/");
    }

    /// <summary>The person is there: the session counts as proved anew.</summary>
    public async Task<IResult> Confirmed(Person person)
    {
        await session.Prove(person);
        return Page.Of<InstitutionConfirmedPage>();
    }

    public IResult AskWhatNext(HttpContext context, InstitutionIdentity identity, string? next)
    {
        cookies.Keep(context, new InstitutionProof(identity, next, clock.Now()));
        return Redirect.To("/sign-in/institution");
    }

    private InstitutionRefusedPage.Shown Shown(string? institution, string sentence) => new(institution, Me.Of(session.Context).IsSomebody, sentence);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Institution {Number} ({Name}): {Detail}")]
    private static partial void LogFault(ILogger logger, int number, string name, string detail);
}
