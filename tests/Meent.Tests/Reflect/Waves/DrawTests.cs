using System.Globalization;
using Meent.Reflect.DrawWave;

namespace Meent.Tests.Reflect.Waves;

public class DrawTests
{
    private static readonly Guid[] Ten = [.. Enumerable.Range(1, 10).Select(i => new Guid(i, 0, 0, new byte[8]))];

    private static readonly int[] Expected = [3, 4, 6, 7, 10, 8, 5, 9, 2, 1];

    [Fact]
    public void The_order_is_that_of_the_hashes_and_hangs_on_nothing_else()
    {
        // By another program: for each id, sha256sum of "meadow|000000010000…", sorted as text.
        Assert.Equal(Expected, Draw.Order("meadow", Ten).Select(s => int.Parse(Draw.Text(s).AsSpan(0, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
        Assert.Equal(Draw.Order("meadow", Ten), Draw.Order("meadow", Enumerable.Reverse(Ten)));
        Assert.NotEqual(Draw.Order("meadow", Ten), Draw.Order("Meadow", Ten));
    }

    [Fact]
    public void Every_school_and_every_pair_is_drawn_as_often_as_chance_has_it()
    {
        const int seeds = 4000;
        var (one, two) = (new int[10], new int[10, 10]);
        for (var seed = 0; seed < seeds; seed++)
        {
            var drawn = Draw.Order($"seed {seed}", Ten).Take(3).Select(s => Array.IndexOf(Ten, s)).Order().ToList();
            foreach (var i in drawn) one[i]++;
            foreach (var (i, j) in from i in drawn from j in drawn where i < j select (i, j)) two[i, j]++;
        }
        // 3 of 10, and 3·2 of 10·9 pairs; five standard deviations of a count in 4,000 draws.
        Assert.All(one, n => Assert.InRange(n, 1200 - 145, 1200 + 145));
        for (var i = 0; i < 10; i++)
            for (var j = i + 1; j < 10; j++) Assert.InRange(two[i, j], 267 - 79, 267 + 79);
    }

    [Fact]
    public void A_frame_is_the_same_whatever_the_order_of_the_register()
    {
        List<FrameSchool> schools = [.. Ten.Select((id, i) => new FrameSchool(id, i % 2 == 0 ? "NL21" : "NL22", i < 7 ? "primary" : ""))];
        var frame = WaveFrame.Of(schools, StrataBy.RegionAndSector);
        Assert.Equal([("NL21", "", 1), ("NL21", "primary", 4), ("NL22", "", 2), ("NL22", "primary", 3)], frame.Strata.Select(s => (s.Region!, s.Sector!, s.Schools.Count)));
        Assert.Equal(frame.Fingerprint(), WaveFrame.Of(Enumerable.Reverse(schools), StrataBy.RegionAndSector).Fingerprint());
        Assert.NotEqual(frame.Fingerprint(), WaveFrame.Of(schools.Skip(1), StrataBy.RegionAndSector).Fingerprint());
        Assert.NotEqual(frame.Fingerprint(), WaveFrame.Of(schools, StrataBy.Region).Fingerprint());
        var all = Assert.Single(WaveFrame.Of(schools, StrataBy.Nothing).Strata);
        Assert.Equal((null, null, 10), (all.Region, all.Sector, all.Schools.Count));
    }
}
