using Meent.Foundation.Localisation;
using Meent.Foundation.Web;

namespace Meent.People;

/// <summary>The same for an address that nobody has: the answer does not tell who has an account.</summary>
public sealed record WrongEmailOrPassword() : Refusal("This e-mail address and password do not go together. Check both and try again.");

public sealed record NoEmailAddress() : Refusal("This does not look like an e-mail address. It has the form name@school.org.");

public sealed record PasswordTooShort() : Refusal("This password is too short. Use at least {0} characters; a few words in a row are easy to remember.", PasswordRule.Shortest);

public sealed record PasswordTooLong() : Refusal("This password is too long. Use at most {0} characters.", PasswordRule.Longest);

public sealed record PasswordTooCommon() : Refusal("Many people use a password like this one, so it is tried first. Choose words that do not belong together.");

public sealed record PasswordTooPersonal() : Refusal("This password is made of your name, your address or the name of this hub. Choose other words.");

public sealed record WrongSetUpCode() : Refusal("This is not the set-up code. It stands in the window or the log of the program, where Meent was started.");

public sealed record WrongCode() : Refusal("This is not the code that we sent. Check the figures and try again.");

public sealed record CodeIsGone() : Refusal("This code cannot be used any more. Ask for a new one.");

public sealed record AddressWaits() : Refusal("Another address waits already. Keep the old address first, then ask for a new one.");

public sealed record WrongOldPassword() : Refusal("This is not your password of today.");

public sealed record PasskeyNotMade() : Refusal("The passkey could not be kept. Make it once more; perhaps this page was open for a long time.");

public sealed record PasskeyNotAccepted() : Refusal("This passkey was not accepted. Try it once more, or choose another way.");

public sealed record WrongAppCode() : Refusal("This code does not fit, or was used already. Wait for the next code of your app and type that one.");

public sealed record SecondStepLate() : Refusal("This took too long, or your password was changed meanwhile. Begin again.");

public sealed record ChangedMeanwhile() : Refusal("This was changed at the same moment from elsewhere. Look at it again.");

public sealed record RoleAlreadyHeld() : Refusal("There is such a role already, or a higher one.");

public sealed record HigherRoleUntil(DateOnly LastDay) : Refusal("There is a higher role here until {0}. A lower one can follow after that day.", LastDay);

public sealed record HandedOverAlready() : Refusal("Somebody has taken this role over already. It ends on the last day that was chosen.");

public sealed record InvitedToMore() : Refusal("Somebody else has invited this address already, to a higher role. Ask somebody else, or wait until that is answered.");

public sealed record RequestWaitsAlready() : Refusal("You have asked already. When you want to ask for something else, withdraw that request first.");

public sealed record DecidedAlready() : Refusal("Somebody has decided this already. The page now shows how things stand.");

public sealed record OwnRequest() : Refusal("Somebody else decides on what you asked for yourself.");

public sealed record InvitesOneself() : Refusal("This is your own address. Somebody else can give you a role.");

public sealed record PlaceHasClosed() : Refusal("This place has closed: nobody new gets a role here.");

public sealed record YouAreTheLast() : Refusal("Nobody else coordinates this place. Hand your role over first, or end it all the same.");

public sealed record PublicMailDomain(string Domain) : Refusal("Everybody can get an address at {0}, so it says nothing about a school.", Domain);

public sealed record NoMailDomain() : Refusal("This does not look like the part of an address behind the @. It has the form school.org.");

public sealed record InvitationIsGone() : Refusal("This invitation does not hold any more. Ask the person who invited you for a new one.");

public sealed record AccountEnded() : Refusal("This account was closed by the people who run this hub. Ask them when you need it again.");

public sealed record InstitutionSilent(string Name) : Refusal("{0} does not answer now. Try again in some minutes, or sign in another way.", Name);

/// <summary>Says nothing about what was wrong: that stands in the log, for who runs the hub.</summary>
public sealed record InstitutionNotBelieved(string Name) : Refusal("The answer of {0} cannot be trusted, so nobody was signed in. Try again. If it happens again, tell the people who run this hub.", Name);

public sealed record InstitutionDenied(string Name) : Refusal("You did not sign in at {0}, or did not allow it to tell us who you are. Try again, or sign in another way.", Name);

public sealed record InstitutionRejectsHub(string Name) : Refusal("{0} does not accept this hub as it is set up. Tell the people who run this hub, and sign in another way until then.", Name);

public sealed record InstitutionWayLost() : Refusal("This sign-in took too long, was used already, or began in another browser. Begin again.");

public sealed record InstitutionOfAnother(string Name) : Refusal("Your account at {0} is linked with another account of this hub. Sign in to that one, or end the link there first.", Name);

public sealed record InstitutionConfirmsAnother() : Refusal("This is not the account that yours is linked with. Begin again and choose the right one.");

/// <summary>The way out is a code by mail, which every account has.</summary>
public sealed record InstitutionAskedNobody(string Name) : Refusal("{0} does not say that you signed in just now, so this does not show that it is you. Choose a password with a code that we send you, and use that.", Name);

public sealed record DemonstrationAccountStays() : Refusal("Everybody can use this account of the demonstration, so it stays as it is. Make an account of your own to try this.");

public sealed record LastWayIn() : Refusal("This is the only way into your account. Make another one first: a passkey or a password.");

public sealed record LastOperator() : Refusal("Nobody else runs this hub. Make somebody else an operator first, on the machine of the hub: meent user role EMAIL --operator.");

public sealed record LetterIsOnItsWay() : Refusal("This letter has been sent or removed meanwhile, or is being sent right now. The page now shows how things stand.");

/// <summary>Says how long to wait, in minutes rounded up.</summary>
public static class TooManyTries
{
    public static string Sentence(TimeSpan wait, Texts T) => T.N(Math.Max(1, (int)Math.Ceiling(wait.TotalMinutes)),
        "There were too many tries. Wait a minute, then try again.", "There were too many tries. Wait {0} minutes, then try again.");
}
