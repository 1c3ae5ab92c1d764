using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Mail;
using Meent.People;
using Meent.Places;
using Meent.Reflect.Instruments;

namespace Meent.Reflect.CallCampaign;

/// <summary>Mail of a campaign: one letter per person, however many schools they look after.</summary>
/// <param name="by">who sends it, and gets none</param>
internal sealed class CampaignLetters(HubDb db, Mailer mailer, Place caller, Instrument instrument, Guid by)
{
    public static IReadOnlyList<LetterSample> Samples { get; } =
    [
        new(Texts.Key("To a school that is invited to a campaign"), (_, T) => Write(Sample("Spring 2026"), "Elzenhof Schools Board", "Digital school", ["De Elzen"], "/school", T)),
        new(Texts.Key("To somebody whose schools have not begun with a campaign"), (_, T) => Remind(Sample("Spring 2026"), "Elzenhof Schools Board", ["De Elzen", "De Wilgen"], "/school", T)),
    ];

    /// <summary>Within the transaction that is open.</summary>
    /// <param name="coordinators">who looks after each school</param>
    public async Task Send(Campaign campaign, IEnumerable<Place> schools, ILookup<Guid, Guid> coordinators, bool isReminder, CancellationToken cancel)
    {
        var letters = new List<(Recipient To, List<Place> Schools)>();
        foreach (var person in schools.SelectMany(s => coordinators[s.PlaceId].Where(p => p != by).Select(p => (Person: p, School: s))).GroupBy(x => x.Person, x => x.School))
            if (await db.RecipientOf(person.Key, cancel) is { } recipient) letters.Add((recipient, [.. person]));
        foreach (var together in letters.GroupBy(l => l.To.Language ?? ""))
        {
            List<Guid> named = [caller.PlaceId, .. together.SelectMany(l => l.Schools).Select(s => s.PlaceId)];
            var names = (await PlacesModule.Find(db, named, together.Key, cancel)).ToDictionary(p => p.PlaceId, p => p.Name);
            foreach (var (to, its) in together) Send(campaign, to, names[caller.PlaceId], [.. its.Select(s => (s.PlaceId, names[s.PlaceId]))], isReminder);
        }
    }

    private void Send(Campaign campaign, Recipient to, string from, IReadOnlyList<(Guid Id, string Name)> schools, bool isReminder)
    {
        var (names, path) = (schools.Select(s => s.Name).ToList(), schools.Count == 1 ? $"/school/{schools[0].Id}" : "/school");
        mailer.Send(to, T => isReminder
            ? Remind(campaign, from, names, path, T)
            : Write(campaign, from, instrument.Title.In(T.Language), names, path, T), campaign.Letter.Length > 0 ? by : null);
    }

    /// <param name="title">of what is asked</param>
    /// <param name="schools">names, at least one</param>
    /// <param name="path">where the invitation stands</param>
    private static Letter Write(Campaign campaign, string caller, string title, IReadOnlyList<string> schools, string path, Texts T) => new(
        T["{0} invites {1}: {2}", caller, Named(schools, T), campaign.Name],
        [
            T["{0} invites {1} to a round from {2} until {3}, with the questionnaire “{4}”.", caller, Named(schools, T), T.Date(campaign.OpensOn), T.Date(campaign.ClosesOn), title],
            .. campaign.Letter.Split("\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            T["One click makes the round ready. You look it over and open it yourself, or you leave it."],
            T["{0} sees whether a school runs a round. It never sees what anybody answered.", caller],
        ],
        new LetterLink(T["Look at the invitation"], path));

    private static Letter Remind(Campaign campaign, string caller, IReadOnlyList<string> schools, string path, Texts T) => new(
        T["Until {0}: {1}", T.Date(campaign.ClosesOn), campaign.Name],
        [
            T["{0} invited {1} to a round that ends on {2}. No round was begun yet.", caller, Named(schools, T), T.Date(campaign.ClosesOn)],
            T["One click makes the round ready. You look it over and open it yourself, or you leave it."],
        ],
        new LetterLink(T["Look at the invitation"], path));

    private static string Named(IReadOnlyList<string> schools, Texts T) => schools.Count == 1 ? schools[0] : T.N(schools.Count, "one school of yours", "{0} schools of yours");

    private static Campaign Sample(string name) => new()
    {
        Name = name, InstrumentId = "school", OpensOn = new DateOnly(2026, 4, 7), ClosesOn = new DateOnly(2026, 5, 8), Letter = "We hope that many of you take part.",
    };
}
