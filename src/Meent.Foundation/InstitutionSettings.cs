using System.Globalization;

namespace Meent.Foundation;

/// <summary>An institution whose people may sign in with its account: an OpenID provider, set by <c>MEENT_OIDC_1_…</c>, <c>MEENT_OIDC_2_…</c> and so on.</summary>
/// <param name="Number">the figure in the names of its settings, and in the address that the provider sends people back to</param>
public sealed record InstitutionSettings(int Number)
{
    /// <summary>Highest number that is looked for.</summary>
    public const int Most = 99;

    /// <summary>Address of the provider, as it stands in everything that it signs.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>What the provider calls this hub.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>What this hub proves itself with at the provider; empty for a public client.</summary>
    public string ClientSecret { get; init; } = "";

    /// <summary>A file that holds the secret, read whenever it is needed, so that a new one needs no restart.</summary>
    public string ClientSecretFile { get; init; } = "";

    /// <summary>What people call it, on the button.</summary>
    public string Name { get; init; } = "";

    /// <summary>Mail domains for which the provider's word on an address counts; empty for all.</summary>
    public IReadOnlyList<string> Domains { get; init; } = [];

    /// <summary>What is asked for, parted by spaces.</summary>
    public string Scopes { get; init; } = "openid email profile";

    /// <summary>Https, or http on this machine for trials; no query and no fragment. Others are not offered.</summary>
    public bool IsUsable => ClientId.Length > 0 && IsAddress(Issuer, orLoopback: true) && !Issuer.Contains('?', StringComparison.Ordinal) && !Issuer.Contains('#', StringComparison.Ordinal);

    /// <summary>Whether an address can be asked in safety: https, and http where <paramref name="orLoopback"/> and it is this machine.</summary>
    public static bool IsAddress(string? address, bool orLoopback) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0 && (uri.Scheme == "https" || (orLoopback && uri is { Scheme: "http", IsLoopback: true }));

    /// <summary>The secret as it is now; null where the file cannot be read.</summary>
    public string? Secret()
    {
        if (ClientSecretFile.Length == 0) return ClientSecret;
        try
        {
            return File.ReadAllText(ClientSecretFile).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Those whose issuer is set, in the order of their numbers.</summary>
    internal static IReadOnlyList<InstitutionSettings> All(Func<string, string?> read)
    {
        var found = new List<InstitutionSettings>();
        for (var number = 1; number <= Most; number++)
        {
            string Of(string name) => read(Setting(number, name))?.Trim() ?? "";
            if (Of("ISSUER") is not { Length: > 0 } issuer) continue;
            var usual = new InstitutionSettings(number);
            found.Add(usual with
            {
                Issuer = issuer,
                ClientId = Of("CLIENT_ID"),
                ClientSecret = Of("CLIENT_SECRET"),
                ClientSecretFile = Of("CLIENT_SECRET_FILE"),
                Name = Of("NAME") is { Length: > 0 } name ? name : Uri.TryCreate(issuer, UriKind.Absolute, out var uri) ? uri.Host : issuer,
                Domains = Of("DOMAINS").ToLowerInvariant().Split([',', ' '], StringSplitOptions.RemoveEmptyEntries),
                Scopes = Of("SCOPES") is { Length: > 0 } scopes ? scopes : usual.Scopes,
            });
        }
        return found;
    }

    /// <summary>The name of one setting: "MEENT_OIDC_1_ISSUER".</summary>
    public static string Setting(int number, string name) => $"MEENT_OIDC_{number.ToString(CultureInfo.InvariantCulture)}_{name}";

    /// <summary>"MEENT_OIDC_1_ISSUER" as the documentation calls it: "MEENT_OIDC_N_ISSUER". Other names stay as they are.</summary>
    public static string Described(string setting)
    {
        var parts = setting.Split('_', 4);
        return parts is ["MEENT", "OIDC", var number, var name] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= Most ? $"MEENT_OIDC_N_{name}" : setting;
    }
}
