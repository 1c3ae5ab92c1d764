using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Places;
using Meent.Reflect.Areas;
using Meent.Reflect.Instruments;
using Meent.Reflect.ReadFigures;

namespace Meent.Tests.Reflect.Areas;

public class FigureReachTests
{
    private static readonly InstrumentLibrary Library = InstrumentLibrary.Load(InstrumentLibrary.Shipped);

    private static Texts English => new(new TextCatalogue("", [], ""), "en");

    [Fact]
    public void Schools_that_cannot_answer_a_questionnaire_are_not_counted_among_those_that_did_not()
    {
        Coverage[] all = [new("sector", "primary", 13, 21), new("sector", "secondary", 5, 7), new("sector", "adult", 0, 1), new("sector", "higher", 0, 1), new("size", "small", 18, null)];
        var read = Read(18, all, FigureReach.Whole);
        Assert.Contains("18 of 28 schools took part. That is most of them: a good picture.", Said(read));
        Assert.Contains(read.Edition.Coverage, c => c.By == "size");
        // Who took part all the same is counted.
        Assert.Contains("19 of 29 schools took part.", Said(Read(19, [.. all[..3], all[3] with { Schools = 1 }], FigureReach.Whole)));
    }

    [Fact]
    public void One_part_is_no_picture_of_the_whole_and_the_same_schools_are_called_the_same()
    {
        Coverage[] all = [new("sector", "primary", 18, 20)];
        var country = new Place { PlaceId = Ids.New(), Kind = PlaceKind.Country, Name = "Figureland" };
        var said = Said(Read(18, all, new(PlaceKind.Country, [country], 27, country)));
        Assert.DoesNotContain("a good picture", said);
        Assert.Contains("Figures from 1 of 27 regions: Figureland. The Isles: this is not the whole picture.", said);
        Assert.Contains("These are the same schools as those of Figureland.", said);
        Assert.Contains("Figures from 1 of 4 regions: Figureland.", Said(Read(18, all, new(PlaceKind.Country, [country], 4, null))));
        var whole = Said(Read(18, all, new(PlaceKind.Country, [country], 1, null)));
        Assert.Contains("a good picture", whole);
        Assert.DoesNotContain("the whole picture", whole);
    }

    [Fact]
    public void Two_areas_have_the_same_schools_only_where_the_larger_one_is_of_the_same_publication_or_a_later_one()
    {
        Assert.True(FigureReach.AreSame(Edition(18, [], run: 2), Edition(18, [], run: 1)));
        Assert.False(FigureReach.AreSame(Edition(18, [], run: 1), Edition(18, [], run: 2)));
        Assert.False(FigureReach.AreSame(Edition(18, [], run: 1), Edition(17, [], run: 1)));
    }

    private static string Said(ReadFigure read) => string.Join(' ', new FigureWords(English, read).Findings().Select(f => f.News + " " + f.Numbers));

    private static ReadFigure Read(int schools, Coverage[] coverage, FigureReach reach)
    {
        var asked = Library.Latest("school");
        var edition = Edition(schools, [.. FigureReach.OnlyMeant(coverage, asked)], 1);
        return new(new Place { PlaceId = edition.About.PlaceId, Kind = PlaceKind.Union, Name = "The Isles" }, edition, edition.Parts[0], asked, [new("school", "2025-2026")]) { Reach = reach };
    }

    private static Edition Edition(int schools, Coverage[] coverage, int run) => new(
        Meent.Reflect.Areas.Edition.CurrentFormat, new(Ids.New(), "school", "2025-2026", 1, run, AreaWorld.Day, AreaWorld.Day, AreaWorld.Day, [1], false), [new(null, schools, [], [])], coverage, []);
}
