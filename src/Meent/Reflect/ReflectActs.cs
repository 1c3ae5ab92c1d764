using Meent.Foundation.Localisation;

namespace Meent.Reflect;

/// <summary>What this module records, in words.</summary>
internal static class ReflectActs
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["prepared"] = Texts.Key("prepared a round"),
        ["opened"] = Texts.Key("opened a round"),
        ["moved"] = Texts.Key("changed the dates of a round"),
        ["made codes"] = Texts.Key("made codes for a round"),
        ["read the papers"] = Texts.Key("read the letter to parents and the other papers"),
        ["answered as a team"] = Texts.Key("gave the team’s view"),
        ["began an appraisal"] = Texts.Key("began an appraisal"),
        ["worked on an appraisal"] = Texts.Key("worked on an appraisal"),
        ["finished an appraisal"] = Texts.Key("finished an appraisal"),
        ["threw an appraisal away"] = Texts.Key("threw an appraisal away"),
        ["closed"] = Texts.Key("closed a round"),
        ["cancelled"] = Texts.Key("cancelled a round"),
        ["discarded"] = Texts.Key("discarded a round that was being prepared"),
        ["took a text away"] = Texts.Key("took a text in own words out of a report"),
        ["shared"] = Texts.Key("shared a report"),
        ["ended the sharing of"] = Texts.Key("ended the sharing of a report"),
        ["called a campaign"] = Texts.Key("called a campaign"),
        ["reminded schools of"] = Texts.Key("reminded schools of a campaign"),
        ["pooled"] = Texts.Key("decided what small groups of several schools show together"),
        ["took figures"] = Texts.Key("took the figures of a partner for an area"),
        ["drew a sample"] = Texts.Key("drew a sample of schools"),
        ["noted that a school declined"] = Texts.Key("noted that a school of a sample does not take part"),
        ["called off"] = Texts.Key("called off a campaign"),
    };
}
