using Meent.Foundation;
using Meent.Foundation.Localisation;
using Meent.Foundation.Mail;

namespace Meent.People;

/// <summary>What letters about accounts say.</summary>
internal static class AccountLetterTexts
{
    /// <summary>Each of them with made-up names.</summary>
    public static IReadOnlyList<LetterSample> Samples { get; } =
    [
        new(Texts.Key("Code that makes an account"), (s, T) => SignUpCode(s, "12345678", T)),
        new(Texts.Key("To an address that has an account already"), (_, T) => AccountExists(T)),
        new(Texts.Key("Code for a new password"), (_, T) => RecoveryCode("Noor Bakker", "12345678", T)),
        new(Texts.Key("To somebody whose account is closed"), (_, T) => AccountClosed("Noor Bakker", T)),
        new(Texts.Key("To an address that has no account"), (_, T) => NoAccount(T)),
        new(Texts.Key("To somebody whose account was deleted"), (_, T) => AccountDeleted("Noor Bakker", T)),
    ];

    /// <summary>Says nothing that was typed: whoever reads it may not be who typed it.</summary>
    public static Letter SignUpCode(Settings settings, string code, Texts T) => new(
        T["Your code for {0}", settings.HubName],
        [T["This code makes your account. Type it into the page that you left open, within half an hour."],
            T["You did not ask for it? Then do nothing: without the code there is no account."]], Code: code);

    public static Letter AccountExists(Texts T) => new(
        T["You have an account already"],
        [T["Somebody, probably you, wanted to make an account with this address. There is one already."],
            T["Sign in with it. If you forgot the password, you can choose a new one there."]], new LetterLink(T["Sign in"], "/sign-in"));

    public static Letter RecoveryCode(string name, string code, Texts T) => new(
        T["Choose a new password"],
        [T["Hello {0},", name], T["with this code you choose a new password. Type it into the page that you left open, within half an hour."],
            T["You did not ask for it? Then do nothing: your password stays as it is. Give this code to nobody."]], Code: code);

    public static Letter AccountClosed(string name, Texts T) => new(
        T["Your account is closed"],
        [T["Hello {0},", name], T["somebody, probably you, wanted a new password. Your account was closed by the people who run this hub. Ask them when you need it again."]]);

    public static Letter AccountDeleted(string name, Texts T) => new(
        T["Your account is deleted"],
        [T["Hello {0},", name], T["your account is deleted, and what was known about you is forgotten. This is the last mail; it needs no answer."],
            T["You did not do this? Then write to the people who run this hub at once."]]);

    public static Letter NoAccount(Texts T) => new(
        T["There is no account with this address"],
        [T["Somebody, probably you, wanted a new password for this address. No account has it: perhaps you used another address."]],
        new LetterLink(T["Make an account"], "/sign-up"));
}
