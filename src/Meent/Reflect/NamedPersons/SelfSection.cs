using System.Globalization;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.PersonalData;
using Meent.Reflect.Instruments;
using Meent.Reflect.ReflectForYourself;
using Meent.Reflect.ReflectInGroup;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.NamedPersons;

/// <summary>What a person keeps for themselves, in full: it is theirs, and there is no other place where they get it as a file.</summary>
internal static class SelfSection
{
    public static async Task<KnownSection> Read(IServiceProvider services, DataSubject who, Texts T, CancellationToken cancel)
    {
        var library = services.GetRequiredService<InstrumentLibrary>();
        var mine = await services.GetRequiredService<HubDb>().Read<SelfReflection>().Where(r => r.PersonId == who.Id).OrderBy(r => r.StartedAt).ToListAsync(cancel);
        return new("self", T["What you found about yourself"], T["Shown to you alone, and deleted with the account."], [.. mine.Select(r => Item(r, library.Ladder(r.Ladder, r.Version), T))], ForThePersonAlone: true);
    }

    /// <summary>Groups that the person opened. What they answered in any group, nobody knows.</summary>
    public static async Task<KnownSection> Groups(IServiceProvider services, DataSubject who, Texts T, CancellationToken cancel)
    {
        var mine = await services.GetRequiredService<HubDb>().Read<ReflectionGroup>().Where(g => g.OpenedBy == who.Id).OrderBy(g => g.OpenedAt).ToListAsync(cancel);
        return new("groups", T["Groups that you opened"], T["Those who answer read your name. When you delete the account, the groups stay and no longer name you."],
            [.. mine.Select(g => KnownItem.Of(new("name", T["Name of the group"], g.WasThrownAway ? T["A group that you threw away. That you opened it is kept for {0} days after it closed.", OpenGroup.DaysBetween] : g.Name), new("openedOn", T["Opened by you on"], T.Date(g.OpenedAt))))]);
    }

    private static KnownItem Item(SelfReflection reflection, Ladder? ladder, Texts T) => KnownItem.Of(
    [
        new("ladder", T["Questions"], ladder?.Title.In(T.Language) ?? reflection.Ladder),
        new("begunOn", T["Begun on"], T.Date(reflection.StartedAt)),
        reflection.FinishedAt is { } day ? new("finishedOn", T["Finished on"], T.Date(day)) : null,
        .. reflection.Marks.Of.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => new KnownFact(
            m.Key,
            ladder?.Item(m.Key)?.Name.In(T.Language) ?? m.Key,
            string.Join(": ", new[] { m.Value.Level is { } level ? ladder?.Level(level)?.Name.In(T.Language) ?? level.ToString(CultureInfo.InvariantCulture) : null, m.Value.Note }.OfType<string>()))),
    ]);
}
