namespace Meent.Formats.Surveys;

/// <summary>LimeSurvey's types of questions, each a letter or sign.</summary>
internal static class LssTypes
{
    /// <summary>Several statements with one list of answers: array, array by column, array with five points.</summary>
    public static bool IsArray(string type) => type is "F" or "H" or "A";

    /// <summary>Null where one answer is chosen from a list of the questionnaire's own or of five points.</summary>
    public static Why? WhyNot(string type) => type switch
    {
        "F" or "H" or "A" or "L" or "!" or "O" or "5" => null,
        "S" or "T" or "U" or "Q" or ";" => Why.FreeText,
        "N" or "K" or ":" => Why.Number,
        "D" => Why.Date,
        "M" or "P" => Why.SeveralAnswers,
        "R" => Why.Ranking,
        "Y" => Why.YesNo,
        "C" or "E" => Why.ThreeAnswers,
        "B" => Why.TenPoints,
        "1" => Why.TwoScales,
        "|" => Why.Upload,
        "X" => Why.OnlyText,
        "*" => Why.Calculation,
        "G" => Why.AboutThePerson,
        "I" => Why.ChoosesLanguage,
        _ => Why.UnknownType,
    };
}
