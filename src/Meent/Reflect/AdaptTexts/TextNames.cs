using Meent.Foundation.Localisation;

namespace Meent.Reflect.AdaptTexts;

/// <summary>What the texts of a round are called, and what each is for.</summary>
internal static class TextNames
{
    public static string Of(string kind, Texts T) => kind switch
    {
        RoundWords.Letter => T["Letter to parents"],
        RoundWords.Notice => T["Privacy notice"],
        RoundWords.Assessment => T["Data protection impact assessment (DPIA)"],
        _ => T["Invitation"],
    };

    public static string Purpose(string kind, Texts T) => kind switch
    {
        RoundWords.Letter => T["Send it at least a week before learners answer. Parents can say no."],
        RoundWords.Notice => T["Everybody who answers can read it from the first page. It is public."],
        RoundWords.Assessment => T["Filled in for this round. Check what is marked, talk to your data protection officer, and keep it."],
        _ => T["Send it as a mail or message, or read it out."],
    };
}
