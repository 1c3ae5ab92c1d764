using Meent.Foundation.Localisation;

namespace Meent.People;

/// <summary>What this module records, in words.</summary>
internal static class PeopleActs
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["set up"] = Texts.Key("set up this hub"),
        ["signed up"] = Texts.Key("made an account"),
        ["changed password"] = Texts.Key("changed the password"),
        ["removed password"] = Texts.Key("removed the password"),
        ["added passkey"] = Texts.Key("made a passkey"),
        ["removed passkey"] = Texts.Key("removed a passkey"),
        ["turned second step on"] = Texts.Key("turned the second step on"),
        ["turned second step off"] = Texts.Key("turned the second step off"),
        ["made recovery codes"] = Texts.Key("made new recovery codes"),
        ["asked for another address"] = Texts.Key("asked for another address"),
        ["kept the address"] = Texts.Key("kept the old address"),
        ["changed the address"] = Texts.Key("changed the address"),
        ["ended sessions"] = Texts.Key("signed out on other devices"),
        ["linked institution"] = Texts.Key("linked an institution with the account"),
        ["unlinked institution"] = Texts.Key("ended the link with an institution"),
        ["made account"] = Texts.Key("made an account for somebody"),
        ["closed account"] = Texts.Key("closed an account"),
        ["reopened account"] = Texts.Key("opened a closed account again"),
        ["made operator"] = Texts.Key("made somebody an operator"),
        ["ended operator"] = Texts.Key("ended that somebody is an operator"),
        ["gave role"] = Texts.Key("gave a role"),
        ["took along own data"] = Texts.Key("downloaded what is known about them"),
        ["deleted account"] = Texts.Key("deleted an account"),
        ["asked"] = Texts.Key("asked for a role"),
        ["joined"] = Texts.Key("got a role by the domain of the address"),
        ["approved"] = Texts.Key("approved a role"),
        ["approved own request"] = Texts.Key("approved a role that they asked for themselves"),
        ["refused"] = Texts.Key("did not approve a role"),
        ["withdrew request"] = Texts.Key("withdrew a request"),
        ["lapsed"] = Texts.Key("let a request lapse that nobody decided on"),
        ["ended"] = Texts.Key("ended a role"),
        ["replaced"] = Texts.Key("ended a lower role as a higher one began"),
        ["left"] = Texts.Key("gave up a role"),
        ["handed over"] = Texts.Key("handed a role over"),
        ["chose a last day"] = Texts.Key("chose the last day of a role"),
        ["ended with the merger"] = Texts.Key("ended a role as its place went into another"),
        ["moved with the merger"] = Texts.Key("gave a role at the place that another went into"),
        ["ended with the closure"] = Texts.Key("ended a request as the place closed"),
        ["ends a year after the closure"] = Texts.Key("set the last day of a role to a year after the place closed"),
        ["goes on after the reopening"] = Texts.Key("took the last day from a role as the place reopened"),
        ["let addresses in"] = Texts.Key("let a mail domain in"),
        ["let addresses in no more"] = Texts.Key("took a mail domain out"),
        ["invited"] = Texts.Key("invited somebody"),
        ["withdrew"] = Texts.Key("withdrew an invitation"),
        ["accepted"] = Texts.Key("accepted an invitation"),
        ["declined"] = Texts.Key("declined an invitation"),
    };
}
