using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Meent.Foundation.Localisation;
using Meent.Reflect.Areas;
using Meent.Reflect.ReadResults;

namespace Meent.Reflect.ReadFigures;

/// <summary>Published figures for programs: what the page shows, without the bands that a school's own report reads.</summary>
internal sealed record FigureFile(string Place, string Kind, EditionAbout About, IReadOnlyList<EditionPart> Parts, IReadOnlyList<Coverage> Coverage)
{
    public static FigureFile Of(ReadFigure read) => new(read.Place.Name, read.Place.Kind, read.Edition.About, read.Edition.Parts, read.Edition.Coverage) { Partners = read.Partners };

    /// <summary>Other hubs whose figures are added.</summary>
    public IReadOnlyList<Federate.PartnerSource> Partners { get; init; } = [];

    /// <summary>That there are figures.</summary>
    public sealed record Listed(Guid PlaceId, string Place, string Kind, string Instrument, string Period, int Edition, DateTime PublishedAt);
}

/// <summary>Figures as files.</summary>
internal static class FigureFiles
{
    // Parts of the address of what others build on: columns are added at the end, not changed.
    private static readonly string[] Columns =
    [
        "place_id", "place", "instrument", "period", "edition", "published_on", "first_closed_on", "last_closed_on", "demonstration", "sector", "level", "area", "item", "item_version", "audience",
        "state", "schools", "schools_existing", "n_at_least", "mean", "mean_low", "mean_high", "taken_over_from_edition",
    ];

    private static readonly JsonSerializerOptions Options = new(LocalizedText.Json)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static IResult Json<T>(T content) => TypedResults.Json(content, Options);

    public static IResult Csv(ReadFigure read) => ReportFiles.Table(
        $"figures {read.Place.Name} {read.Edition.About.Instrument} {read.Edition.About.Period}", Columns,
        read.Edition.Parts.SelectMany(p => p.Areas.Select(a => Row(read, p, a)).Concat(p.Items.Select(i => Row(read, p, i)))).Concat(read.Edition.Coverage.Select(c => Row(read, c))));

    private static string[] Row(ReadFigure read, EditionPart part, AreaFigure a) =>
        Row(read, part.Sector, "area", a.Area, "", "", a.Audience, Code(a.State), Number(a.Schools), "", Number(a.N), Number(a.Mean), Number(a.Low), Number(a.High), "");

    private static string[] Row(ReadFigure read, EditionPart part, ItemFigure i) =>
        Row(read, part.Sector, "item", i.Area, i.Item, Number(i.Version), i.Audience, Code(i.State), Number(i.Schools), "", Number(i.N), Number(i.Mean), Number(i.Low), Number(i.High), Number(i.Edition));

    private static string[] Row(ReadFigure read, Coverage c) =>
        Row(read, c.Value ?? "unknown", "schools_by_" + c.By, "", "", "", "", "shown", Number(c.Schools), Number(c.Of), "", "", "", "", "");

    private static string[] Row(ReadFigure read, string? sector, params string[] cells)
    {
        var about = read.Edition.About;
        return
        [
            about.PlaceId.ToString(), read.Place.Name, about.Instrument, about.Period, Number(about.Number), Day(about.MadeOn), Day(about.From), Day(about.Until),
            about.Demonstration ? "true" : "false", sector ?? "all", .. cells,
        ];
    }

    private static string Code(FigureState state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(double? value) => value?.ToString("0.##", CultureInfo.InvariantCulture) ?? "";
}
