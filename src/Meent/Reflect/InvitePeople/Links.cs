using Meent.Foundation;

namespace Meent.Reflect.InvitePeople;

/// <summary>Addresses that participants follow, as they stand in letters and QR codes.</summary>
internal static class Links
{
    /// <param name="code">an open link's code, or a single-use code</param>
    public static string To(string hub, string code) => $"{hub}/r/{code}";
}
