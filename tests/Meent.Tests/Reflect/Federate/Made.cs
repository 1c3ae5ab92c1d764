using System.Security.Cryptography;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Reflect.Areas;
using Meent.Reflect.Federate;
using Meent.Reflect.Instruments;

namespace Meent.Tests.Reflect.Federate;

/// <summary>Small editions made by hand, and files of a partner.</summary>
internal static class Made
{
    public static readonly DateOnly Today = new(2026, 3, 4);

    /// <summary>The school's instrument as the hub has it.</summary>
    public static readonly IReadOnlyList<Instrument> Versions = [.. InstrumentLibrary.Load(InstrumentLibrary.Shipped).All.Where(i => i.Id == "school")];

    public static ItemFigure Shown(string item, int schools, int n, double mean, double half = 0.3) =>
        new("teachers", item, 1, item.Split('.')[0], FigureState.Shown, schools, n, mean, Math.Round(mean - half, 2), Math.Round(mean + half, 2));

    public static ItemFigure Hidden(string item) => new("teachers", item, 1, item.Split('.')[0], FigureState.TooFew);

    public static Edition Edition(int number, int schools, params ItemFigure[] items) => new(
        Meent.Reflect.Areas.Edition.CurrentFormat,
        new(Ids.New(), "school", "2025-2026", number, number, Today.AddDays(-number), Today.AddDays(-90), Today.AddDays(-9), [1], false),
        [new(null, schools, [], items)], [new("sector", "primary", schools, 400)], [new("primary", null, "full", 1, "teachers", "a", 12, 2.9, 3.4)]);

    public static CounterFile File(Edition edition, string area = "NL") => CounterFile.Of(edition, "Hub of the North", area, Today);

    public static ECDsa Key() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static Settings With(Settings settings, ECDsa key, string area = "NL") => settings with { Partners = [new(1) { Key = PublicKey.Of(key), Name = "The North", Area = area }] };
}
