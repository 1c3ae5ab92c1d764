using Meent.Places;

namespace Meent.Tests.Reflect.Rounds;

public class OwnLanguageTests
{
    [Fact]
    public async Task A_school_has_the_name_that_it_has_in_the_language_of_the_reader()
    {
        await using var school = await School.On(Engine.Sqlite);
        await school.Hub.Change(db => db.Add(new PlaceName { PlaceId = school.Place.PlaceId, Language = "nl", Name = "De Verre Weide" }));
        var round = await school.Hub.OpenRound(school.Place, school.Coordinator);
        using var visitor = await school.Hub.SignedIn(school.Coordinator);
        foreach (var path in new[] { $"/rounds/{round.Id}" })
        {
            Assert.Contains("De Verre Weide", (await visitor.Get("/nl" + path)).Page.Body!.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain("De Verre Weide", (await visitor.Get("/en" + path)).Page.Body!.TextContent, StringComparison.Ordinal);
            Assert.Contains(school.Place.Name, visitor.Page.Body!.TextContent, StringComparison.Ordinal);
        }
    }
}
