using Meent.Foundation;

namespace Meent.People;

/// <summary>The institutions that this hub offers for signing in.</summary>
internal sealed class Institutions(Settings settings, ProviderLimits limits, TimeProvider clock) : IDisposable
{
    public IReadOnlyList<OpenIdProvider> All { get; } = [.. settings.Institutions.Where(i => i.IsUsable).Select(i => new OpenIdProvider(i, limits, clock))];

    /// <summary>By the number in its settings; null where there is none.</summary>
    public OpenIdProvider? Find(int number) => All.FirstOrDefault(p => p.Settings.Number == number);

    /// <summary>What people call the institution behind an issuer; the issuer itself where it is no longer set.</summary>
    public string NameOf(string issuer) => Of(issuer)?.Name ?? issuer;

    public InstitutionSettings? Of(string issuer) => All.FirstOrDefault(p => p.Settings.Issuer.TrimEnd('/') == issuer.TrimEnd('/'))?.Settings;

    public void Dispose()
    {
        foreach (var provider in All) provider.Dispose();
    }
}
