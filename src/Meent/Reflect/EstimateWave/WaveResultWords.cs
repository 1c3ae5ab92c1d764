using Meent.Design.Charts;
using Meent.Foundation.Localisation;
using Meent.Reflect.Areas;
using Meent.Reflect.Instruments;
using Meent.Reflect.Results;

namespace Meent.Reflect.EstimateWave;

/// <summary>What a page says of the result of a sample, and its picture.</summary>
public sealed class WaveResultWords(Texts T, WaveResult result, Instrument? instrument, DateOnly decided)
{
    private readonly ReportNames names = new(T, instrument);

    /// <summary>Groups that were asked, in the order of the questionnaire.</summary>
    public IReadOnlyList<string> Audiences { get; } =
        [.. result.Items.Select(i => i.Audience).Distinct().OrderBy(a => instrument?.Audiences.Index().Where(x => x.Item.Id == a).Select(x => x.Index).DefaultIfEmpty(int.MaxValue).First() ?? 0)];

    /// <summary>How many schools are in it: not exactly, since beside the schools that closed their rounds an exact number would tell who had a round of its own before.</summary>
    public string InIt => result.Schools < WaveEstimates.Schools
        ? T["Fewer than {0} of {1} invited schools are in it, of the school year {2}.", WaveEstimates.Schools, T.Number(result.Asked), result.Period.Replace('-', '/')]
        : T["At least {0} of {1} invited schools are in it, of the school year {2}.", T.Number(AtLeast(result.Schools)), T.Number(result.Asked), result.Period.Replace('-', '/')];

    public bool ShowsAnything => result.Items.Any(i => i.State == FigureState.Shown);

    public string Audience(string id) => names.Audience(id);

    public string Item(string id) => instrument?.Items.FirstOrDefault(i => i.Id == id)?.ShortName.In(T.Language) ?? id;

    /// <summary>Areas by group, the strongest on top.</summary>
    public DotPlotModel Plot() => new(
        T["What the schools of the whole area would say, area by area"],
        [.. Audiences.Select(a => new DotSeries(a, Audience(a), Behind(a)))],
        [.. result.Areas.GroupBy(a => a.Area).OrderByDescending(g => g.Max(a => a.Mean ?? 0)).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => new DotRow(names.Area(g.Key), [.. Audiences.Select(a => Dot(g, a))]))],
        names.ScaleWords,
        T["Mean over schools: each school of the area counts once. Estimated from a stratified sample; bands: 95 %, with correction for the finite number of schools (Cochran 1977). Decided on {0}.", T.Date(decided)],
        T["Area"]);

    /// <summary>Why statements are not shown: "Learners: 4 statements, because …".</summary>
    public IReadOnlyList<string> Hidden() =>
    [
        .. from hidden in result.Items.Where(i => i.State != FigureState.Shown).GroupBy(i => (i.Audience, i.State))
           orderby hidden.Key.Audience, hidden.Key.State
           select T.N(hidden.Count(), "{1}: one statement, because {2}.", "{1}: {0} statements, because {2}.", Audience(hidden.Key.Audience), Why(hidden.Key.State)),
    ];

    private string Why(FigureState state) => state switch
    {
        FigureState.TooFew => T["fewer than {0} schools show it", WaveEstimates.Schools],
        FigureState.OneSchool => T["one school or one board has too large a part in it"],
        _ => T["the area’s own figures do not show it, or by itself or with them it would give away what one or two schools say"],
    };

    private string? Behind(string audience)
    {
        var shown = result.Areas.Where(a => a.Audience == audience && a.State == FigureState.Shown).ToList();
        return shown.Count == 0 ? null : T["at least {0} schools", T.Number(AtLeast(shown.Max(a => a.Schools!.Value)))];
    }

    /// <summary>A number of schools, rounded down to five.</summary>
    public static int AtLeast(int schools) => schools - (schools % 5);

    private static DotValue Dot(IEnumerable<AreaFigure> areas, string audience) => areas.FirstOrDefault(a => a.Audience == audience) switch
    {
        null => new(audience, ValueState.NotAsked),
        { State: FigureState.Shown } f => new(audience, ValueState.Shown, f.Mean, f.Low, f.High),
        _ => new(audience, ValueState.Suppressed),
    };
}
