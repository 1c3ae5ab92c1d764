using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Mail;
using Meent.Foundation.PersonalData;
using Meent.People.FollowTrail;

namespace Meent.People.OwnData;

/// <summary>The person's entries of the audit trail, and that letters went to them.</summary>
internal static class TraceSections
{
    private const int All = int.MaxValue;

    public static async Task<IReadOnlyList<KnownSection>> Read(IServiceProvider services, DataSubject who, Texts T, CancellationToken cancel)
    {
        var (db, model) = (services.GetRequiredService<HubDb>(), services.GetRequiredService<HubModel>());
        var acts = await TrailLines.Read(services, null, who.Id, null, All, cancel);
        var done = await TrailLines.To(services, who.Id, cancel);
        var letters = await MailLists.To(db, who.Email, All, cancel);
        return
        [
            new("trail", T["What you did for places"], T["A record without contents that nobody can change. It stays for good; when you delete the account, only a number stays in it that tells nobody who you were."],
                [.. acts.Select(l => Of(l, model, T))]),
            new("trailOfYou", T["What was done to your account"], T["Part of the same record."], [.. done.Select(l => Of(l, model, T))]),
            // The same for everybody: a line more after somebody wrote an address to let them in would tell that there is an account with it.
            new("lettersAboutYou", T["Letters to others that name you"], T["Kept until they are sent. Those that wait go with the account."],
                [KnownItem.Of(new KnownFact("waiting", T["Letters"], T["may be waiting. How many is not shown: it would tell who has an account here."]))]),
            new("letters", T["Letters to you"], T["That a letter was sent is kept for 30 days; what it said only until it is sent."],
                [.. letters.Select(m => KnownItem.Of(new("on", T["On"], T.Date(m.SentAt ?? m.MadeAt)), KnownFact.Maybe("subject", T["Subject"], m.Subject)))]),
        ];
    }

    private static KnownItem Of(TrailLine line, HubModel model, Texts T) => KnownItem.Of(
        new("on", T["On"], $"{T.Date(line.Entry.At)} {line.Entry.At.ToString("HH:mm", T.Culture)} UTC"),
        new("act", T["What"], TrailLines.Words(model, line.Entry.Act, T)),
        line.OfNoPlace ? null : new("place", T["Place"], line.Place ?? T["A place that is gone"]));
}
