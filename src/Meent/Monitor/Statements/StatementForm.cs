using System.Globalization;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;

namespace Meent.Monitor.Statements;

/// <summary>What somebody typed about the connection and devices of a school.</summary>
public sealed record StatementForm(string? ContractedDown, string? ContractedUp, string? MeasuredDown, string? Learners, string? Devices, string? OldDevices, string? Evidence)
{
    /// <summary>A terabit, and more learners or devices than any school has.</summary>
    private const int Fastest = 1_000_000, Most = 200_000;

    /// <summary>Characters of what shows it.</summary>
    public const int LongestEvidence = 500;

    public static StatementForm Of(Posted posted) =>
        new(posted["contractedDown"], posted["contractedUp"], posted["measuredDown"], posted["learners"], posted["devices"], posted["oldDevices"], posted["evidence"]);

    /// <summary>What was stated before, to change what is no longer so; a measurement is of its day.</summary>
    public static StatementForm Of(Statement? last) => last is null
        ? new(null, null, null, null, null, null, null)
        : new(Text(last.ContractedDown), Text(last.ContractedUp), null, Text(last.Learners), Text(last.Devices), Text(last.OldDevices), last.Evidence);

    /// <returns>null where something is wrong: see <paramref name="errors"/></returns>
    public Statement? Validate(Guid place, TimeProvider clock, FormErrors errors, Texts T)
    {
        foreach (var (field, label) in Labels(T)) errors.Name(field, label);
        var (down, up, measured) = (Number("contractedDown", ContractedDown, 1, Fastest), Number("contractedUp", ContractedUp, 1, Fastest), Number("measuredDown", MeasuredDown, 1, Fastest));
        var (learners, devices, old) = (Number("learners", Learners, 1, Most), Number("devices", Devices, 0, Most), Number("oldDevices", OldDevices, 0, Most));
        if (old > (devices ?? -1) && errors.For("oldDevices") is null && errors.For("devices") is null)
            errors.Add("oldDevices", devices is null ? T["Give the number of all devices, too."] : T["There cannot be more old devices than devices: {0}.", T.Number(devices.Value)]);
        if (devices is not null && learners is null && errors.For("learners") is null) errors.Add("learners", T["Give the number of learners: without it, the number of devices says little."]);
        if (Evidence?.Length > LongestEvidence) errors.Add("evidence", T["Use {0} characters at most.", LongestEvidence]);
        if (!errors.Any && (down, up, measured, devices) is (null, null, null, null)) errors.Add("contractedDown", T["Give the speed of the connection or the number of devices: one of them is enough."]);
        if (errors.Any) return null;
        return new Statement
        {
            PlaceId = place, Id = Ids.New(), StatedAt = clock.Now(), StatedOn = clock.Today(), ContractedDown = down, ContractedUp = up, MeasuredDown = measured,
            Learners = learners, Devices = devices, OldDevices = old, Evidence = Evidence, Areas = "",
        };

        int? Number(string field, string? typed, int least, int most)
        {
            if (typed is null) return null;
            if (int.TryParse(typed.Replace(" ", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
            errors.Add(field, T["Give a whole number from {0} to {1}, without dots or commas.", T.Number(least), T.Number(most)]);
            return null;
        }
    }

    /// <summary>Its numbers as the page calls them.</summary>
    private static IEnumerable<(string Field, string Label)> Labels(Texts T) =>
    [
        ("contractedDown", T["To the school, by contract"]), ("contractedUp", T["From the school, by contract"]), ("measuredDown", T["Measured at the school"]),
        ("learners", T["Learners of the school"]), ("devices", T["Devices of the school for learners"]), ("oldDevices", T["Older than five years"]),
    ];

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
