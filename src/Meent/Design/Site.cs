using Meent.Foundation.Localisation;

namespace Meent.Design;

/// <summary>What every page shows around its content. Made per request; <c>@inject Site Site</c>.</summary>
/// <param name="Menu">main navigation, already in the reader's language</param>
/// <param name="Path">path without language prefix, with query: <c>/nl</c> + Path is the same page in Dutch</param>
/// <param name="PersonName">null where nobody is signed in</param>
/// <param name="Demonstration">this hub shows made-up schools: said on every page</param>
/// <param name="Footer">privacy, accessibility, contact</param>
public sealed record Site(
    string HubName,
    string Brand,
    IReadOnlyList<SiteLink> Menu,
    string Language,
    IReadOnlyList<HubLanguage> Languages,
    string Path,
    string? PersonName,
    bool Demonstration,
    IReadOnlyList<SiteLink>? Footer = null)
{
    /// <summary>The entry of the menu that the page belongs to: the longest whose path leads to this one.</summary>
    public SiteLink? Current => Menu
        .Where(m => Path == m.Path || Leads(m.Path))
        .MaxBy(m => m.Path.Length);

    private bool Leads(string to) => to != "/" && Path.Length > to.Length && Path.StartsWith(to, StringComparison.Ordinal) && (Path[to.Length] is '/' or '?');

    /// <summary>This page in another language.</summary>
    public string In(string language) => $"/{language}{Path}";
}

public sealed record SiteLink(string Label, string Path);

/// <summary>One step of the way to a page; without an address it is a fact about the page: a date, a state.</summary>
public sealed record Crumb(string Text, string? Href = null);
