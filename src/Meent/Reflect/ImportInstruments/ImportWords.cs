using Meent.Formats.Surveys;
using Meent.Foundation.Localisation;

namespace Meent.Reflect.ImportInstruments;

/// <summary>Says to people why a file, a question or a part of one was not taken.</summary>
public static class ImportWords
{
    /// <summary>One sentence: what it is, and where it helps what to do.</summary>
    public static string Sentence(Told told, Texts T) => told.Why switch
    {
        Why.FreeText => T["People write the answer themselves. A statement has an answer to choose."],
        Why.Number => T["The answer is a number."],
        Why.Date => T["The answer is a day or a time."],
        Why.SeveralAnswers => T["People choose several answers. A statement has one."],
        Why.Ranking => T["People put answers in an order."],
        Why.YesNo => T["The answer is yes or no. A statement has five steps."],
        Why.ThreeAnswers => T["The answer has three steps. A statement has five."],
        Why.TenPoints => T["The answer has ten steps. A statement has five."],
        Why.TwoScales => T["Each line is answered twice, on two scales. Make two statements of it."],
        Why.Upload => T["People send a file or a picture."],
        Why.Position => T["It takes down where somebody is. That would not be anonymous."],
        Why.OnlyText => T["It is a text without a question. It may fit under “lead” of an area."],
        Why.Calculation => T["The program works it out; nobody is asked."],
        Why.AboutThePerson => T["It asks who somebody is. Meent keeps no such answers beside the others: it would not be anonymous."],
        Why.AboutTheDevice => T["The program notes it about the device, the person or the time. That would not be anonymous."],
        Why.ChoosesLanguage => T["It chooses the language. Meent does that at the top of the page."],
        Why.TableHead => T["It is the head of a table, with the words of the answers."],
        Why.UnknownType => T["The type “{0}” is not known here.", told.Detail],
        Why.NoWords => T["It has no words that could be read."],
        Why.NoAnswers => T["It has no list of answers that could be read."],
        Why.Repeated => T["It is asked several times of one person."],
        Why.SwitchedOff => T["It is switched off in the file."],
        Why.ChoicesElsewhere => T["Its answers stand in another file."],
        Why.OtherNumberOfAnswers => T["It has {0} answers. A statement has five, and beside them “I don't know”.", told.Detail],
        Why.OtherScale => T["It is answered on another scale ({0}). An instrument has one scale.", told.Detail],
        _ => Lost(told, T),
    };

    /// <summary>What was lost of a question that was taken.</summary>
    private static string Lost(Told told, Texts T) => told.Why switch
    {
        Why.Condition => T["It was asked only under a condition. In Meent everybody in the group is asked."],
        Why.Other => T["People could write an answer of their own beside the list. That was left out."],
        Why.Comment => T["People could write a remark beside the answer. That was left out."],
        Why.HelpText => T["It has a text that explains. That was left out: a statement explains itself."],
        Why.Placeholder => T["Its words hold a placeholder in braces. Write the statement without it."],
        Why.Introduction => T["These words introduced several statements. They were left out: check that each statement can be read alone."],
        Why.ChoiceFilter => T["Its list of answers depended on other answers. The whole list was taken."],
        Why.UnknownLanguage => T["No language is known by the name {0}. Texts in it were left out.", told.Detail],
        Why.ScaleTurned => T["The scale ran from agree to disagree ({0}). It was turned around: 5 is full agreement.", told.Detail],
        Why.NoLabels => T["The answers are bare numbers. Write the words for 1 to 5 under “scale”."],
        _ => told.Why.ToString(),
    };

    /// <summary>Why the file as a whole cannot be read, and what to do.</summary>
    public static string Sentence(UnreadableSurvey problem, Texts T) => problem.Reason switch
    {
        Unreadable.Empty => problem.Detail.Length == 0 ? T["The file is empty. Export it again."] : T["The sheet “{0}” is empty. Save it as CSV again.", problem.Detail],
        Unreadable.TooLarge => T["The file is larger than {0} MB. Is it the right one?", problem.Detail],
        Unreadable.TooMuch => T["The file has more than {0} rows. Is it the right one?", problem.Detail],
        Unreadable.TooDeep => T["The file is nested deeper than LimeSurvey writes. Export it again."],
        Unreadable.TextTooLong => T["A text in the file has more than {0} characters. Shorten it, or look for a quotation mark that is missing.", problem.Detail],
        Unreadable.NotUtf8 => T["The file is not written in UTF-8. Save it as “CSV UTF-8”, or export it again."],
        Unreadable.NotXml => T["Line {0} of the file is no right XML. Export it from LimeSurvey again as “survey structure (.lss)”.", problem.Detail],
        Unreadable.HasDtd => T["The file has a document type declaration (DOCTYPE). LimeSurvey writes none, and such files are not read."],
        Unreadable.NotLimeSurvey => T["This is XML, but no LimeSurvey export. Export the survey as “survey structure (.lss)”."],
        Unreadable.NotAWholeSurvey => T["This is a LimeSurvey export of a part ({0}). Export the whole survey as “survey structure (.lss)”.", problem.Detail],
        Unreadable.NoQuestions => T["The file has no questions."],
        Unreadable.Zipped => T["This is a zip or Excel file. Save each sheet (survey, choices, settings) as “CSV UTF-8” and give those."],
        Unreadable.NoTypeColumn => T["The sheet has no column “type”. Give the sheet “survey” of the XLSForm as CSV."],
        Unreadable.OpenQuote => T["In the sheet “{0}” a quotation mark opens a cell and none closes it.", problem.Detail],
        Unreadable.GroupNotOpen => T["On line {0} of the survey a group ends that does not begin.", problem.Detail],
        Unreadable.GroupNotClosed => T["The group “{0}” begins and does not end. Add a row “end group”.", problem.Detail],
        Unreadable.TooManyQuestions => T["The file has more than {0} questions or groups. Is it the right one?", problem.Detail],
        Unreadable.GroupsTooDeep => T["More than {0} groups of the survey stand inside one another. Is it the right file?", problem.Detail],
        Unreadable.TwoColumns => T["Two columns are called “{0}”. Rename the one that is not meant.", problem.Detail],
        _ => T["The file is neither a LimeSurvey export (.lss) nor the sheet “survey” of an XLSForm (.csv)."],
    };
}
