namespace Meent.Reflect.Instruments;

/// <summary>Everything that can be wrong in a file of an author, each as a sentence that says what, where and what next.</summary>
internal static class Sentences
{
    public const string FileEmpty = "The file is empty. Begin with the example in docs/author.";

    public const string Tab = "There is a tab. Use spaces: two for every step to the right.";

    public const string MoreThanOneDocument = "A second document begins here. Keep one in a file: remove the line with --- or ....";

    public const string Anchor = "A text that begins with & or * has a meaning of its own in YAML. Put the text in quotes, or write it out in full.";

    public const string Tag = "A text that begins with ! has a meaning of its own in YAML. Put the text in quotes.";

    public const string KeyIsNotAWord = "A key has to be one word followed by a colon.";

    private const string OpenBracket = "A bracket [ or { is opened here or above and not closed. Close it, or put the text in quotes.";

    public static string FileTooLarge(long bytes, long most) =>
        $"The file has {bytes:N0} bytes; {most:N0} is the most. Split it, or check that it is the right file.";

    public static string FileUnreadable(string why) => $"The file cannot be opened: {why} Check its name and that you may read it.";

    public static string NotUtf8(string? instead) => instead is null
        ? "A character here is not valid UTF-8. Save the file as UTF-8 in your editor and look at this place again."
        : $"The file is saved as {instead}. Save it as UTF-8 in your editor.";

    public static string ControlCharacter(char c) => $"There is an invisible character (U+{(int)c:X4}). Delete it.";

    public static string LineTooLong(int most) => $"This line is longer than {most} characters. Check that it is the right file.";

    public static string TooDeep(int most) => $"This is nested more than {most} levels deep. Compare it with the example in docs/author.";

    public static string DuplicateKey(string key, int firstLine) =>
        $"\"{Clip(key)}\" is already on line {firstLine}. Remove one of the two.";

    public static string FileName(string id, int version) =>
        $"The instrument is called \"{Clip(id)}\", so its file is {id}.yaml, or {id}.v{version}.yaml for an older version. Rename the file or change the id.";

    public static string UnknownKey(string key, string where, IReadOnlyCollection<string> known) =>
        $"{Capital(where)} does not know \"{Clip(key)}\". {Instead(key, known)}";

    public static string MissingKey(string key, string where) => $"{Capital(where)} has no \"{Clip(key)}\". Add a line \"{key}: …\".";

    public static string WrongShape(string what, string wanted) => $"{Capital(what)} has to be {wanted}.";

    public static string NotOneOf(string value, string what, IReadOnlyCollection<string> known) =>
        $"\"{Clip(value)}\" is not {what}. {Instead(value, known)}";

    public static string NotANumber(string value, string what, int from, int to) =>
        $"{Capital(what)} is \"{Clip(value)}\". Write a whole number from {from} to {to}.";

    public static string NotYesOrNo(string value, string what) => $"{Capital(what)} is \"{Clip(value)}\". Write true or false.";

    public static string NotARange(string value, string what) => $"{Capital(what)} is \"{Clip(value)}\". Write one number, such as 16, or two, such as 24-40.";

    public static string WrongId(string id, string what) =>
        $"The id of {what}, \"{Clip(id)}\", is not in the right form. Use lower-case letters and digits, parted by a dot or hyphen, at most {StableId.Longest} characters: leadership.vision.";

    public static string ReservedId(string id) => $"Ids that begin with \"own.\" are kept for a school's own items. Give \"{Clip(id)}\" another id.";

    public static string ReservedAudience(string id) =>
        $"The id \"{Clip(id)}\" is kept for leaders and teachers who are counted together. Give this audience another id, such as team.";

    public static string DuplicateId(string id, int firstLine) =>
        $"There is already an item \"{Clip(id)}\" on line {firstLine}. Every id stands for one item: give this one another id.";

    public static string WrongLanguage(string tag) =>
        $"\"{Clip(tag)}\" is not a language tag. Use the short form, such as en, nl, de or pt-BR.";

    public static string UndeclaredLanguage(string tag, string what, IReadOnlyCollection<string> languages) =>
        $"{Capital(what)} is in \"{Clip(tag)}\", which is not among the languages on top of the file. {Instead(tag, languages)} "
        + "A translation that is not ready yet goes under \"translating\".";

    public static string MissingLanguage(string tag, string what) => $"{Capital(what)} is missing in {tag}. Add a line \"{tag}: …\".";

    public static string NotPerLanguage(string what, string language) =>
        $"{Capital(what)} needs a text for every language. Write \"{language}: …\" on a line of its own below it, two spaces further in.";

    public static string EmptyText(string what, string tag) => $"{Capital(what)} is empty in {tag}. Write the text, or remove the whole part.";

    public static string TextTooLong(string what, string tag, int length, int most) =>
        $"{Capital(what)} has {length} characters in {tag}; {most} is the most. Say it shorter.";

    public static string NoWordings(string id) =>
        $"Nobody is asked item \"{Clip(id)}\": it has no wordings. Add one for every audience that can answer it, or remove the item.";

    public static string OptionalInProfile(string id) =>
        $"Item \"{Clip(id)}\" is optional, so it cannot be in a profile: the school adds it. Remove \"profiles\" or \"optional\".";

    public static string ProfileCount(string profile, string who, int counted, string wanted) =>
        $"The {profile} profile asks {counted} items of {who}; it has to be {wanted}. Change \"profiles\" or the wordings of some items.";

    public static string MiniNotInShort(string id) => $"Item \"{Clip(id)}\" is in mini but not in short. Who answers short answers mini too: add short.";

    public static string ProfileMissing(string id, string profile) =>
        $"Item \"{Clip(id)}\" is in the {profile} profile, which \"profiles\" does not name. Add a line \"{profile}: …\" there, or take it out of the item.";

