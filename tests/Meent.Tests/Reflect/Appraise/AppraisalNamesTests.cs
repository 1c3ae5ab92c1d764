using Meent.People;
using Meent.Reflect.Appraise;
using Meent.Tests.Reflect.Rounds;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Reflect.Appraise;

/// <summary>Whoever is named in an appraisal can see it, and is no longer named when the account is gone.</summary>
public class AppraisalNamesTests
{
    [Fact]
    public async Task A_name_goes_with_the_account_and_a_namesake_of_an_earlier_time_stays()
    {
        await using var school = await School.On(Engine.Sqlite);
        var said = new Dictionary<string, Judgement> { ["vision.purpose"] = new(2, null, "Noor Bakker wrote one page.", "Noor Bakker and Kim") };
        var before = await school.Hub.AddAppraisal(school.Place, school.Coordinator, finished: true, "Noor Bakker", said);
        // Somebody of that name judged before Noor had a role there.
        await school.Hub.Look(db => db.Set<Appraisal>().ExecuteUpdateAsync(a => a.SetProperty(x => x.StartedAt, x => x.StartedAt.AddYears(-1)).SetProperty(x => x.FinishedAt, x => x.FinishedAt!.Value.AddYears(-1))));
        var noor = await school.With(Role.Leader, "Noor Bakker");
        var after = await school.Hub.AddAppraisal(school.Place, school.Coordinator, finished: true, "Kim Jong and NOOR BAKKER", said);

        await noor.Get("/account/data");
        Assert.Contains("Appraisals that name you", noor.Text);
        Assert.Single(noor.Page.QuerySelectorAll("dd"), d => d.TextContent.Trim() == "Four in balance");
        await noor.Get("/account/delete");
        await noor.Post(new() { ["sure"] = "yes" });
        Assert.Equal("/account/deleted", noor.Path);

        var left = await school.Hub.Look(db => db.Read<Appraisal>().ToDictionaryAsync(a => a.Id));
        Assert.Equal(("Noor Bakker", before.Content), (left[before.Id].Authors, left[before.Id].Content));
        Assert.Equal("Kim Jong and somebody who left", left[after.Id].Authors);
        Assert.Equal(new Judgement(2, null, "somebody who left wrote one page.", "somebody who left and Kim"), Judgements.Read(left[after.Id].Content)["vision.purpose"]);
    }
}
