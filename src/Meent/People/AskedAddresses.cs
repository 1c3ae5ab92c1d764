using Meent.Foundation.Localisation;

namespace Meent.People;

/// <summary>Counts how many addresses one person writes to let others in somewhere. The answer to them must not tell who has an account; this keeps anybody from trying thousands all the same.</summary>
public sealed class AskedAddresses(Tries tries, Texts T)
{
    /// <summary>In an hour, over all that they share.</summary>
    public const int Most = 20;

    /// <returns>what to say where there were too many, null else; this one counts</returns>
    public async Task<string?> TooMany(Me me) => await tries.Take(new Limit("addresses", me.Id.ToString(), Most, TimeSpan.FromHours(1))) is { } wait ? TooManyTries.Sentence(wait, T) : null;
}
