using Meent.Reflect.Instruments;

namespace Meent.Tests.Reflect.Instruments;

public class InstrumentLibraryTests
{
    private static readonly InstrumentLibrary library = InstrumentLibrary.Load(InstrumentLibrary.Shipped);

    [Fact]
    public void Everything_that_is_shipped_is_right() =>
        Assert.Empty(library.Problems.Select(p => p.ToString()));

    [Fact]
    public void The_school_instrument_is_found_by_id_and_version()
    {
        Assert.Equal("school", library.Latest("school")?.Id);
        Assert.Equal(1, library.Get("school", 1)?.Version);
        Assert.Null(library.Get("school", 99));
        Assert.Null(library.Latest("sch00l"));
    }
}
