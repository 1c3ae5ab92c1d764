using Meent.Foundation.Localisation;
using Meent.Foundation.Mail;
using Meent.Foundation.Web;

namespace Meent.People;

/// <summary>Fields that several forms share: reads them and says what is wrong, beside the field.</summary>
internal static class PersonForm
{
    internal const int LongestName = 100;

    public static string? Name(Posted posted, FormErrors errors, Texts T)
    {
        var name = posted["name"];
        if (name is null) errors.Add("name", T["Type your name."]);
        else if (name.Length > LongestName) errors.Add("name", T["Use at most {0} characters.", LongestName]);
        else if (name.Any(char.IsControl)) errors.Add("name", T["Write your name on one line."]);
        else if (name.Contains("://", StringComparison.Ordinal) || name.Contains("www.", StringComparison.OrdinalIgnoreCase)) errors.Add("name", T["Write your name without a web address."]);
        return name;
    }

    public static string? Email(Posted posted, FormErrors errors, Texts T)
    {
        var typed = posted["email"];
        if (typed is null) errors.Add("email", T["Type your e-mail address."]);
        else if (EmailAddress.TryParse(typed, out var address)) return address.Value;
        else errors.Add("email", new NoEmailAddress().Sentence(T));
        return typed;
    }

    /// <param name="known">what others know about the person</param>
    public static string? NewPassword(Posted posted, FormErrors errors, Texts T, params IEnumerable<string?> known)
    {
        var password = PasswordRule.Clean(posted["password"]);
        if (password is null) errors.Add("password", T["Choose a password."]);
        else if (PasswordRule.Check(password, known) is { } why) errors.Add("password", why.Sentence(T));
        return password;
    }
}
