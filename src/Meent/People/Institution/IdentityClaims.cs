using System.Text.Json;
using Meent.Foundation;
using Meent.Foundation.Mail;
using Meent.Foundation.Web;

namespace Meent.People;

/// <summary>Reads what a provider tells about a person, as far as this hub needs it.</summary>
internal static class IdentityClaims
{
    public static InstitutionIdentity Read(InstitutionSettings settings, string issuer, string subject, JsonElement claims)
    {
        var email = EmailAddress.TryParse(Text(claims, "email"), out var address) ? address : null;
        // Some providers write the word instead of the value.
        var proved = email is not null && claims.TryGetProperty("email_verified", out var verified) && (verified.ValueKind == JsonValueKind.True || Text(claims, "email_verified") == "true")
            && (settings.Domains.Count == 0 || settings.Domains.Contains(email.Domain));
        return new InstitutionIdentity(issuer, subject, email?.Value, proved, Name(claims));
    }

    /// <summary>A member that is a text; null where there is none.</summary>
    public static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? Name(JsonElement claims)
    {
        var name = Text(claims, "name") ?? string.Join(' ', new[] { Text(claims, "given_name"), Text(claims, "family_name") }.OfType<string>());
        var clean = Posted.Clean(string.Concat(name.Select(c => char.IsControl(c) ? ' ' : c)));
        return clean is { Length: > PersonForm.LongestName } ? clean[..PersonForm.LongestName].Trim() : clean;
    }
}
