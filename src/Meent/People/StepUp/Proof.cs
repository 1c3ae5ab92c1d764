using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Microsoft.AspNetCore.Identity;

namespace Meent.People;

/// <summary>Whether it is still the person of the session who sits at the keyboard.</summary>
internal sealed class Proof(UserManager<Person> people, Ceremonies ceremonies, Tries tries, Texts T)
{
    /// <param name="Person">who proved it; null where it was not proved</param>
    /// <param name="Why">the sentence to show, where it was not</param>
    /// <param name="Wait">there were too many tries</param>
    public sealed record Answer(Person? Person, string? Why = null, bool Wait = false);

    /// <summary>Counts the try and checks the password. However many pages ask, tries count together.</summary>
    public async Task<Answer> Password(Guid id, string typed)
    {
        var limit = new Limit("password", id.ToString(), 8, TimeSpan.FromMinutes(15));
        if (await tries.Take(limit) is { } wait) return new Answer(null, TooManyTries.Sentence(wait, T), Wait: true);
        if (typed.Length > PasswordRule.Longest || await people.FindByIdAsync(id.ToString()) is not { PasswordHash: not null } person || !await people.CheckPasswordAsync(person, typed))
            return new Answer(null, new WrongOldPassword().Sentence(T));
        await tries.Forget(limit);
        return new Answer(person);
    }

    /// <summary>Nothing to check: the person has no password. Whoever has one must not get past it this way.</summary>
    public async Task<Answer> NoPassword(Guid id) =>
        await people.FindByIdAsync(id.ToString()) is { PasswordHash: null } person ? new Answer(person) : new Answer(null, new WrongOldPassword().Sentence(T));

    /// <summary>Checks the passkey that the page asked for.</summary>
    public async Task<Answer> Passkey(Guid id, Posted posted) =>
        await ceremonies.Proved(id, posted) && await people.FindByIdAsync(id.ToString()) is { } person ? new Answer(person) : new Answer(null, new PasskeyNotAccepted().Sentence(T));
}
