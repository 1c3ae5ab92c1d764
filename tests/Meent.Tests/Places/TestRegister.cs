using System.Text;
using Meent.Places;
using Meent.Places.ImportSchools;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Places;

/// <summary>A small made-up register and its mapping.</summary>
internal static class TestRegister
{
    public const string Map = """
        title: Schools on no map
        country: DE
        separator: ";"
        columns:
          id: number
          name: school
          type: kind
          region: state
          address: address
        scheme: test
        identifiers:
          - scheme: test-official
            value: "{state}-{official}"
        same_school: [state, official, school]
        postcode: "[0-9]{5}"
        part_of_town: [" OT "]
        towns:
          "40210-40629": Düsseldorf
        regions:
          scheme: nuts
          since: 1990-10-03
          codes:
            BW: { id: DE1, name: Baden-Württemberg }
            SN: { id: DED, name: Sachsen }
        sectors:
          primary: [grundschul]
          secondary: [gymnasi, realschul]
        not_schools: [Behörde*]
        repair:
          - where: { state: BW }
            replace: { "†": Ü }
        """;

    public const string Header = "number;official;school;kind;state;address\n";

    public static RegisterMapping Mapping(string map = Map)
    {
        var read = MappingFile.Parse(map, "test.yaml");
        Assert.Empty(read.Mistakes);
        return read.Mapping!;
    }

    public static RegisterRead Read(string csv, string map = Map) => RegisterFile.Read(Encoding.UTF8.GetBytes(csv), "test.csv", Mapping(map));

    /// <summary>What one row says, with the header of the register.</summary>
    public static RowRead Row(string row)
    {
        var read = Read(Header + row);
        Assert.Null(read.Problem);
        return new RowReader(Mapping(), read.Header).Read(read.Rows[0]);
    }

    /// <summary>Imports rows into a hub.</summary>
    public static async Task<(ImportResult Result, string[] Report)> Import(this TestHub hub, string rows, string map = Map, string header = Header, string country = "DE", DateOnly? on = null, Func<ImportOrder, ImportOrder>? order = null)
    {
        var csv = Path.Combine(hub.Settings.DataFolder, "test.csv");
        var mapping = Path.Combine(hub.Settings.DataFolder, "test.yaml");
        var report = Path.Combine(hub.Settings.DataFolder, "reports", "test.csv");
        await File.WriteAllTextAsync(csv, header + rows);
        await File.WriteAllTextAsync(mapping, map);
        var result = await hub.Import((order ?? (o => o))(new ImportOrder(csv, country, mapping, on ?? new DateOnly(2026, 3, 4), report)));
        return (result, result.Summary is null ? [] : await File.ReadAllLinesAsync(report));
    }

    /// <param name="step">hears of each step</param>
    public static async Task<ImportResult> Import(this TestHub hub, ImportOrder order, Action<string>? step = null, CancellationToken cancel = default)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        return await new SchoolImport(scope.ServiceProvider).Run(order, new Steps(step ?? (_ => { })), cancel);
    }

    public static async Task<T> With<T>(this TestHub hub, Func<PlaceDirectory, Task<T>> work)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<PlaceDirectory>());
    }

    public static async Task<PlacesFound> Search(this TestHub hub, string typed)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PlaceIndex>().Search(PlaceQuery.Parse(typed));
    }

    private sealed class Steps(Action<string> step) : IProgress<(string, double)>
    {
        public void Report((string, double) value) => step(value.Item1);
    }
}
