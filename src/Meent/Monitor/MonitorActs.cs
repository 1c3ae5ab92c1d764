using Meent.Foundation.Localisation;

namespace Meent.Monitor;

/// <summary>What this module records, in words.</summary>
internal static class MonitorActs
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(Statements.StatementParts.Acts)
    {
        ["opened figures before their day"] = Texts.Key("opened figures before their day"),
        ["wrote down a study"] = Texts.Key("wrote down a study"),
        ["changed a study"] = Texts.Key("changed a study"),
        ["removed a study"] = Texts.Key("removed a study"),
        ["added a finding of a study"] = Texts.Key("added a finding of a study"),
        ["removed a finding of a study"] = Texts.Key("removed a finding of a study"),
    };
}
