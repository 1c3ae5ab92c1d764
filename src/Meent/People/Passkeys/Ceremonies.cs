using System.Text.Json;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace Meent.People;

/// <summary>What a page hands to the browser so that it can make or use a passkey.</summary>
/// <param name="Options">the options of the browser's own function, as JSON</param>
/// <param name="State">what comes back with the answer: sealed, for one use within half an hour, or half a day at the sign-in page</param>
public sealed record PasskeyOffer(string Options, string State);

/// <summary>Makes passkeys and checks them. The framework does the cryptography; here stands what an answer may be used for, and that it is used once.</summary>
/// <remarks>W3C Web Authentication Level 3, §7.1 and §7.2. The offer stands in the page itself: no request is needed before the browser asks.</remarks>
internal sealed class Ceremonies(
    IPasskeyHandler<Person> handler, UserManager<Person> people, IDataProtectionProvider keys, Tries tries, IHttpContextAccessor request, TimeProvider clock)
{
    /// <summary>Name of the form field with the browser's answer; beside it, with ".state", stands what was offered.</summary>
    public const string Field = "passkey";

    private const int LongestAnswer = 100_000;
    private static readonly TimeSpan Valid = TimeSpan.FromMinutes(30);

    // The sign-in page may stand open from morning on; and it opens nothing that the passkey itself does not.
    private static readonly TimeSpan ValidToSignIn = TimeSpan.FromHours(12);

    private readonly IDataProtector seal = keys.CreateProtector("Meent.People.Passkeys");

    /// <summary>To make a new passkey for a person.</summary>
    public async Task<PasskeyOffer> ToMake(Person person)
    {
        var made = await handler.MakeCreationOptionsAsync(new() { Id = person.Id.ToString(), Name = person.Email!, DisplayName = person.Name }, request.HttpContext!);
        return Offer(made.CreationOptionsJson, new Sealed("make", person.Id, made.AttestationState, Ids.Random(), Until));
    }

    /// <summary>To sign in with any passkey of this hub. It is the same for everybody, so it tells nothing about who has one.</summary>
    public async Task<PasskeyOffer> ToSignIn()
    {
        var made = await handler.MakeRequestOptionsAsync(null, request.HttpContext!);
        return Offer(made.RequestOptionsJson, new Sealed("sign in", Guid.Empty, made.AssertionState, Ids.Random(), clock.Now() + ValidToSignIn));
    }

    /// <summary>To prove once more who one is, with a passkey of one's own.</summary>
    public async Task<PasskeyOffer> ToProve(Person person)
    {
        var made = await handler.MakeRequestOptionsAsync(person, request.HttpContext!);
        return Offer(made.RequestOptionsJson, new Sealed("prove", person.Id, made.AssertionState, Ids.Random(), Until));
    }

    /// <returns>the passkey that the browser made, not saved yet; null where it cannot be taken</returns>
    public async Task<UserPasskeyInfo?> Made(Person person, Posted posted)
    {
        if (await Open(posted, Field, "make", person.Id) is not { State: { } state }) return null;
        var result = await handler.PerformAttestationAsync(new() { HttpContext = request.HttpContext!, CredentialJson = posted[Field]!, AttestationState = state });
        return result.Succeeded && result.UserEntity.Id == person.Id.ToString() ? result.Passkey : null;
    }

    /// <returns>whose passkey it is; null where it is not to be believed</returns>
    public Task<Person?> SignedIn(Posted posted) => Check(posted, Field, "sign in", Guid.Empty);

    /// <returns>true where it is a passkey of this person</returns>
    public async Task<bool> Proved(Guid person, Posted posted) => (await Check(posted, StepUpFilter.Passkey, "prove", person))?.Id == person;

    private async Task<Person?> Check(Posted posted, string field, string purpose, Guid id)
    {
        if (await Open(posted, field, purpose, id) is not { State: { } state }) return null;
        var result = await handler.PerformAssertionAsync(new() { HttpContext = request.HttpContext!, CredentialJson = posted[field]!, AssertionState = state });
        // The signature counter goes up with it; where that cannot be saved, another sign-in with this passkey was faster.
        return result is { Succeeded: true, User.EndedAt: null } && (await people.AddOrUpdatePasskeyAsync(result.User, result.Passkey)).Succeeded ? result.User : null;
    }

    private DateTime Until => clock.Now() + Valid;

    private PasskeyOffer Offer(string options, Sealed state) => new(options, seal.Protect(JsonSerializer.Serialize(state)));

    // Synced passkeys do not count signatures, so a recorded answer would fit again: each offer is good for one answer.
    private async Task<Sealed?> Open(Posted posted, string field, string purpose, Guid person)
    {
        if (posted[field] is not { Length: < LongestAnswer } || posted[field + ".state"] is not { } typed || Unseal(typed) is not { } state) return null;
        if (state.Purpose != purpose || state.Person != person || state.Until < clock.Now()) return null;
        return await tries.Take(new Limit("passkey", state.Once.ToString(), 1, ValidToSignIn)) is null ? state : null;
    }

    private Sealed? Unseal(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Sealed>(seal.Unprotect(text));
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    /// <param name="State">what the framework wants back: the challenge, and for whom</param>
    private sealed record Sealed(string Purpose, Guid Person, string? State, Guid Once, DateTime Until);
}
