using Meent.Foundation.Localisation;
using Meent.Foundation.Mail;

namespace Meent.People;

/// <summary>What letters about a change of address say.</summary>
internal static class AddressLetterTexts
{
    /// <summary>Each of them with made-up names.</summary>
    public static IReadOnlyList<LetterSample> Samples { get; } =
    [
        new(Texts.Key("Code to a new address"), (_, T) => NewAddress("12345678", T)),
        new(Texts.Key("To the old address, before it changes"), (_, T) => OldAddress("Noor Bakker", "new@example.org", "12345678", Guid.Empty, T)),
        new(Texts.Key("The address was changed"), (_, T) => AddressChanged("Noor Bakker", "new@example.org", T)),
    ];

    /// <summary>Without a name: nobody has proved yet whose address it is.</summary>
    public static Letter NewAddress(string code, Texts T) => new(
        T["Your new address"],
        [T["With this code you show that this is your address. Type it into the page that you left open, within half an hour."],
            T["You did not ask for it? Then do nothing: no account gets this address."]], Code: code);

    public static Letter OldAddress(string name, string address, string code, Guid id, Texts T) => new(
        T["Your account is to get another address"],
        [T["Hello {0},", name], T["your account is to get the address {0}. Do you agree? Then type this code at the page of your account, and it counts at once.", address],
            T["When nobody objects, it counts in a week."],
            T["Is this not what you want? Stop it here, and choose a new password: then somebody else is signed in to your account."]],
        new LetterLink(T["Stop the change"], $"/account/address/stop/{id}"), code);

    public static Letter AddressChanged(string name, string address, Texts T) => new(
        T["Your address was changed"],
        [T["Hello {0},", name], T["the address of your account is now {0}. You sign in with it, and mail goes there.", address],
            T["Is this wrong? Tell the people who run this hub."]]);
}
