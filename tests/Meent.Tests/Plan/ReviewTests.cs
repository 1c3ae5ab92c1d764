using System.Net;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Plan;
using Meent.Plan.HoldReview;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Plan;

/// <summary>People look at a plan together.</summary>
public class ReviewTests
{
    [Theory]
    [InlineData("2030-01-01", "2026-06-03", "heldOn")]
    [InlineData("1900-01-01", "2026-06-03", "heldOn")]
    [InlineData("2026-03-01", "2026-03-01", "next")]
    [InlineData("2026-03-01", "2026-03-02", "")]
    public void A_day_that_is_wrong_makes_no_other_day_wrong(string held, string next, string wrong)
    {
        var errors = new FormErrors();
        new ReviewForm(null, held, "We go on.", next, null, null).Read(new(2026, 3, 3), errors, new Texts(new TextCatalogue("", [], ""), "en"));
        Assert.Equal(wrong, string.Join(' ', errors.All.Select(e => e.Field)));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_review_keeps_what_was_decided_and_the_plan_is_no_longer_stale(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (school, anna) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"));
        await hub.Give(anna, Role.Coordinator, school);
        var plan = await hub.AddPlan(school, anna, nextReview: new DateOnly(2026, 3, 1));
        using var visitor = await hub.SignedIn(anna);
        await visitor.Get($"/plans/{plan}/reviews");
        Assert.Contains("This plan was not looked at in time.", visitor.Text);

        await visitor.Post(new() { ["heldOn"] = "2026-03-05", ["decided"] = null, ["next"] = "2026-03-01" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
        Assert.Contains("Choose today or an earlier day.", visitor.Text);
        Assert.Contains("Write down what was decided, even if it is only to go on.", visitor.Text);
        Assert.Contains("Choose a day after this review.", visitor.Text);

        await visitor.Post(new() { ["heldOn"] = "2026-03-03", ["decided"] = "We go on.\nThe course starts later.", ["next"] = "2026-06-03" });
        Assert.DoesNotContain("This plan was not looked at in time.", visitor.Text);
        Assert.Contains("The next review is on 3 June 2026.", visitor.Text);
        Assert.Contains("The course starts later.", visitor.Text);
        var held = await hub.Look(db => db.Read<StoredReview>().SingleAsync());
        Assert.Equal((new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 3), anna.Id), (held.DueOn!.Value, held.HeldOn, held.WrittenBy));

        await visitor.Post(new() { ["moved"] = "2026-05-04" });
        Assert.Equal(new DateOnly(2026, 5, 4), (await hub.Look(db => db.Read<StoredPlan>().SingleAsync())).NextReview);
        await visitor.Post(new() { ["moved"] = "2026-03-03" });
        Assert.Contains("Choose today or a later day.", visitor.Text);
    }
}
