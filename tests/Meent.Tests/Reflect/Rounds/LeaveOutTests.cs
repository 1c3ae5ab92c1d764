using System.Net;
using System.Text.RegularExpressions;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.Places;
using Meent.Reflect;
using Meent.Reflect.Instruments;
using Meent.Reflect.PrepareRound;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Reflect.Rounds;

/// <summary>A university chooses its questionnaire, leaves out areas, and reads a report without them in its own words.</summary>
public class LeaveOutTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task An_area_that_is_left_out_is_asked_of_nobody_and_reported_nowhere(Engine engine)
    {
        await using var school = await School.On(engine, "higher");
        var anna = school.Visitor;
        await Chooses(anna, school.Path);
        var round = await Prepares(anna);
        await anna.Get(round + "/open");
        Assert.Contains("Left out Staff development, Data and quality", Regex.Replace(anna.Text, @"\s+", " "));
        await anna.Press("Open the round");
        Assert.Equal("staff quality", await LeftOut(school));
        var code = await school.Hub.Look(db => db.Read<RoundAudience>().Where(a => a.Audience == "students").Select(a => a.LinkCode).SingleAsync());
        for (var i = 0; i < 6; i++) await Answer(school.Hub, code);
        await anna.Get(round + "/close");
        await anna.Press("Close and count");
        await anna.Get(round + "/report");
        Assert.Contains("What our institution says about itself", anna.Text);
        Assert.Contains("Student support and inclusion", anna.Text);
        Assert.DoesNotContain("Data and quality", anna.Text);
        Assert.DoesNotContain("our school", anna.Page.QuerySelector("main")!.TextContent, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_school_is_not_asked_which_areas_it_wants()
    {
        await using var school = await School.On(Engine.Sqlite);
        await school.Visitor.Get($"{school.Path}/rounds/new?instrument=school");
        Assert.Empty(school.Visitor.Page.QuerySelectorAll("[name=area]"));
        await school.Visitor.Post([]);
        Assert.Null(await LeftOut(school));
    }

    /// <summary>A questionnaire of an operator's own may have areas that some groups are not asked about.</summary>
    [Fact]
    public void A_group_for_which_nothing_is_left_is_named()
    {
        var whole = InstrumentLibrary.Load(InstrumentLibrary.Shipped).Latest("higher-education")!;
        var instrument = whole with { Areas = [.. whole.Areas.Select(a => a.Id == "teaching" ? a with { Items = [.. a.Items.Where(i => i.WordingFor("support", null) is null)] } : a)] };
        var today = new DateOnly(2026, 3, 4);
        var form = RoundForm.ForNew(Guid.Empty, "Spring", new Place { Kind = PlaceKind.School, Name = "Elzenhof", Sector = "higher" }, instrument, today);
        foreach (var (profile, areas, said) in new (string, string[], string?)[]
        {
            ("full", ["teaching"], "Nothing is left to ask this group: Support staff. Choose one more area, or leave the group out."),
            ("full", ["teaching", "quality"], null),
        })
        {
            var errors = new FormErrors();
            var plan = RoundPlan.Read(form with { Profile = profile, Areas = areas }, instrument, today, errors, new(new TextCatalogue("", [], ""), "en"));
            Assert.Equal(said, errors.For("area"));
            Assert.Equal(said is null, plan is not null);
        }
    }

    private static async Task Chooses(Visitor anna, string school)
    {
        await anna.Get($"{school}/rounds/new");
        Assert.Equal(["higher-education"], Offered(anna));
        await anna.Get(anna.Page.QuerySelector("main a[href$='all=1']")!.GetAttribute("href")!);
        Assert.Equal("school", Offered(anna)[0]);
        Assert.Contains("higher-education", Offered(anna));
        Assert.Null(anna.Page.QuerySelector("main a[href$='all=1']"));
        await anna.Get($"{school}/rounds/new?instrument=higher-education");
    }

    private static async Task<string> Prepares(Visitor anna)
    {
        var path = anna.Path;
        Assert.Equal(8, anna.Page.QuerySelectorAll("[name=area][checked]").Length);
        await Send(anna, []);
        Assert.Equal((HttpStatusCode)422, anna.Status);
        Assert.Contains("Choose at least one area to ask about.", anna.Text);
        await anna.Get(path);
        await Send(anna, ["leadership", "teaching", "curriculum", "assessment", "students", "infrastructure"]);
        Assert.EndsWith("/preview", anna.Path);
        var round = anna.Path.Replace("/preview", "");
        await anna.Get(round + "/preview/students");
        Assert.Contains("Your institution only sees what groups of 5 or more people say together.", anna.Text);
        Assert.Equal(6, anna.Page.QuerySelectorAll("fieldset.question").Length);
        await anna.Get(round + "/prepare");
        Assert.Equal(6, anna.Page.QuerySelectorAll("[name=area][checked]").Length);
        return round;
    }

    /// <summary>The short form, the leaders not asked, with these areas ticked.</summary>
    private static Task<Visitor> Send(Visitor anna, string[] areas) => anna.Send(new HttpRequestMessage(HttpMethod.Post, anna.Path)
    {
        Content = new FormUrlEncodedContent(anna.Page.QuerySelectorAll("form[method=post] [name]").Where(f => f.GetAttribute("type") is "hidden" or "text" or "date")
            .Select(f => KeyValuePair.Create(f.GetAttribute("name")!, f.GetAttribute("value") ?? ""))
            .Concat([new("profile", "short"), new("leaders", "notAsked"), new("ask.students", "true"), new("access.students", "link")])
            .Concat(areas.Select(a => KeyValuePair.Create("area", a)))),
    });

    private static List<string> Offered(Visitor anna) => [.. anna.Page.QuerySelectorAll("input[type=radio][name=instrument]").Select(r => r.GetAttribute("value")!)];

    private static Task<string?> LeftOut(School school) => school.Hub.Look(db => db.Read<Round>().Select(r => r.LeftOut).SingleAsync());

    private static async Task Answer(TestHub hub, string code)
    {
        using var person = hub.Visitor();
        await person.Get($"/r/{code}");
        var asked = person.Page.QuerySelectorAll("fieldset.question").ToList();
        Assert.Equal(6, asked.Count);
        await person.Post(asked.ToDictionary(q => q.Id!, _ => (string?)"4"));
        Assert.EndsWith("/thanks", person.Path);
    }
}
