using Microsoft.AspNetCore.Identity;

namespace Meent.People;

/// <summary>Making accounts, whoever asks for it.</summary>
internal static class Accounts
{
    /// <summary>Saves a person whose address and password were checked before.</summary>
    /// <param name="password">null where the hash stands in the person already</param>
    /// <returns>false where somebody has the address</returns>
    public static async Task<bool> Create(UserManager<Person> people, Person person, string? password)
    {
        var result = password is null ? await people.CreateAsync(person) : await people.CreateAsync(person, password);
        if (result.Succeeded) return true;
        if (result.Errors.All(e => e.Code is nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName))) return false;
        throw new InvalidOperationException(string.Join(' ', result.Errors.Select(e => e.Description)));
    }
}
