using System.Globalization;
using Meent.Foundation.Time;

namespace Meent.Foundation.Localisation;

/// <summary>Every text that a person reads, in the language of the request. The English text is the key.</summary>
/// <example><c>T["Round {0} is open", name]</c> · <c>T.N(n, "one answer", "{0} answers")</c></example>
public sealed class Texts(TextCatalogue catalogue, string language)
{
    private readonly Translation translation = catalogue.For(language);

    /// <summary>The texts as they stand in the sources, for the command line and for files that programs read.</summary>
    public static Texts English { get; } = new(new TextCatalogue("", [], ""), "en");

    /// <summary>BCP 47 tag of the language, for <c>lang</c>.</summary>
    public string Language { get; } = language;

    public CultureInfo Culture { get; } = CultureInfo.GetCultureInfo(language);

    public IReadOnlyList<HubLanguage> Languages => catalogue.Languages;

    public string this[string english, params object?[] args] => Fill(translation.One(english), args);

    /// <summary>A text that depends on a number; <c>{0}</c> is the number, further arguments follow from <c>{1}</c>.</summary>
    public string N(int n, string one, string many, params object?[] args) => Fill(translation.Plural(n, one, many), [n, .. args]);

    /// <summary>Marks a constant as a text to translate, where it is kept and looked up later: <c>T[page.English]</c>.</summary>
    public static string Key(string english) => english;

    /// <summary>A number with a fixed number of decimals, in the language's own way.</summary>
    public string Number(double value, int decimals = 0) => value.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), Culture);

    /// <summary>"12 June 2026"</summary>
    public string Date(DateOnly date) => date.ToString("d MMMM yyyy", Culture);

    /// <summary>The day on which something happened where the people of this hub live.</summary>
    public string Date(DateTime utc) => Date(Clock.Day(utc));

    private string Fill(string text, object?[] args) => args.Length == 0 ? text : string.Format(Culture, text, args);
}

/// <summary>A language that pages can be read in: tag and its own name.</summary>
public sealed record HubLanguage(string Tag, string Name);
