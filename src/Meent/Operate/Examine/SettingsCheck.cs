using Meent.Foundation;

namespace Meent.Operate.Examine;

/// <summary>Whether the settings mean something: addresses, language, brand, networks, and no name that nobody reads.</summary>
public static class SettingsCheck
{
    private const string Check = "settings";

    /// <param name="environment">names of all environment variables</param>
    public static IReadOnlyList<Finding> Examine(Settings settings, IEnumerable<string> environment)
    {
        var wrong = new List<Finding>();
        wrong.AddRange(environment.Where(n => n.StartsWith("MEENT_", StringComparison.Ordinal) && !n.StartsWith("MEENT_TEST_", StringComparison.Ordinal) && !Settings.Names.Contains(Settings.Described(n)))
            .Order(StringComparer.Ordinal).Select(n => Finding.Warn(Check, $"{n} is set, and no setting has that name.", $"Did you mean {Nearest(n)}? All names are in docs/operate.")));
        wrong.AddRange(Addresses(settings));
        var folder = Path.Combine(settings.DataFolder, "translations");
        if (!Hub.Catalogue(settings).Has(settings.Language))
            wrong.Add(Finding.Warn(Check, $"MEENT_LANGUAGE is {settings.Language}, and that language is not offered.", $"Take one of MEENT_LANGUAGES, or lay {settings.Language}.po in {folder}."));
        if (!Directory.Exists(settings.Brand) && !Directory.Exists(Path.Combine(Hub.Shipped("wwwroot"), "brands", settings.Brand)))
            wrong.Add(Finding.Fail(Check, $"MEENT_BRAND is {settings.Brand}, and there is no such brand.", "Take meent, or the path of a folder made as docs/brand says."));
        wrong.AddRange(Split(settings.TrustedProxies, ',').Where(n => !System.Net.IPNetwork.TryParse(n, out _))
            .Select(n => Finding.Fail(Check, $"MEENT_TRUSTED_PROXIES has {n}, which is no network.", "Write networks such as 127.0.0.0/8 or 10.1.0.0/16, parted by commas.")));
        wrong.AddRange(settings.Institutions.SelectMany(Institution));
        wrong.AddRange(settings.Partners.SelectMany(Partner));
        return wrong.Count > 0 ? wrong : [Finding.Ok(Check, $"{settings.HubName} listens on {settings.Urls}.")];
    }

    private static IEnumerable<Finding> Addresses(Settings settings)
    {
        foreach (var url in Split(settings.Urls, ';').Where(u => !Uri.TryCreate(u.Replace("*", "host", StringComparison.Ordinal).Replace("+", "host", StringComparison.Ordinal), UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")))
            yield return Finding.Fail(Check, $"MEENT_URLS has {url}, which is no address to listen on.", "Write addresses such as http://localhost:5080, parted by semicolons.");
        if (settings.BaseUrl.Length == 0)
        {
            if (settings.TrustedProxies.Length > 0 || !settings.Urls.Contains("localhost", StringComparison.Ordinal))
                yield return Finding.Warn(Check, "MEENT_BASE_URL is empty: links and QR codes take the address of whoever asks.", "Set it to the address that people use, such as https://meent.example.org.");
        }
        else if (!Uri.TryCreate(settings.BaseUrl, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            yield return Finding.Fail(Check, $"MEENT_BASE_URL is {settings.BaseUrl}, which is no web address.", "Write it in full, such as https://meent.example.org.");
        else if (uri is { Scheme: "http", IsLoopback: false })
            yield return Finding.Warn(Check, "MEENT_BASE_URL begins with http: what people answer travels in the clear.", "Put a reverse proxy with a certificate in front: docs/operate shows one.");
    }

    private static IEnumerable<Finding> Institution(InstitutionSettings institution)
    {
        string Name(string name) => InstitutionSettings.Setting(institution.Number, name);
        if (institution.ClientId.Length == 0)
            yield return Finding.Fail(Check, $"{Name("CLIENT_ID")} is empty, so {institution.Name} is not offered for signing in.", "Set what the provider calls this hub.");
        else if (!institution.IsUsable)
            yield return Finding.Fail(Check, $"{Name("ISSUER")} is {institution.Issuer}, so {institution.Name} is not offered for signing in.", "Write the address that the provider's own description names as issuer. It begins with https.");
        if (institution.Secret() is null)
            yield return Finding.Fail(Check, $"{Name("CLIENT_SECRET_FILE")} is {institution.ClientSecretFile}, which cannot be read.", "Give the user that runs the hub the right to read it.");
    }

    private static IEnumerable<Finding> Partner(PartnerSettings partner)
    {
        string Name(string name) => PartnerSettings.Setting(partner.Number, name);
        if (!PublicKey.IsOne(partner.Key)) yield return Finding.Fail(Check, $"{Name("KEY")} is no key, so files of that partner are refused.", "Copy the line that meent export key prints at the partner.");
        if (partner.Area.Length == 0) yield return Finding.Fail(Check, $"{Name("AREA")} is empty, so files of that partner are refused.", "Set the code of the area that it may speak for, such as NL.");
    }

    private static string Nearest(string name) => Settings.Names.OrderByDescending(n => n.Zip(name).TakeWhile(p => p.First == p.Second).Count()).First();

    private static string[] Split(string list, char at) => list.Split(at, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
