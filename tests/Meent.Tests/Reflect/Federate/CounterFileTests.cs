using System.Text;
using Meent.Foundation;
using Meent.Reflect.Areas;
using Meent.Reflect.Federate;

namespace Meent.Tests.Reflect.Federate;

public class CounterFileTests
{
    [Fact]
    public void What_is_written_is_read_and_says_nothing_of_bands_of_schools()
    {
        using var key = Made.Key();
        var file = Made.File(Made.Edition(3, 7, Made.Shown("leadership.vision", 7, 80, 3.1)));
        var opened = CounterFile.Open(file.Write(key))!;
        Assert.Equal(PublicKey.IdOf(key), opened.Key);
        Assert.True(opened.IsSignedBy(key));
        var read = CounterFile.Read(opened.Body);
        Assert.Equal(("Hub of the North", "NL", "school", "2025-2026", 3), (read.Hub, read.Area, read.Instrument, read.Period, read.Number));
        Assert.Equal(file.Edition.ToJson(), read.Edition.ToJson());
        Assert.Empty(read.Edition.Bands);
    }

    [Fact]
    public void Every_changed_byte_of_what_is_signed_is_noticed()
    {
        using var key = Made.Key();
        var bytes = Made.File(Made.Edition(3, 7, Made.Shown("leadership.vision", 7, 80, 3.1))).Write(key);
        var signature = Encoding.ASCII.GetString(bytes).IndexOf('=', StringComparison.Ordinal);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (i == signature || i == signature + 1) continue;
            var changed = bytes.ToArray();
            changed[i] ^= 1;
            Assert.False(CounterFile.Open(changed)?.IsSignedBy(key) ?? false, $"byte {i}");
        }
    }

    [Fact]
    public void Another_key_does_not_fit_and_keys_are_read_as_they_are_printed()
    {
        using var key = Made.Key();
        using var other = Made.Key();
        var opened = CounterFile.Open(Made.File(Made.Edition(1, 3)).Write(key))!;
        Assert.False(opened.IsSignedBy(other));
        using var copied = PublicKey.Read(PublicKey.Of(key))!;
        Assert.True(opened.IsSignedBy(copied));
        using var weaker = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP384);
        Assert.All(new[] { "", "p256:", "p256:AAAA", PublicKey.Of(key)[5..], PublicKey.Of(key) + "!", PublicKey.Of(weaker) }, text => Assert.False(PublicKey.IsOne(text), text));
    }

    public static TheoryData<string, ItemFigure> TooOpen => new()
    {
        { "two schools", Made.Shown("leadership.vision", 2, 80, 3) },
        { "nine answers", Made.Shown("leadership.vision", 3, 9, 3) },
        { "an exact number", Made.Shown("leadership.vision", 3, 21, 3) },
        { "fewer answers than a school shows", Made.Shown("leadership.vision", 9, 20, 3) },
        { "off the scale", Made.Shown("leadership.vision", 3, 30, 5.4) },
        { "a band beside the mean", Made.Shown("leadership.vision", 3, 30, 3) with { Low = 3.2 } },
        { "a hidden figure with a number", Made.Hidden("leadership.vision") with { Mean = 3 } },
        { "no number", Made.Shown("leadership.vision", 3, 30, 3) with { Mean = double.NaN } },
    };

    [Theory, MemberData(nameof(TooOpen))]
    public void Figures_that_no_hub_publishes_are_refused(string why, ItemFigure figure) =>
        Assert.True(FigureLimits.Check(Made.File(Made.Edition(1, 9, Made.Shown("collaboration.talk", 9, 90, 3), figure)), Made.Versions, Made.Today) is Meent.Reflect.CounterFileTooOpen, why);

    [Fact]
    public void A_file_whose_top_does_not_fit_its_figures_is_refused()
    {
        var file = Made.File(Made.Edition(2, 9, Made.Shown("leadership.vision", 9, 90, 3)));
        Assert.Null(FigureLimits.Check(file, Made.Versions, Made.Today));
        Assert.All(
            [file with { Number = 3 }, file with { Instrument = "wellbeing" }, file with { Period = "2026" }, file with { MadeOn = Made.Today }, file with { Demonstration = true },
             Made.File(Made.Edition(2, 9, Made.Shown("leadership.vision", 9, 90, 3), Made.Shown("leadership.vision", 9, 90, 4)))],
            wrong => Assert.IsType<Meent.Reflect.CounterFileAtOdds>(FigureLimits.Check(wrong, Made.Versions, Made.Today)));
    }
}
