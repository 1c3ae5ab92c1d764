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
        ["ended sessions"] = Texts.Key("signed out on other devices"),
        ["linked institution"] = Texts.Key("linked an institution with the account"),
        ["unlinked institution"] = Texts.Key("ended the link with an institution"),
        ["made account"] = Texts.Key("made an account for somebody"),
        ["closed account"] = Texts.Key("closed an account"),
        ["reopened account"] = Texts.Key("opened a closed account again"),
        ["made operator"] = Texts.Key("made somebody an operator"),
        ["ended operator"] = Texts.Key("ended that somebody is an operator"),
        ["gave role"] = Texts.Key("gave a role"),
        ["asked"] = Texts.Key("asked for a role"),
        ["approved"] = Texts.Key("approved a role"),
        ["refused"] = Texts.Key("did not approve a role"),
        ["ended"] = Texts.Key("ended a role"),
        ["invited"] = Texts.Key("invited somebody"),
        ["withdrew"] = Texts.Key("withdrew an invitation"),
        ["accepted"] = Texts.Key("accepted an invitation"),
        ["declined"] = Texts.Key("declined an invitation"),
    };
}
