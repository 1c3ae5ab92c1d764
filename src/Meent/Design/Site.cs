using Meent.Foundation.Localisation;

namespace Meent.Design;

/// <summary>What every page shows around its content. Made per request; <c>@inject Site Site</c>.</summary>
/// <param name="Menu">main navigation, already in the reader's language</param>
/// <param name="Path">path without language prefix, with query: <c>/nl</c> + Path is the same page in Dutch</param>
/// <param name="PersonName">null where nobody is signed in</param>
/// <param name="Demonstration">this hub shows made-up schools: said on every page</param>
public sealed record Site(
    string HubName,
    string Brand,
    IReadOnlyList<SiteLink> Menu,
    string Language,
    IReadOnlyList<HubLanguage> Languages,
    string Path,
    string? PersonName,
    bool Demonstration);

public sealed record SiteLink(string Label, string Path);
