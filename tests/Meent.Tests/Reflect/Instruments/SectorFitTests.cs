using Meent.Foundation.Localisation;
using Meent.Places;
using Meent.Reflect;
using Meent.Reflect.Instruments;
using Meent.Reflect.Results;

namespace Meent.Tests.Reflect.Instruments;

/// <summary>For whom an instrument is meant, and what people call the place that asks.</summary>
public class SectorFitTests
{
    private static readonly InstrumentLibrary library = InstrumentLibrary.Load(InstrumentLibrary.Shipped);

    [Theory]
    [InlineData("", "primary", true)]
    [InlineData("higher", null, true)]
    [InlineData("higher", "", true)]
    [InlineData("higher", "primary", false)]
    [InlineData("primary secondary", "secondary", true)]
    [InlineData("adult", "vocational adult", true)]
    [InlineData("adult", "vocational secondary", false)]
    public void It_fits_where_one_sector_is_the_same_or_none_is_known(string sectors, string? place, bool fits) =>
        Assert.Equal(fits, SectorFit.Fits(sectors.Split(' ', StringSplitOptions.RemoveEmptyEntries), place));

    [Theory]
    [InlineData("higher", "higher-education")]
    [InlineData("adult", "adult-education")]
    [InlineData("primary", "ai-data blended cybersecurity inclusion readiness school wellbeing")]
    [InlineData("vocational", "ai-data blended cybersecurity inclusion readiness school wellbeing work-based")]
    public void Every_sector_is_offered_what_is_meant_for_it(string sector, string ids) =>
        Assert.Equal(ids, string.Join(' ', library.Newest.Where(i => SectorFit.Fits(i.Sectors, sector)).Select(i => i.Id)));

    [Theory]
    [InlineData(null, PlaceWord.School)]
    [InlineData("primary", PlaceWord.School)]
    [InlineData("secondary higher", PlaceWord.School)]
    [InlineData("higher", PlaceWord.Institution)]
    [InlineData("adult", PlaceWord.Organisation)]
    [InlineData("higher adult", PlaceWord.Organisation)]
    public void A_place_is_called_by_what_it_teaches(string? sector, PlaceWord word)
    {
        Assert.Equal(word, Called.BySector(sector));
        Assert.Equal(word switch { PlaceWord.School => "a", PlaceWord.Institution => "b", _ => "c" }, word.Choose("a", "b", "c"));
    }

    [Fact]
    public void An_instrument_speaks_of_the_place_that_it_is_meant_for()
    {
        Assert.Equal(PlaceWord.Institution, Called.By(library.Latest("higher-education")));
        Assert.Equal(PlaceWord.Organisation, Called.By(library.Latest("adult-education")));
        Assert.Equal(PlaceWord.School, Called.By(library.Latest("work-based")));
        Assert.Equal(PlaceWord.School, Called.By(instrument: null));
    }

    [Fact]
    public void What_is_left_out_is_asked_of_nobody()
    {
        var all = Questionnaire.For(library.Latest("higher-education")!, "students", null, Profile.Short, []);
        var some = all.Without(new HashSet<string> { "staff", "quality", "nothing" });
        Assert.Equal(8, all.Count);
        Assert.Equal(["leadership", "teaching", "curriculum", "assessment", "students", "infrastructure"], some.Areas.Select(a => a.Id));
        Assert.Equal(6, some.Count);
    }

    /// <summary>Leaders and teachers who are counted together are called as they are at that place.</summary>
    [Theory]
    [InlineData("school", "Leaders and teachers")]
    [InlineData("higher-education", "Management and lecturers")]
    public void Staff_are_called_as_they_are_there(string instrument, string called) =>
        Assert.Equal(called, new ReportNames(English, library.Latest(instrument)).Audience(Disclosure.Staff));

    [Theory]
    [InlineData("higher", "University or college")]
    [InlineData("adult", "Provider of adult education")]
    [InlineData("primary", "School")]
    [InlineData("secondary higher", "School")]
    public void The_page_of_a_place_says_what_it_is(string sector, string kind) =>
        Assert.Equal(kind, PlaceWordsFor.Kind(English, new Place { Kind = PlaceKind.School, Name = "Elzenhof", Sector = sector }));

    [Fact]
    public void Every_sector_that_an_instrument_names_has_a_name_for_people() => Assert.All(
        library.Newest.SelectMany(i => i.Sectors).Concat(library.Ladders.SelectMany(l => l.Sectors)).Distinct(),
        sector => Assert.EndsWith(" education", PlaceWordsFor.Sector(English, sector)));

    private static Texts English => new(new TextCatalogue("", [], ""), "en");
}
