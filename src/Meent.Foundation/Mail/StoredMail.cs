using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Meent.Foundation.Mail;

/// <summary>Where a letter is on its way.</summary>
public enum MailState
{
    /// <summary>Waits for its first or next try.</summary>
    Waiting,

    /// <summary>A process is handing it to the server right now.</summary>
    Leaving,

    /// <summary>The server may have it or not: it was about to say so when the connection or the program ended. Nobody sends it again unasked.</summary>
    Uncertain,

    /// <summary>Refused for good, or put off too often.</summary>
    Failed,

    /// <summary>The server has it.</summary>
    Sent,
}

/// <summary>A letter in the outbox. Once a server has it, only who got one and when is left, and that for thirty days.</summary>
public sealed class StoredMail
{
    /// <summary>Also in the letter's Message-ID, which stays the same however often it is tried.</summary>
    public Guid Id { get; init; }

    public DateTime MadeAt { get; init; }

    /// <summary>Null once it is sent.</summary>
    public string? Subject { get; set; }

    /// <summary>The address; null once it is sent.</summary>
    public string? Recipient { get; set; }

    /// <summary><see cref="HashOf"/> the address.</summary>
    public required string RecipientHash { get; init; }

    /// <summary>Whom it names, where that is not the one who gets it; null once it is sent.</summary>
    public Guid? About { get; set; }

    /// <summary>The whole mail, as it goes to the server; null once it is sent: it may hold a code.</summary>
    public byte[]? Message { get; set; }

    /// <summary>How often a server put it off.</summary>
    public int Tries { get; set; }

    /// <summary>When it is tried, at the earliest.</summary>
    public DateTime NextAt { get; set; }

    /// <summary>Which attempt has it in hand; a new id for every attempt.</summary>
    public Guid? ClaimedBy { get; set; }

    /// <summary>After this moment others may take it, unless it was being handed over.</summary>
    public DateTime? ClaimedUntil { get; set; }

    /// <summary>Set before the server is told that the letter is complete: from here on it may have it.</summary>
    public DateTime? HandingAt { get; set; }

    public DateTime? SentAt { get; set; }

    public DateTime? FailedAt { get; set; }

    /// <summary>What the server, or the network, said last.</summary>
    public string? Why { get; set; }

    public MailState State(DateTime now) =>
        SentAt is not null ? MailState.Sent
        : FailedAt is not null ? MailState.Failed
        : ClaimedUntil > now ? MailState.Leaving
        : HandingAt is not null ? MailState.Uncertain
        : MailState.Waiting;

    /// <summary>What an address is found by when it is no longer there.</summary>
    public static string HashOf(string address) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.Trim().ToLowerInvariant())));

    internal static void Map(ModelBuilder model) => model.Entity<StoredMail>(e =>
    {
        e.ToTable("hub_mail");
        e.HasKey(m => m.Id);
        e.HasIndex(m => m.NextAt);
        e.HasIndex(m => m.RecipientHash);
    });
}
