using System.Security.Claims;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Meent.People;

/// <summary>
/// Whichever way somebody signs in, by password, passkey or institution, it makes a session of its own with a new id: what a
/// browser held before opens nothing afterwards.
/// </summary>
internal sealed class HubSignIn(
    UserManager<Person> people, IHttpContextAccessor request, IUserClaimsPrincipalFactory<Person> claims, IOptions<IdentityOptions> options,
    ILogger<SignInManager<Person>> log, IAuthenticationSchemeProvider schemes, IUserConfirmation<Person> confirmation, HubDb db, KnownDevices devices, SafetyLetters letters, TimeProvider clock)
    : SignInManager<Person>(people, request, claims, options, log, schemes, confirmation)
{
    /// <summary>Signing in is proof. <paramref name="authenticationProperties"/> tell whether the device is the person's own, and when they proved who they are, where that was not just now.</summary>
    public override async Task SignInWithClaimsAsync(Person user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        // Nobody signs in to an account that was closed, whatever they prove.
        if (user.EndedAt is not null) return;
        var (me, now) = (Me.Of(Context), clock.Now());
        var proved = Sessions.Proof(authenticationProperties, now);
        // Who signs in once more to their own session keeps the later proof.
        if (me.Id == user.Id && me.ProvedAt > proved) proved = me.ProvedAt;
        var session = Make(user, authenticationProperties?.IsPersistent == true, started: now, proved, replaces: null);
        await Begin(user, session, me.IsSomebody ? me.SessionId : null, additionalClaims);
        if (!devices.Remember(Context, user.Id, clock.GetUtcNow()) && authenticationProperties?.Items.ContainsKey(Sessions.FirstOfAll) != true)
            await letters.NewDevice(user.Id, session.Browser, session.System);
    }

    /// <summary>The same session goes on under a new id, after the security stamp changed.</summary>
    public override async Task RefreshSignInAsync(Person user)
    {
        var me = Me.Of(Context);
        await Begin(user, Make(user, me.Stay, me.StartedAt, me.ProvedAt, replaces: null), me.SessionId, Methods());
    }

    /// <summary>The person proved once more who they are: the session goes on under a new id.</summary>
    /// <returns>the person as they are from now on</returns>
    public async Task<Me> Prove(Person user)
    {
        var (me, now) = (Me.Of(Context), clock.Now());
        var session = Make(user, me.Stay, me.StartedAt, now, replaces: me.SessionId);
        await Begin(user, session, ends: null, Methods());
        return me with { SessionId = session.Id, ProvedAt = now };
    }

    public override async Task SignOutAsync()
    {
        if (Me.Of(Context) is { IsSomebody: true } me) await Session.End(db, me.Id, me.SessionId);
        await base.SignOutAsync();
    }

    private Session Make(Person user, bool stay, DateTime started, DateTime proved, Guid? replaces)
    {
        var (browser, system) = Device.Of(Context.Request.Headers.UserAgent.ToString());
        return new Session { PersonId = user.Id, StartedAt = started, SeenOn = clock.Today(), ProvedAt = proved, Browser = browser, System = system, Stay = stay, Replaces = replaces };
    }

    private async Task Begin(Person user, Session session, Guid? ends, IEnumerable<Claim> with)
    {
        await Session.Save(db, session, ends);
        var claims = with.Where(c => c.Type != Session.Claim).Append(new Claim(Session.Claim, session.Id.ToString()));
        await base.SignInWithClaimsAsync(user, Sessions.For(session.Stay, session.StartedAt, clock.GetUtcNow()), claims);
    }

    // How somebody signed in stays known: "pwd", "mfa", the name of an institution.
    private IEnumerable<Claim> Methods() => Context.User.FindAll(c => c.Type is "amr" or ClaimTypes.AuthenticationMethod);
}