    public static string ForNobody(IReadOnlyCollection<string> uses) => $"Nobody can answer this ladder. Write who does: {string.Join(", ", uses)}.";

    public const string AccountWithoutPerson = "\"account\" says how a person does it alone, and \"for\" does not name person. Add person, or remove this line.";

    public static string AccountNone(string word) =>
        $"\"account\" is \"{Clip(word)}\". Write none where it can be done without an account, or remove the line.";

    public static string NumberOfLevels(int there) =>
        $"There are {there} levels. A ladder has {Ladder.FewestLevels} to {Ladder.MostLevels}: add some, or take some out.";

    public static string LevelsInOrder(string given, int wanted) => $"Here stands level \"{Clip(given)}\" where level {wanted} belongs. Number the levels 1, 2, 3 …, the lowest first.";

    public static string MissingLevel(string id, string level) => $"Item \"{Clip(id)}\" does not say how level {level} looks. Add a line \"{level}: …\".";

    public static string AreaWithoutItems(string area) => $"Area \"{Clip(area)}\" has no items. Add one, or remove the area.";

    public static string RefTooLong(string id, int most) => $"\"ref\" of item \"{Clip(id)}\" is longer than {most} characters. It is an id, such as 1.1, not a text.";

    public static string LevelsOfOtherWords(string id, string tag) =>
        $"Item \"{Clip(id)}\" keeps its version, but its words changed a lot in {tag}. Raise the item's version, so that levels of before are not compared.";

    public static string VersionWentDown(string id, int before) => $"Item \"{Clip(id)}\" was in version {before} before. A version never goes down.";

    public static string FrameworkMissing(string id, IReadOnlyCollection<string> known) => known.Count == 0
        ? $"There is no framework \"{Clip(id)}\": the folder frameworks has no file that can be read."
        : $"There is no framework \"{Clip(id)}\". {Instead(id, known)}";

    public static string TwoFiles(string id, int version, string other) =>
        $"{other} is version {version} of \"{Clip(id)}\" too. Raise the version in one of the two.";

    public static string TwoForms(string id) =>
        $"\"{Clip(id)}\" is an instrument of the other form too. An id keeps its form: give the ladder another id.";

    public static string ChangeInFirstVersion(string id) =>
        $"Item \"{Clip(id)}\" cannot be compared with a version before: this is version 1. Leave \"change\" out.";

    public static string NewButKnown(string id, int version) =>
        $"Item \"{Clip(id)}\" is called new, but version {version} has it. Write \"change: same\" or \"change: reworded\", or give it a new id.";

    public static string KnownButNew(string id, int version) =>
        $"Item \"{Clip(id)}\" is not in version {version}. Write \"change: new\".";

    public static string SameButOtherWords(string id, string who, string tag) =>
        $"Item \"{Clip(id)}\" says it is the same, but its wording for {who} changed a lot in {tag}. Write \"change: reworded\" and raise the item's version.";

    public static string VersionOfSame(string id, int before) =>
        $"Item \"{Clip(id)}\" is the same as before, so it keeps version {before}. Write \"change: reworded\" if its meaning changed.";

    public static string VersionOfReworded(string id, int before) =>
        $"Item \"{Clip(id)}\" is reworded, so its version goes up to {before + 1}.";

    /// <summary>What the parser of YAML stumbled over, said with the line it happened in.</summary>
    public static string Syntax(string parser, string line)
    {
        var quotes = line.Contains('"', StringComparison.Ordinal) || line.Contains('\'', StringComparison.Ordinal);
        return parser switch
        {
            "" when line.Count(c => c is '[' or '{') > line.Count(c => c is ']' or '}') => OpenBracket,
            _ when parser.Contains("invalid mapping", StringComparison.Ordinal) || parser.Contains("Mapping values", StringComparison.Ordinal) =>
                line.Split(": ").Length > 2
                    ? "A colon with a space after it begins a new key. Put the whole text in quotes: en: \"Text: more text\"."
                    : "This line does not fit under the line above. Give both the same number of spaces, and check that the line above has a colon with a space after it.",
            _ when parser.Contains("cannot start", StringComparison.Ordinal) =>
                "A text cannot begin with this character. Put the text in quotes: en: \"…\".",
            _ when parser.Contains("unknown escape", StringComparison.Ordinal) =>
                "Between double quotes a backslash has a meaning of its own. Remove it, or use single quotes.",
            _ when parser.Contains("quoted scalar", StringComparison.Ordinal) || (quotes && parser.Contains("expected key", StringComparison.Ordinal)) =>
                "A quote is opened and not closed, or text follows after the closing quote. Begin and end the whole text with \", and use ' inside it.",
            _ when parser.Contains("expected key", StringComparison.Ordinal) || parser.Contains("expected '-'", StringComparison.Ordinal)
                || parser.Contains("not allowed in this context", StringComparison.Ordinal) =>
                "This line begins too far to the left or right. Give it the same number of spaces as the lines it belongs with.",
            _ when parser.Contains("flow", StringComparison.Ordinal) => OpenBracket,
            _ => "This cannot be read as YAML. Compare this line and the one above with the example in docs/author: spaces, colons, quotes and brackets.",
        };
    }

    /// <summary>Keeps a sentence readable whatever stands in the file.</summary>
    private static string Clip(string given) => given.Length <= 60 ? given : given[..60] + "…";

    private static string Capital(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];

    /// <summary>"Did you mean …?" where something known is near, else all that is known.</summary>
    private static string Instead(string given, IReadOnlyCollection<string> known) =>
        known.Count == 0 ? "There is nothing to choose from."
        : Nearest.To(given, known) is { } near ? $"Did you mean \"{near}\"?"
        : $"Use one of: {string.Join(", ", known)}.";
}
