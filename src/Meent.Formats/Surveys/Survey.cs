namespace Meent.Formats.Surveys;

/// <summary>A questionnaire of another program, as far as it can be read: what was understood, and what was left out and why.</summary>
/// <param name="Format">"LimeSurvey" or "XLSForm"</param>
/// <param name="Name">id or title of the file's own, to make an id of</param>
/// <param name="Title">by language</param>
/// <param name="About">by language; empty where the file says nothing</param>
/// <param name="Languages">BCP 47 tags, the one it was written in first; at least one</param>
/// <param name="Groups">in the order of the questionnaire; those without a question that was read are left out</param>
/// <param name="LeftOut">every question and text that is not in <paramref name="Groups"/></param>
/// <param name="Remarks">what was lost of the questions that are</param>
public sealed record Survey(
    string Format,
    string Name,
    IReadOnlyDictionary<string, string> Title,
    IReadOnlyDictionary<string, string> About,
    IReadOnlyList<string> Languages,
    IReadOnlyList<SurveyGroup> Groups,
    IReadOnlyList<Told> LeftOut,
    IReadOnlyList<Told> Remarks);

/// <summary>Questions that stand together.</summary>
/// <param name="Code">unique in the file</param>
public sealed record SurveyGroup(
    string Code, IReadOnlyDictionary<string, string> Name, IReadOnlyDictionary<string, string> About, IReadOnlyList<SurveyQuestion> Questions);

/// <summary>One statement or question with one answer out of a list.</summary>
/// <param name="Code">unique in the file: "vision", "teaching_SQ002"</param>
/// <param name="Text">by language, without markup</param>
/// <param name="Answers">in the order in which they are shown</param>
public sealed record SurveyQuestion(string Code, IReadOnlyDictionary<string, string> Text, IReadOnlyList<SurveyAnswer> Answers);

/// <param name="Code">as the file calls it: "A1", "5"</param>
/// <param name="Label">by language</param>
public sealed record SurveyAnswer(string Code, IReadOnlyDictionary<string, string> Label);

/// <summary>What has to be said about a part of the file.</summary>
/// <param name="Code">which question, group or column</param>
/// <param name="Text">its words in the first language; "" where it has none</param>
/// <param name="Detail">what the reason is about, such as the type of a question; "" where there is none</param>
public sealed record Told(string Code, string Text, Why Why, string Detail = "");

/// <summary>Why something was left out, or what was lost of it.</summary>
public enum Why
{
    // Left out: the answer is no single choice out of a list.
    FreeText, Number, Date, SeveralAnswers, Ranking, YesNo, ThreeAnswers, TenPoints, TwoScales, Upload, Position, OnlyText, Calculation, AboutThePerson,
    AboutTheDevice, ChoosesLanguage, TableHead, UnknownType,

    // Left out: the question itself.
    NoWords, NoAnswers, Repeated, SwitchedOff, ChoicesElsewhere,

    // Left out by who makes an instrument of it: its answers are not those of the instrument.
    OtherNumberOfAnswers, OtherScale,

    // Lost of a question that was taken.
    Condition, Other, Comment, HelpText, Placeholder, Introduction, ChoiceFilter, UnknownLanguage, ScaleTurned, NoLabels,
}

/// <summary>What reading a file gave: a survey, or why it cannot be read.</summary>
public abstract record SurveyReading;

public sealed record ReadSurvey(Survey Survey) : SurveyReading;

/// <param name="Detail">what the reason is about: a line, a number, a name; "" where there is none</param>
public sealed record UnreadableSurvey(Unreadable Reason, string Detail = "") : SurveyReading;

/// <summary>Why a file cannot be read as a survey.</summary>
public enum Unreadable
{
    Empty, TooLarge, TooMuch, TooDeep, TextTooLong, NotUtf8, NotXml, HasDtd, NotLimeSurvey, NotAWholeSurvey, NoQuestions, Zipped,
    NoTypeColumn, OpenQuote, GroupNotOpen, GroupNotClosed, TwoColumns, NotASurvey, TooManyQuestions, GroupsTooDeep,
}

/// <summary>Bounds that no honest questionnaire comes near, and a hostile file does not get past.</summary>
public static class SurveyLimits
{
    public const int MostBytes = 4 << 20;

    /// <summary>Rows of all tables together.</summary>
    public const int MostRows = 50_000;

    /// <summary>Questions and the statements of tables together, whether they can be taken or not; and as many groups.</summary>
    public const int MostQuestions = 2_000;

    /// <summary>Groups that stand inside one another.</summary>
    public const int DeepestGroup = 20;

    /// <summary>Characters of one text, markup included.</summary>
    public const int LongestText = 50_000;
}
