namespace Meent.Reflect.Instruments;

/// <summary>Whether a ladder's version says truthfully which items still mean the same: what somebody reached is compared over the years.</summary>
internal static class LadderHistory
{
    /// <summary>A problem for every item whose words changed and whose version did not, or went down.</summary>
    /// <param name="file">the file of the newer one</param>
    public static IEnumerable<Problem> Compare(Ladder older, LoadedLadder newer, string file)
    {
        var before = older.Items.ToDictionary(i => i.Id);
        return from item in newer.Ladder.Items
               let was = before.GetValueOrDefault(item.Id)
               where was is not null
               let sentence = Wrong(was, item)
               where sentence is not null
               select new Problem(file, newer.ItemLines.GetValueOrDefault(item.Id, 1), 1, sentence);
    }

    private static string? Wrong(LadderItem was, LadderItem now)
    {
        if (now.Version < was.Version) return Sentences.VersionWentDown(now.Id, was.Version);
        if (now.Version > was.Version) return null;
        var changed =
            from pair in now.Levels.Prepend(now.Statement).Zip(was.Levels.Prepend(was.Statement))
            from text in pair.First.All
            let old = pair.Second.All.GetValueOrDefault(text.Key)
            where old is not null && Nearest.Difference(old, text.Value) > InstrumentHistory.SpellingOnly
            select Sentences.LevelsOfOtherWords(now.Id, text.Key);
        return now.Levels.Count != was.Levels.Count ? Sentences.LevelsOfOtherWords(now.Id, "every language") : changed.FirstOrDefault();
    }
}
