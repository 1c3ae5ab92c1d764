using System.Globalization;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.PersonalData;
using Meent.Reflect.Instruments;
using Meent.Reflect.ReflectForYourself;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.NamedPersons;

/// <summary>What a person keeps for themselves, in full: it is theirs, and there is no other place where they get it as a file.</summary>
internal static class SelfSection
{
    public static async Task<KnownSection> Read(IServiceProvider services, DataSubject who, Texts T, CancellationToken cancel)
    {
        var library = services.GetRequiredService<InstrumentLibrary>();
        var mine = await services.GetRequiredService<HubDb>().Read<SelfReflection>().Where(r => r.PersonId == who.Id).OrderBy(r => r.StartedAt).ToListAsync(cancel);
        return new("self", T["What you found about yourself"], T["Shown to you alone, and deleted with the account."], [.. mine.Select(r => Item(r, library.Ladder(r.Ladder, r.Version), T))]);
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
