using System.Globalization;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.Reflect.Instruments;

namespace Meent.Reflect.ReflectForYourself;

/// <summary>What was chosen and typed, as it was sent.</summary>
/// <param name="Levels">item id → level; "0" says that the item is left out</param>
/// <param name="Notes">item id → note</param>
/// <param name="Version">of the draft that the page was made from; null where there was none</param>
public sealed record MarksForm(IReadOnlyDictionary<string, string?> Levels, IReadOnlyDictionary<string, string?> Notes, string? Version = null)
{
    public const int LongestNote = 1_000;

    /// <summary>Value of the answer that leaves an item out.</summary>
    public const string LeftOut = "0";

    public static MarksForm Empty { get; } = new(new Dictionary<string, string?>(), new Dictionary<string, string?>());

    /// <summary>Name of the field for the note on an item.</summary>
    public static string NoteField(string item) => $"note.{item}";

    public static MarksForm Of(Marks marks, string? version = null) => new(
        marks.Of.ToDictionary(m => m.Key, m => m.Value.Level?.ToString(CultureInfo.InvariantCulture)),
        marks.Of.ToDictionary(m => m.Key, m => m.Value.Note),
        version);

    public static MarksForm From(Posted posted, Ladder ladder) => new(
        ladder.Items.ToDictionary(i => i.Id, i => posted[i.Id]),
        ladder.Items.ToDictionary(i => i.Id, i => posted[NoteField(i.Id)]),
        posted["version"]);

    /// <summary>Tells one saved state of a draft from another.</summary>
    public static string? VersionOf(SelfReflection? draft) => draft?.SavedAt.Ticks.ToString(CultureInfo.InvariantCulture);

    /// <param name="atLeastOne">a result needs a level; a draft does not</param>
    /// <returns>null where anything is wrong; items may be left open</returns>
    public Marks? Read(Ladder ladder, bool atLeastOne, FormErrors errors, Texts T)
    {
        var marks = new Dictionary<string, Mark>();
        foreach (var item in ladder.Items)
        {
            var (chosen, note) = (Levels.GetValueOrDefault(item.Id), ladder.Asks.Contains(LadderAsk.Note) ? Notes.GetValueOrDefault(item.Id) : null);
            var level = chosen is null or LeftOut ? null : LevelOf(chosen, ladder);
            if (level is null && chosen is not (null or LeftOut)) errors.Add(item.Id, T["This answer did not come through. Choose one of the answers."]);
            if (note?.Length > LongestNote) errors.Add(NoteField(item.Id), T["This is longer than {0} characters. Make it shorter.", LongestNote]);
            if (level is not null || note is not null) marks[item.Id] = new(level, note);
        }
        if (atLeastOne && !errors.Any && marks.Values.All(m => m.Level is null)) errors.Add("", T["You have not chosen a level yet. Choose at least one."]);
        return errors.Any ? null : new(marks);
    }

    private static int? LevelOf(string chosen, Ladder ladder) =>
        int.TryParse(chosen, NumberStyles.None, CultureInfo.InvariantCulture, out var level) && ladder.Level(level) is not null ? level : null;
}
