using Meent.Foundation;

namespace Meent.Reflect.InvitePeople;

/// <summary>Addresses that participants follow, as they stand in letters and QR codes.</summary>
internal static class Links
{
    /// <summary>The hub's address as people see it: the operator's setting, else the address of the request.</summary>
    public static string Base(Settings settings, HttpRequest request) =>
        settings.BaseUrl.Length > 0 ? settings.BaseUrl : $"{request.Scheme}://{request.Host}";

    /// <param name="code">an open link's code, or a single-use code</param>
    public static string To(string hub, string code) => $"{hub}/r/{code}";
}
