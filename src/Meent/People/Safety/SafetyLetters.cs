using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Mail;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>What can change about the safety of an account, each as a sentence for its owner.</summary>
internal static class SafetyChange
{
    public static readonly string Password = Texts.Key("Your password was changed, and all devices were signed out.");
    public static readonly string PasswordAndAddress = Texts.Key("Your password was changed, and all devices were signed out. The change of your address that waited was stopped: ask for it again if you want it.");
    public static readonly string NoPassword = Texts.Key("Your password was removed. You now sign in without one.");
    public static readonly string PasskeyAdded = Texts.Key("A passkey was added to your account.");
    public static readonly string PasskeyRemoved = Texts.Key("A passkey was removed from your account.");
    public static readonly string InstitutionLinked = Texts.Key("An institution was linked with your account: who signs in there can sign in here as you.");
    public static readonly string InstitutionUnlinked = Texts.Key("The link of your account with an institution was ended.");
    public static readonly string SecondStepOn = Texts.Key("The second step when you sign in was turned on.");
    public static readonly string SecondStepOff = Texts.Key("The second step when you sign in was turned off.");
    public static readonly string SecondStepTaken = Texts.Key("The people who run this hub turned off the second step when you sign in.");
    public static readonly string NewCodes = Texts.Key("New recovery codes were made; the old ones are worthless.");
    public static readonly string CodeUsed = Texts.Key("Somebody signed in with one of your recovery codes.");
}

/// <summary>Tells the owner of an account what changed: who did it knows, and who did not hears of it at once.</summary>
internal sealed class SafetyLetters(Mailer mailer, HubDb db)
{
    /// <param name="english">one of <see cref="SafetyChange"/></param>
    public Task Changed(Guid person, string english) => Tell(person, T => T[english]);

    public Task NewDevice(Guid person, string? browser, string? system) =>
        Tell(person, T => T["Somebody signed in to your account with a device that was not used for it before: {0}.", Device.Name(browser, system, T)]);

    private async Task Tell(Guid person, Func<Texts, string> what)
    {
        if (await db.Read<Person>().SingleOrDefaultAsync(p => p.Id == person) is { } found && Persons.RecipientOf(found) is { } recipient)
            mailer.Send(recipient, T => SafetyLetterTexts.Changed(found.Name, what(T), T));
    }
}

/// <summary>What letters about the safety of an account say.</summary>
internal static class SafetyLetterTexts
{
    /// <summary>Each of them with made-up names.</summary>
    public static IReadOnlyList<LetterSample> Samples { get; } =
    [
        new(Texts.Key("To somebody whose account changed"), (_, T) => Changed("Noor Bakker", T["A passkey was added to your account."], T)),
    ];

    public static Letter Changed(string name, string what, Texts T) => new(
        T["A change to your account"],
        [T["Hello {0},", name], what, T["Was it you? Then there is nothing to do."],
            T["Was it not you? Choose a new password at once, look at your devices and passkeys, and tell the people who run this hub."]],
        new LetterLink(T["Look at your account"], "/account/safety"));
}
