using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.People;
using Meent.Places;
using Meent.Reflect.SeeSchool;

namespace Meent.Tests.Reflect.Rounds;

public class NextStepTests
{
    /// <summary>Who looks after schools is led to what these say, not to a round of the board's own.</summary>
    [Fact]
    public void A_board_and_an_agency_begin_with_figures_and_a_school_with_a_round()
    {
        var board = Step(new Place { PlaceId = Ids.New(), Kind = PlaceKind.Board, Name = "Elzenhof" });
        Assert.StartsWith("/figures/", board.Href, StringComparison.Ordinal);
        Assert.Equal("/figures", Step(new Place { PlaceId = Ids.New(), Kind = PlaceKind.Organisation, Type = OrganisationType.Agency, Name = "Agency" }).Href);
        Assert.EndsWith("/rounds/new", Step(new Place { PlaceId = Ids.New(), Kind = PlaceKind.School, Name = "School" }).Href, StringComparison.Ordinal);
    }

    private static NextStep Step(Place place) => NextStep.For(place, Role.Coordinator, [], new Texts(new TextCatalogue("", [], ""), "en"));
}
