using Meent.People;
using Meent.Reflect.Results;

namespace Meent.Tests.Reflect.Rounds;

public class PromisedNumbersTests
{
    [Theory]
    [InlineData("en", "at least 8 people", "From 16 you", "from 48 you")]
    [InlineData("nl", "minstens 8 mensen", "Vanaf 16 antwoorden", "vanaf 48 ziet u")]
    public async Task The_notice_names_the_numbers_that_this_round_promised(string language, params string[] promised)
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var school = await hub.AddSchool("De Linde");
        var anna = await hub.AddPerson("Anna de Vries");
        await hub.Give(anna, Role.Coordinator, school);
        var round = await hub.OpenRound(school, anna, new RoundWish { Promise = DisclosurePolicy.Raised(8, 16, 48)! });
        using var reader = hub.Visitor(language);
        await reader.Get(round.Link("teachers") + "/privacy");
        Assert.All(promised, words => Assert.Contains(words, reader.Text, StringComparison.Ordinal));
    }
}
