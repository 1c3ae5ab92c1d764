namespace Meent.Reflect.Instruments;

/// <summary>Whether a version says truthfully what changed against the one before: comparisons over the years hang on it.</summary>
internal static class InstrumentHistory
{
    /// <summary>A wording that changed by more than this share of its characters is no longer the same question.</summary>
    internal const double SpellingOnly = 0.25;

    /// <summary>A problem for every item whose "change" or version does not fit what happened.</summary>
    /// <param name="file">the file of the newer one</param>
    public static IEnumerable<Problem> Compare(Instrument older, LoadedInstrument newer, string file)
    {
        var before = older.Items.ToDictionary(i => i.Id);
        return from item in newer.Instrument.Items
               let sentence = Wrong(before.GetValueOrDefault(item.Id), item, older.Version)
               where sentence is not null
               select new Problem(file, newer.ItemLines.GetValueOrDefault(item.Id, 1), 1, sentence);
    }

    private static string? Wrong(Item? before, Item now, int version) => (before, now.Change) switch
    {
        (null, ItemChange.New) => null,
        (null, _) => Sentences.KnownButNew(now.Id, version),
        (_, ItemChange.New) => Sentences.NewButKnown(now.Id, version),
        ({ } was, ItemChange.Reworded) => now.Version == was.Version + 1 ? null : Sentences.VersionOfReworded(now.Id, was.Version),
        ({ } was, _) when now.Version != was.Version => Sentences.VersionOfSame(now.Id, was.Version),
        ({ } was, _) => OtherWords(was, now),
    };

    private static string? OtherWords(Item was, Item now)
    {
        var changed =
            from wording in now.Wordings
            where was.Wordings.ContainsKey(wording.Key)
            from text in wording.Value.All
            let old = was.Wordings[wording.Key].All.GetValueOrDefault(text.Key)
            where old is not null && Nearest.Difference(old, text.Value) > SpellingOnly
            select Sentences.SameButOtherWords(now.Id, wording.Key, text.Key);
        return changed.FirstOrDefault();
    }
}
