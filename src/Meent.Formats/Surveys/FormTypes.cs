namespace Meent.Formats.Surveys;

/// <summary>XLSForm's types of questions, in all the ways in which they are written.</summary>
internal static class FormTypes
{
    /// <summary>"select one yes no" → ("select_one", "yes no"); "begin_group" → ("begin group", "").</summary>
    public static (string Kind, string List) Parse(string type)
    {
        var words = type.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) return ("", "");
        var kind = words[0].ToLowerInvariant().Replace('_', ' ');
        var rest = words.Skip(1).ToList();
        // "select one", "begin group", "end repeat": two words or one with a stroke below.
        if (kind is "select" or "begin" or "end" or "add" && rest.Count > 0 && rest[0].ToLowerInvariant() is var second && second is "one" or "multiple" or "all" or "group" or "repeat")
        {
            kind = $"{kind} {second}";
            rest.RemoveAt(0);
        }
        kind = kind switch { "select1" => "select one", "select" => "select multiple", _ => kind };
        return (kind, string.Join(' ', rest));
    }

    /// <summary>Null for one answer out of a list or a range.</summary>
    public static Why? WhyNot(string kind) => kind switch
    {
        "select one" or "range" => null,
        "select one from file" or "select one external" or "select multiple from file" => Why.ChoicesElsewhere,
        "select multiple" => Why.SeveralAnswers,
        "rank" => Why.Ranking,
        "text" or "string" => Why.FreeText,
        "integer" or "int" or "decimal" => Why.Number,
        "date" or "time" or "datetime" => Why.Date,
        "note" => Why.OnlyText,
        "acknowledge" or "trigger" => Why.YesNo,
        "image" or "photo" or "audio" or "video" or "file" or "barcode" or "background-audio" => Why.Upload,
        "geopoint" or "geotrace" or "geoshape" or "start-geopoint" or "background-geopoint" => Why.Position,
        "calculate" or "calculate here" or "hidden" or "xml-external" or "csv-external" => Why.Calculation,
        "start" or "end" or "today" or "deviceid" or "subscriberid" or "simserial" or "phonenumber" or "username" or "email" or "audit" => Why.AboutTheDevice,
        _ => Why.UnknownType,
    };
}
