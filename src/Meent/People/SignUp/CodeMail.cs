namespace Meent.People;

/// <summary>How many letters with a code an address gets. Each purpose counts by itself: who wants accounts with an address takes nobody's way back into theirs.</summary>
internal sealed class CodeMail(Tries tries)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Counts one letter: first against what one network may ask for, and only then against what the address gets from everywhere.</summary>
    /// <param name="shared">what else is counted then</param>
    /// <returns>how long to wait; null where it may be sent</returns>
    public async Task<TimeSpan?> Take(string purpose, string email, params Limit[] shared)
    {
        var address = Persons.NormalizedEmail(email);
        return await tries.Take(new Limit($"code mail {purpose} network", $"{address} {tries.Network}", 5, Hour)) ?? await tries.Take([.. shared, new Limit($"code mail {purpose}", address, 20, Hour)]);
    }

    /// <summary>The same, with a limit on the network.</summary>
    public Task<TimeSpan?> Take(string purpose, string email, int mostFromNetwork) =>
        Take(purpose, email, new Limit($"code mail {purpose} from", tries.Network, mostFromNetwork, Hour));
}
