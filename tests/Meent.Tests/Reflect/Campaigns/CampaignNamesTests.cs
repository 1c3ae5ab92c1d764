using Meent.Foundation.Data;
using Meent.People;
using Meent.Places;
using Meent.Reflect;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Reflect.Campaigns;

/// <summary>Places with a name in another language than the register's.</summary>
public class CampaignNamesTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Pages_and_letters_of_a_campaign_name_places_in_the_language_of_who_reads(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (elzen, wilgen) = (await hub.AddSchool("The Alders"), await hub.AddSchool("The Willows"));
        var board = await hub.AddBoard("Board of the Vale", elzen, wilgen);
        await Call(hub, elzen, "De Elzen");
        await Call(hub, board, "Bestuur van het Dal");
        var (bea, anna, otto) = (await Coordinator(hub, "Bea Smit", board), await Coordinator(hub, "Anna de Vries", elzen), await Coordinator(hub, "Otto Vos", elzen));
        await hub.Look(db => db.Set<Person>().Where(p => p.Id == anna.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.Language, "nl")));
        var (caller, english) = (await hub.SignedIn(bea, "nl"), await hub.SignedIn(bea));
        await caller.Get($"/places/{board.PlaceId}/campaigns/new?instrument=wellbeing");
        Assert.Contains("De Elzen, Elzenhof", caller.Text);
        await caller.Post(new() { ["name"] = "Survey 2026" });
        Assert.Contains("De Elzen", caller.Page.QuerySelector("tbody")!.TextContent);
        Assert.Contains("The Willows", caller.Page.QuerySelector("tbody")!.TextContent);
        await caller.Get(caller.Path + "?q=de");
        Assert.Single(caller.Page.QuerySelectorAll("tbody tr"));
        await english.Get(caller.Path.Split('?')[0]);
        Assert.Contains("The Alders", english.Page.QuerySelector("tbody")!.TextContent);

        var letters = Directory.GetFiles(hub.Settings.DataFolder, "*.eml", SearchOption.AllDirectories).Select(File.ReadAllText).Select(l => l.Replace("=\r\n", "", StringComparison.Ordinal)).ToList();
        Assert.Contains("Bestuur van het Dal nodigt De Elzen uit", Assert.Single(letters, l => l.Contains("anna.de.vries@", StringComparison.Ordinal)));
        Assert.Contains("Board of the Vale invites The Alders", Assert.Single(letters, l => l.Contains("otto.vos@", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Who_answers_reads_the_name_of_the_school_in_their_language()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var elzen = await hub.AddSchool("The Alders");
        await Call(hub, elzen, "De Elzen");
        var round = await hub.OpenRound(elzen, await Coordinator(hub, "Anna de Vries", elzen));
        using var dutch = hub.Visitor("nl");
        using var english = hub.Visitor();
        await dutch.Get(round.Link("teachers"));
        await english.Get(round.Link("teachers"));
        Assert.Contains("De Elzen vraagt je", dutch.Text);
        Assert.Contains("The Alders asks you", english.Text);
    }

    private static Task Call(TestHub hub, Place place, string dutch) => hub.Change(db => db.Add(new PlaceName { PlaceId = place.PlaceId, Language = "nl", Name = dutch }));

    private static async Task<Person> Coordinator(TestHub hub, string name, Place place)
    {
        var person = await hub.AddPerson(name);
        await hub.Give(person, Role.Coordinator, place);
        return person;
    }
}
