using Meent.Foundation.Localisation;

namespace Meent.People;

internal static class PasswordHint
{
    public static string Words(Texts T) => T["At least {0} characters. Four words that do not belong together are good, and easy to remember.", PasswordRule.Shortest];
}
