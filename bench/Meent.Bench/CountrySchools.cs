using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Places;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Bench;

/// <summary>The schools of a country, in its regions and under boards, with the numbers of learners that real ones have.</summary>
/// <param name="Areas">region, country and Union, nearest first</param>
internal sealed record CountrySchool(Guid Id, string Name, string Sector, int Learners, int Teachers, Guid Board, IReadOnlyList<Guid> Areas);

internal static class CountrySchools
{
    /// <summary>Sizes are log-normal; two thirds of the schools have between half and double the middle one.</summary>
    private const double Spread = 0.7;

    private static readonly DateOnly Since = new(2020, 8, 1);

    /// <summary>Adds schools to the Netherlands of a hub that has a demonstration.</summary>
    /// <param name="people">learners and teachers of all schools together, about</param>
    public static async Task<IReadOnlyList<CountrySchool>> Add(Settings settings, Bulk bulk, int schools, int people)
    {
        var regions = await Regions(settings);
#pragma warning disable CA5394, RS0030 // The same country at every run.
        var random = new Random(20261122);
#pragma warning restore RS0030
        var boards = Enumerable.Range(0, Math.Max(1, schools / 20)).Select(_ => Ids.New()).ToList();
        var sizes = Enumerable.Range(0, schools).Select(_ => Math.Exp(Spread * Normal(random))).ToArray();
        var scale = people / sizes.Sum() / (1 + (1 / 12.0));
        List<CountrySchool> made =
        [
            .. sizes.Select((size, i) =>
            {
                var learners = Math.Max(8, (int)(size * scale));
                return new CountrySchool(Ids.New(), $"School {i}", i % 5 == 0 ? "secondary" : "primary", learners, Math.Max(3, learners / 12), boards[i / 20 % boards.Count], regions[i / 20 % regions.Count]);
            }),
        ];
#pragma warning restore CA5394
        await bulk.Write(
            ("places_place", "place_id, kind, name, country, town, sector", boards.Select((b, i) => new object?[] { b, "board", $"Board {i}", "NL", null, null })
                .Concat(made.Select(s => new object?[] { s.Id, "school", s.Name, "NL", "Elzenhof", s.Sector }))),
            ("places_link", "place_id, role, valid_from, parent_id", made.SelectMany(s => new object?[][]
            {
                [s.Id, "admin", Day(settings, Since), s.Areas[0]],
                [s.Id, "board", Day(settings, Since), s.Board],
            })));
        return made;
    }

    /// <summary>A day as the engine keeps it.</summary>
    public static object Day(Settings settings, DateOnly day) => settings.IsPostgres ? day : day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Each lowest region of the Netherlands with what lies above it.</summary>
    private static async Task<List<IReadOnlyList<Guid>>> Regions(Settings settings)
    {
        await using var app = Hub.Build(settings, BenchRounds.Modules);
        await using var scope = app.Services.CreateAsyncScope();
        var (db, places) = (scope.ServiceProvider.GetRequiredService<HubDb>(), scope.ServiceProvider.GetRequiredService<PlaceDirectory>());
        var all = await db.Read<Place>().Where(p => p.Kind == PlaceKind.Region && p.Country == "NL").Select(p => p.PlaceId).ToListAsync();
        var above = new List<IReadOnlyList<Guid>>();
        foreach (var region in all) above.Add([region, .. (await places.Above(region)).Select(p => p.PlaceId)]);
        return [.. above.Where(r => !above.Exists(o => o.Skip(1).Contains(r[0])))];
    }

#pragma warning disable CA5394
    public static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
#pragma warning restore CA5394
}
