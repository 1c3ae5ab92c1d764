using Meent.Reflect;
using Meent.Reflect.AdaptTexts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Reflect.Rounds;

public class AdaptTextsTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_text_that_is_saved_many_times_at_once_is_there_once(Engine engine)
    {
        await using var school = await School.On(engine);
        var round = await school.Hub.OpenRound(school.Place, school.Coordinator);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(n => Task.Run(async () =>
        {
            await using var scope = school.Hub.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<RoundWords>().Keep(round.Round, RoundWords.Letter, $"Dear parents {n}", default);
        })));
        Assert.StartsWith("Dear parents", Assert.Single(await school.Hub.Look(db => db.Read<RoundText>().ToListAsync())).Content);
    }
}
