using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Meent.Foundation;

/// <summary>Everything an operator can set, read from the environment once. Each is described in docs/operate, held by a test.</summary>
public sealed record Settings
{
    /// <summary>Folder for the database file, keys, mail and reports.</summary>
    public string DataFolder { get; init; } = "./data";

    /// <summary>Connection string; empty means SQLite in <see cref="DataFolder"/>.</summary>
    public string Database { get; init; } = "";

    /// <summary>Addresses to listen on, parted by ';'.</summary>
    public string Urls { get; init; } = "http://localhost:5080";

    /// <summary>The address people see, in links and QR codes; empty means the address of the request.</summary>
    public string BaseUrl { get; init; } = "";

    /// <summary>The hub's address as people see it: the operator's setting, else the address of the request.</summary>
    public string Home(HttpRequest request) => BaseUrl.Length > 0 ? BaseUrl : $"{request.Scheme}://{request.Host}";

    /// <summary>The same where nobody asks, or may be believed: the operator's setting, else the first address that the hub listens on, as this machine reaches it.</summary>
    public string Home() => BaseUrl.Length > 0 ? BaseUrl
        : Urls.Split(';')[0].TrimEnd('/').Replace("://*", "://localhost", StringComparison.Ordinal).Replace("://+", "://localhost", StringComparison.Ordinal).Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal);

    /// <summary>The name of this hub, in the header and in mail.</summary>
    public string HubName { get; init; } = "Meent";

    /// <summary>A folder under wwwroot/brands, or a path to a folder of the same shape.</summary>
    public string Brand { get; init; } = "meent";

    /// <summary>Language where a visitor states none.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Languages that pages are offered in, of those that come with Meent; one laid into the folder <c>translations</c> is always offered.</summary>
    public string Languages { get; init; } = "en nl";

    /// <summary>Sender of mail.</summary>
    public string MailFrom { get; init; } = "meent@localhost";

    /// <summary><c>smtp://user:password@host:587</c>; empty means mail is written to the folder <c>mail</c>.</summary>
    public string Smtp { get; init; } = "";

    /// <summary>Networks of reverse proxies whose forwarded headers are believed, parted by commas; empty means none.</summary>
    public string TrustedProxies { get; init; } = "";

    /// <summary>How many questionnaires one address may send in a minute; 0 means any number.</summary>
    public int AnswersPerMinute { get; init; } = 6_000;

    /// <summary>Institutions whose people may sign in with its account; any number.</summary>
    public IReadOnlyList<InstitutionSettings> Institutions { get; init; } = [];

    /// <summary>Other hubs whose figures of areas this one takes; any number.</summary>
    public IReadOnlyList<PartnerSettings> Partners { get; init; } = [];

    /// <summary>Where Eurostat's service is asked by <c>meent fetch eurostat</c>; empty: nobody is asked.</summary>
    public string Eurostat { get; init; } = "";

    /// <summary>Whether this hub shows demonstration content; said on every page.</summary>
    public bool Demonstration { get; init; }

    /// <summary>True where <see cref="Database"/> names a PostgreSQL server.</summary>
    public bool IsPostgres => Database.Contains("Host=", StringComparison.OrdinalIgnoreCase);

    public string SqliteFile => Path.Combine(DataFolder, "meent.db");

    /// <summary>All names, in the order of the documentation. N stands for the number of an institution, or of a partner.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "MEENT_DATA", "MEENT_DATABASE", "MEENT_URLS", "MEENT_BASE_URL", "MEENT_NAME", "MEENT_BRAND", "MEENT_LANGUAGE", "MEENT_LANGUAGES",
        "MEENT_MAIL_FROM", "MEENT_SMTP", "MEENT_TRUSTED_PROXIES", "MEENT_ANSWERS_PER_MINUTE", "MEENT_DEMONSTRATION",
        "MEENT_OIDC_N_ISSUER", "MEENT_OIDC_N_CLIENT_ID", "MEENT_OIDC_N_CLIENT_SECRET", "MEENT_OIDC_N_CLIENT_SECRET_FILE", "MEENT_OIDC_N_NAME", "MEENT_OIDC_N_DOMAINS", "MEENT_OIDC_N_SCOPES",
        "MEENT_PARTNER_N_KEY", "MEENT_PARTNER_N_NAME", "MEENT_PARTNER_N_AREA", "MEENT_EUROSTAT",
    ];

    /// <summary>A name as the documentation has it, with N for the number: "MEENT_OIDC_N_ISSUER".</summary>
    public static string Described(string setting) => PartnerSettings.Described(InstitutionSettings.Described(setting));

    public static Settings FromEnvironment() => From(Environment.GetEnvironmentVariable);

    public static Settings From(Func<string, string?> read)
    {
        var defaults = new Settings();
        string Or(string name, string fallback) => read(name) is { Length: > 0 } value ? value : fallback;
        return new Settings
        {
            DataFolder = Or("MEENT_DATA", defaults.DataFolder),
            Database = Or("MEENT_DATABASE", ""),
            Urls = Or("MEENT_URLS", defaults.Urls),
            BaseUrl = Or("MEENT_BASE_URL", "").TrimEnd('/'),
            HubName = Or("MEENT_NAME", defaults.HubName),
            Brand = Or("MEENT_BRAND", defaults.Brand),
            Language = Or("MEENT_LANGUAGE", defaults.Language).ToLower(CultureInfo.InvariantCulture),
            Languages = Or("MEENT_LANGUAGES", defaults.Languages).ToLower(CultureInfo.InvariantCulture),
            MailFrom = Or("MEENT_MAIL_FROM", defaults.MailFrom),
            Smtp = Or("MEENT_SMTP", ""),
            TrustedProxies = Or("MEENT_TRUSTED_PROXIES", ""),
            AnswersPerMinute = int.TryParse(Or("MEENT_ANSWERS_PER_MINUTE", ""), NumberStyles.None, CultureInfo.InvariantCulture, out var most) ? most : defaults.AnswersPerMinute,
            Institutions = InstitutionSettings.All(read),
            Partners = PartnerSettings.All(read),
            Eurostat = Or("MEENT_EUROSTAT", ""),
            Demonstration = Or("MEENT_DEMONSTRATION", "") is "1" or "true" or "yes",
        };
    }
}
