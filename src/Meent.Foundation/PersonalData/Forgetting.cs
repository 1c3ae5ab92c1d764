using System.Text.RegularExpressions;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Foundation.PersonalData;

/// <summary>What Foundation itself keeps about persons, and all modules together.</summary>
public static partial class Forgetting
{
    private static readonly PersonKnowledge Hub = new()
    {
        Columns = new Dictionary<string, Fate>
        {
            ["hub_audit.person_id"] = Fate.IdStays,
            ["hub_audit.subject_id"] = Fate.IdStays,
            ["hub_mail.recipient"] = Fate.Goes,
            ["hub_mail.recipient_hash"] = Fate.Goes,
            ["hub_mail.about"] = Fate.Goes,
        },
        Erase = (services, who, cancel) => EraseMail(services.GetRequiredService<HubDb>(), who, cancel),
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
        // A name can be any word; what stands for something else, "{link}", stays.
        foreach (var known in Known(who)) text = known.Replace(text, m => m.Groups["stands"].Success ? m.Value : instead + string.Concat(Standing().Matches(m.Value)));
        return text;
    }

    /// <summary>The name and the address of a person as they stand in a text; "" where neither does.</summary>
    public static string Found(string text, DataSubject who) =>
        string.Join(", ", Known(who).SelectMany(k => k.Matches(text)).Where(m => !m.Groups["stands"].Success).Select(m => m.Value).Distinct());

    private static IEnumerable<Regex> Known(DataSubject who) => new[] { who.Email.Trim(), who.Name.Trim() }.Where(k => k.Length > 0).Select(k => new Regex(
        $@"(?<stands>\{{[\w.-]+\}})|(?<!\w|\w[-.@]){Regex.Escape(k)}(?!\w|[-.@]\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)));

    /// <summary>All mail to the person, and letters to others that no server has yet and that name them.</summary>
    private static async Task EraseMail(HubDb db, DataSubject who, CancellationToken cancel)
    {
        await MailLists.Forget(db, who.Email, cancel);
        var open = db.Set<StoredMail>().Where(m => m.SentAt == null);
        await open.Where(m => m.About == who.Id).ExecuteDeleteAsync(cancel);
        var waiting = await open.Where(m => m.Message != null).Select(m => new { m.Id, m.About, m.Message }).ToListAsync(cancel);
        // By the name only where a letter is about somebody: else a person could take any word as a name and have the letters of others deleted.
        var naming = waiting.Where(m => Found(QuotedPrintable.Decode(m.Message!), m.About is null ? who with { Name = "" } : who).Length > 0).Select(m => m.Id).ToList();
        await open.Where(m => naming.Contains(m.Id)).ExecuteDeleteAsync(cancel);
    }

    [GeneratedRegex(@"\{[\w.-]+\}")]
    private static partial Regex Standing();

    /// <summary>"somebody who left", in the language of the hub: it is stored in texts of places.</summary>
    public static string SomebodyWhoLeft(IServiceProvider services)
    {
        var T = new Texts(services.GetRequiredService<TextCatalogue>(), services.GetRequiredService<Settings>().Language);
        return T["somebody who left"];
    }
}
