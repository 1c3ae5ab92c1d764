using Microsoft.Playwright;

namespace Meent.BrowserTests.Story;

/// <summary>From an empty machine to a shared report, as new users would: nobody knows an address that no page told them.</summary>
public class SchoolStoryTests(Chromium chromium)
{
    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_school_asks_its_people_and_reads_an_honest_report(bool script)
    {
        await using var hub = await StoryHub.Start();
        var staff = new Staff(chromium, hub, script);
        var operating = await staff.SetsUpTheHub();
        var school = await staff.AsksForTheSchool();
        await Staff.Approves(operating);
        var coordinator = new Coordinator(school);
        await coordinator.PreparesARound();
        await coordinator.LooksAtTheQuestions();
        var (teachers, learners) = await coordinator.OpensAndInvites();

        await Answers(hub, learners, script);
        await Others(hub, learners, 11, (person, item) => 2 + (person % 2));
        await Others(hub, teachers, 6, (person, item) => item < 4 ? 5 : 3 + (person % 2));
        await coordinator.GivesTheTeamsView();
        var counts = await coordinator.FollowsTheCounts();
        Assert.Contains("12 of 60", counts);
        Assert.Contains("6 of 12", counts);
        await coordinator.ClosesAndReads();
        await AdviserReads(staff, coordinator);
        await NobodyAnswersNow(hub, learners);
    }

    private async Task Answers(StoryHub hub, string link, bool script)
    {
        var phone = await chromium.Page(hub.Address, width: 360, script: script);
        var learner = new Learner(phone, link, script);
        await learner.ReadsThePromise();
        await learner.AnswersWhatIsInSight();
        await learner.LeavesAndComesBack();
        await learner.AnswersTheRestAndSends();
        Assert.Empty(Chromium.Complaints(phone));
    }

    /// <summary>More people with the same link: the form is filled in and sent as a browser without script would send it.</summary>
    private async Task Others(StoryHub hub, string link, int people, Func<int, int, int> answer)
    {
        var page = await chromium.Page(hub.Address, script: false);
        for (var person = 0; person < people; person++)
        {
            await page.GotoAsync(link);
            var names = await page.Locator("fieldset.question").EvaluateAllAsync<string[]>("all => all.map(q => q.querySelector('input').name)");
            var form = page.APIRequest.CreateFormData();
            foreach (var (i, name) in names.Index()) form.Append(name, $"{answer(person, i)}");
            var thanked = await page.APIRequest.PostAsync(link, new() { Form = form });
            Assert.EndsWith("/thanks", thanked.Url, StringComparison.Ordinal);
        }
    }

    private static async Task AdviserReads(Staff staff, Coordinator coordinator)
    {
        var adviser = await staff.MakesAnAccount("Femke Jansen", "femke@advice.example");
        await coordinator.SharesWith("femke@advice.example");
        await adviser.GotoAsync("/school");
        await adviser.Follow("Schule am Elzenhof, First look");
        await adviser.Sees("What our school says about itself");
        await coordinator.SeesWhoOpenedIt("Femke Jansen");
    }

    private async Task NobodyAnswersNow(StoryHub hub, string link)
    {
        var late = await chromium.Page(hub.Address, width: 360);
        await late.GotoAsync(link);
        await late.Sees("These questions are closed");
    }
}
