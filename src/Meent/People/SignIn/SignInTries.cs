using Microsoft.AspNetCore.Identity;

namespace Meent.People;

/// <summary>Counts tries of passwords at the sign-in page, so that guessing ends soon and nobody can keep others out.</summary>
/// <remarks>docs/decisions/2026-11-21-accounts.md gives the reason for each number.</remarks>
internal sealed class SignInTries(Tries tries, UserManager<Person> people, KnownDevices devices, IHttpContextAccessor request)
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    /// <summary>What a try was counted against.</summary>
    /// <param name="Known">with a browser that the person used before: against a limit of its own, and no other</param>
    public sealed record Taken(string Email, bool Known);

    /// <summary>Counts one try. The tight limits come first and alone: a try that does not get past them is not counted against what many share.</summary>
    /// <returns>how long to wait; null where no limit is passed</returns>
    public async Task<(Taken Taken, TimeSpan? Wait)> Take(string email)
    {
        if (await people.FindByEmailAsync(email) is { } person && devices.Knows(request.HttpContext!, person.Id) && await tries.Take(OfKnown(email)) is null) return (new Taken(email, Known: true), null);
        return (new Taken(email, Known: false), await tries.Take(Both(email)) ?? await tries.Take(From, Account(email)));
    }

    /// <summary>The password was right.</summary>
    public async Task WentWell(Taken taken)
    {
        await tries.Forget(Account(taken.Email), Both(taken.Email), OfKnown(taken.Email));
        if (!taken.Known) await tries.GiveBack(From);
    }

    // Who mistypes at a school waits alone.
    private Limit Both(string email) => new("sign-in both", $"{Persons.NormalizedEmail(email)} {tries.Network}", 8, Quarter);

    // Whatever strangers do to the account or the network, its owner signs in where they did before.
    private static Limit OfKnown(string email) => new("sign-in known", Persons.NormalizedEmail(email), 8, Quarter);

    // Against guessing from many places.
    private static Limit Account(string email) => new("sign-in account", Persons.NormalizedEmail(email), 50, TimeSpan.FromHours(1));

    // Against one network that tries many accounts; a whole staff fits in it.
    private Limit From => new("sign-in network", tries.Network, 300, Quarter);
}
