using System.Globalization;
using Meent.Foundation.Mail;
using Meent.Foundation.Web;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>That addresses of a domain get a role at a place, or at each school of a board, as soon as they ask.</summary>
public sealed class MailDomain
{
    private static readonly IdnMapping Idn = new();

    public Guid PlaceId { get; init; }

    /// <summary>In ASCII and small letters: "school.org", "xn--kln-sna.de". Its subdomains are others.</summary>
    public required string Domain { get; init; }

    /// <summary>The highest role that one gets unasked. A coordinator is always approved by somebody.</summary>
    public Role Most { get; set; }

    public Guid SetBy { get; set; }

    public DateTime SetAt { get; set; }

    /// <summary>What an operator typed: "School.org", "@school.org", "köln.de".</summary>
    /// <returns>the domain as it is kept, or why not</returns>
    public static (string? Domain, Refusal? Why) Parse(string? typed)
    {
        var text = typed?.Trim().TrimStart('@') ?? "";
        if (text.Contains('@', StringComparison.Ordinal) || !EmailAddress.TryParse("x@" + text, out var address) || !address.Domain.Contains('.', StringComparison.Ordinal)) return (null, new NoMailDomain());
        return PublicMail.Is(address.Domain) ? (null, new PublicMailDomain(address.Domain)) : (address.Domain, null);
    }

    /// <summary>The domain of an address, in the same form; null where it is no address.</summary>
    public static string? Of(string? email) => EmailAddress.TryParse(email, out var address) ? address.Domain.ToLowerInvariant() : null;

    /// <summary>As people write it, where that differs; null else. Letters of another script that look alike are seen beside the ASCII form.</summary>
    public static string? Readable(string domain)
    {
        try
        {
            return Idn.GetUnicode(domain) is var text && text != domain ? text : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    internal static void Map(ModelBuilder model) => model.Entity<MailDomain>(e => { e.ToTable("people_mail_domain"); e.HasKey(d => new { d.PlaceId, d.Domain }); });
}
