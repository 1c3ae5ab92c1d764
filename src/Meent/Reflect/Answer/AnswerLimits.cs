using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Meent.Foundation;

namespace Meent.Reflect.Answer;

/// <summary>
/// How much one address may do. A whole school sits behind one address and answers in the same minute, so the limits are those of
/// a large school in a hurry, not of a person.
/// </summary>
/// <remarks>
/// Addresses are counted in memory, next to nothing else, and forgotten when they have been quiet. IPv6 counts by network (/64), as one
/// household has one. This machine itself is not counted: it is the proxy in front, and then not the address of anybody.
/// </remarks>
public sealed class AnswerLimits(Settings settings) : IDisposable
{
    /// <summary>Codes that lead nowhere, a minute: 60 children who all mistype five times.</summary>
    public const int MissesPerMinute = 300;

    private readonly PartitionedRateLimiter<IPAddress> misses = PerMinute(MissesPerMinute);

    private readonly PartitionedRateLimiter<IPAddress>? sends = settings.AnswersPerMinute > 0 ? PerMinute(settings.AnswersPerMinute) : null;

    /// <summary>May this address look for one more code? Only those that lead nowhere count.</summary>
    public bool MayLook(IPAddress? address) => IsHere(address) || misses.GetStatistics(Network(address!)) is not { CurrentAvailablePermits: 0 };

    public void Missed(IPAddress? address)
    {
        if (!IsHere(address)) misses.AttemptAcquire(Network(address!)).Dispose();
    }

    public bool MaySend(IPAddress? address)
    {
        if (sends is null || IsHere(address)) return true;
        using var lease = sends.AttemptAcquire(Network(address!));
        return lease.IsAcquired;
    }

    public void Dispose()
    {
        misses.Dispose();
        sends?.Dispose();
    }

    private static bool IsHere(IPAddress? address) => address is null || IPAddress.IsLoopback(address);

    private static IPAddress Network(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    private static PartitionedRateLimiter<IPAddress> PerMinute(int most) =>
        PartitionedRateLimiter.Create<IPAddress, IPAddress>(address => RateLimitPartition.GetTokenBucketLimiter(address, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = most,
            TokensPerPeriod = Math.Max(1, most / 60),
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        }));
}
