using System.Globalization;
using Meent.Foundation.Time;
using Meent.Places;
using Meent.Reflect.ReadResults;

namespace Meent.Reflect.FollowWave;

/// <summary>A sample as a table: a row per school that was drawn or stands in reserve, with everything that it takes to draw it again.</summary>
internal static class WaveFile
{
    // Parts of the address of what others build on: columns are added at the end, not changed.
    private static readonly string[] Columns =
    [
        "sample", "number", "instrument", "instrument_version", "frame_day", "seed", "frame_sha256", "stratum", "region", "kind", "stratum_schools", "stratum_drawn", "weight", "rank", "drawn_as",
        "place_id", "school", "town", "invited_on", "declined_on", "instead_of", "coordinated",
    ];

    /// <param name="coordinators">people who look after each school: whether there are any is told, not who they are</param>
    public static IResult Csv(Wave wave, IReadOnlyList<WaveStratum> strata, IReadOnlyList<WaveSchool> schools, IReadOnlyDictionary<Guid, Place> places, ILookup<Guid, Guid> coordinators)
    {
        var by = strata.ToDictionary(s => s.Number);
        return ReportFiles.Table($"sample {wave.Number} {wave.Name}", Columns, schools.Select(s => Row(wave, by[s.Stratum], s, places.GetValueOrDefault(s.PlaceId), coordinators.Contains(s.PlaceId))));
    }

    private static string[] Row(Wave wave, WaveStratum stratum, WaveSchool school, Place? place, bool isCoordinated) =>
    [
        wave.Name, Number(wave.Number), wave.InstrumentId, Number(wave.InstrumentVersion), Day(wave.FrameDay), wave.Seed, wave.FrameHash,
        Number(stratum.Number), stratum.Region ?? "", stratum.Sector ?? "", Number(stratum.Frame), Number(stratum.Drawn),
        stratum.Drawn == 0 ? "" : ((decimal)stratum.Frame / stratum.Drawn).ToString("0.######", CultureInfo.InvariantCulture),
        Number(school.Rank), school.Rank <= stratum.Drawn ? "drawn" : "reserve",
        school.PlaceId.ToString(), place?.Name ?? "", place?.Town ?? "", Day(school.AskedAt), Day(school.DeclinedAt), school.ReplacesId?.ToString() ?? "", isCoordinated ? "yes" : "no",
    ];

    private static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateTime? at) => at is { } moment ? Day(Clock.Day(moment)) : "";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
