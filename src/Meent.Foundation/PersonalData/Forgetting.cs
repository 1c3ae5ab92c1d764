using System.Text.RegularExpressions;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Foundation.PersonalData;

/// <summary>What Foundation itself keeps about persons, and all modules together.</summary>
public static class Forgetting
{
    private static readonly PersonKnowledge Hub = new()
    {
        Columns = new Dictionary<string, Fate>
        {
            ["hub_audit.person_id"] = Fate.IdStays,
            ["hub_audit.subject_id"] = Fate.IdStays,
            ["hub_mail.recipient"] = Fate.Goes,
            ["hub_mail.recipient_hash"] = Fate.Goes,
        },
        Erase = (services, who, cancel) => MailLists.Forget(services.GetRequiredService<HubDb>(), who.Email, cancel),
    };

    /// <summary>Later modules first: those before them hold what they build on.</summary>
    public static IReadOnlyList<PersonKnowledge> Everywhere(HubModel model) => [.. model.Modules.Reverse().Select(m => m.PersonalData), Hub];

    /// <summary>Everything that is known about a person, in the order of the modules.</summary>
    public static async Task<IReadOnlyList<KnownSection>> Read(IServiceProvider services, DataSubject who, Texts T, CancellationToken cancel)
    {
        var sections = new List<KnownSection>();
        foreach (var module in services.GetRequiredService<HubModel>().Modules) sections.AddRange(await module.PersonalData.Read(services, who, T, cancel));
        return sections;
    }

    /// <summary>Forgets the person everywhere, within the transaction that is open.</summary>
    public static async Task Erase(IServiceProvider services, DataSubject who, CancellationToken cancel)
    {
        foreach (var known in Everywhere(services.GetRequiredService<HubModel>())) await known.Erase(services, who, cancel);
    }

    /// <summary>A text of a place without the name and the address of who left.</summary>
    /// <param name="instead">what stands there from now on: "somebody who left"</param>
    public static string Without(string text, DataSubject who, string instead)
    {
        foreach (var known in new[] { who.Email, who.Name }.Where(k => k.Trim().Length > 0))
            text = Regex.Replace(text, $@"(?<!\w|\w[-.@]){Regex.Escape(known.Trim())}(?!\w|[-.@]\w)", _ => instead, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        return text;
    }

    /// <summary>"somebody who left", in the language of the hub: it is stored in texts of places.</summary>
    public static string SomebodyWhoLeft(IServiceProvider services)
    {
        var T = new Texts(services.GetRequiredService<TextCatalogue>(), services.GetRequiredService<Settings>().Language);
        return T["somebody who left"];
    }
}
