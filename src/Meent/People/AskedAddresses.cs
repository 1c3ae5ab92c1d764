using Meent.Foundation.Localisation;

namespace Meent.People;

/// <summary>Counts how many addresses one person writes to let others in somewhere. The answer to them must not tell who has an account; this keeps anybody from trying thousands all the same.</summary>
public sealed class AskedAddresses(Tries tries, Texts T)
{
    /// <summary>How long somebody who was let in can wait with opening it; after that they have to be let in again.</summary>
    public const int DaysToOpen = 14;

    /// <summary>In an hour, over all that they share.</summary>
    public const int Most = 20;

    /// <returns>what to say where there were too many, null else; this one counts</returns>
    public async Task<string?> TooMany(Me me) => await tries.Take(new Limit("addresses", me.Id.ToString(), Most, TimeSpan.FromHours(1))) is { } wait ? TooManyTries.Sentence(wait, T) : null;

    /// <summary>Whether a letter may go to somebody who is let in, again or as something else: one a day, whoever sends it. This one counts.</summary>
    /// <param name="where">what they are let into</param>
    public async Task<bool> MayWrite(Guid where, Guid person) => await tries.Take(new Limit("letter to who is let in", $"{where} {person}", 1, TimeSpan.FromDays(1))) is null;
}
