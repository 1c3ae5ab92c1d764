using Meent.Reflect.Instruments;
using Meent.Reflect.PrepareRound;
using Meent.Reflect.Results;

namespace Meent.Reflect;

/// <summary>A mini wave that asks again some items of an earlier round, in the same version and the same words, so that they compare.</summary>
public static class Pulse
{
    /// <summary>More than these is a round of its own.</summary>
    public const int MostItems = 10;

    private const int Days = 14;

    /// <summary>The instrument with what the round asks of it: the whole, unless the round is a pulse.</summary>
    public static Instrument Of(Round round, Instrument instrument) =>
        round.AskedAgainIds is { } ids ? Narrow(instrument, ids, round.Profile) : instrument;

    /// <summary>The same without the groups that were never asked any of it: they cannot be invited.</summary>
    public static Instrument ToPrepare(Round round, Instrument instrument)
    {
        var narrow = Of(round, instrument);
        return round.AskedAgain is null ? narrow : narrow with { Audiences = [.. narrow.Audiences.Where(a => Asks(narrow, a.Id, round.Profile))] };
    }

    /// <summary>What can be asked again: the instrument's items that the round asked, in the order of the instrument.</summary>
    public static IReadOnlyList<Item> Offered(Release release, Instrument instrument)
    {
        var asked = release.Items.Where(i => i.Area is not null).Select(i => (i.Id, i.Version)).ToHashSet();
        return [.. instrument.Items.Where(i => asked.Contains((i.Id, i.Version)))];
    }

    /// <summary>The items that were rated lowest, as the first proposal.</summary>
    /// <remarks>Groups only: what a team says under its name it can change without being asked again.</remarks>
    public static IReadOnlyList<string> Lowest(Release release, IReadOnlyList<Item> offered, int most)
    {
        var rated = from item in release.Items
                    where offered.Any(o => o.Id == item.Id)
                    let means = item.Cells.Select(c => Measured.Of(c, release.Scale)).OfType<Measured>().Where(m => m.IsOfGroup).Select(m => m.Value.Value).ToList()
                    where means.Count > 0
                    orderby means.Average(), item.Id
                    select item.Id;
        return [.. rated.Take(most)];
    }

    /// <summary>The plan of a pulse: the same groups in the same wordings, as far as they were asked what was chosen.</summary>
    /// <param name="earlier">the round that is asked again, closed</param>
    /// <param name="chosen">ids of items</param>
    /// <returns>the plan, or why there can be none</returns>
    public static Planned Plan(
        Round earlier, IReadOnlyList<RoundAudience> audiences, Release release, Instrument instrument, IReadOnlyCollection<string> chosen, string name, DateOnly today)
    {
        var items = Offered(release, instrument).Select(i => i.Id).Where(chosen.Contains).ToList();
        if (items.Count == 0) return new(null, new PulseIsEmpty());
        if (items.Count > MostItems) return new(null, new PulseIsTooLong(MostItems));
        var narrow = Narrow(instrument, items.ToHashSet(StringComparer.Ordinal), earlier.Profile);
        var groups = audiences.Where(a => Asks(narrow, a.Audience, earlier.Profile)).Select(a => new PlannedAudience(a.Audience, a.Variant, a.Invited, a.Access)).ToList();
        if (groups.Count == 0) return new(null, new PulseOfTeamOnly());
        var leaders = narrow.Audiences.Any(a => a.Id == Asked.Leaders) && Asks(narrow, Asked.Leaders, earlier.Profile) ? earlier.Leaders : LeadersAnswer.NotAsked;
        return new(new(name, today, today.AddDays(Days), earlier.Profile, leaders, groups, [], []) { Pulse = new(earlier.Id, items) }, null);
    }

    /// <summary>Only these items, all of them core and in one length, whatever they are in the whole.</summary>
    private static Instrument Narrow(Instrument instrument, IReadOnlySet<string> ids, Profile profile) => instrument with
    {
        Areas =
        [
            .. instrument.Areas
                .Select(a => a with { Items = [.. a.Items.Where(i => ids.Contains(i.Id)).Select(i => i with { Optional = false, Profiles = new HashSet<Profile> { profile } })] })
                .Where(a => a.Items.Count > 0),
        ],
        AreasCanBeLeftOut = false,
        ProfileSizes = new Dictionary<Profile, ItemCount> { [profile] = new(1, ids.Count) },
    };

    private static bool Asks(Instrument instrument, string audience, Profile profile) =>
        instrument.Audiences.First(a => a.Id == audience).Variants.Select(v => (string?)v.Id).DefaultIfEmpty(null)
            .Any(variant => Questionnaire.For(instrument, audience, variant, profile, []).Count > 0);
}

/// <summary>Either a plan or the reason why there is none.</summary>
public sealed record Planned(RoundPlan? Plan, Foundation.Web.Refusal? Refusal);
