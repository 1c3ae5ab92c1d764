using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Places;
using Meent.Reflect.Areas;
using Meent.Reflect.Instruments;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Hosting;

/// <summary>Areas with published figures.</summary>
public static class TestFigures
{
    /// <summary>A country of schools whose teachers and learners answered the instrument on the school; published.</summary>
    /// <param name="secondary">how many of the schools are secondary schools, where one area of the questionnaire was not asked</param>
    public static async Task<Place> AddFigures(this TestHub hub, int schools = 12, int secondary = 4)
    {
        var country = new Place { PlaceId = Ids.New(), Kind = PlaceKind.Country, Name = "Figureland", Country = "NL" };
        await hub.Change(db => db.Add(country));
        for (var i = 0; i < schools; i++)
        {
            var school = await hub.AddSchool($"School {i}", sector: i < secondary ? "secondary" : "primary");
            await hub.Change(db => db.Add(new PlaceLink { PlaceId = school.PlaceId, Role = LinkRole.Admin, ValidFrom = Boards.Since, ParentId = country.PlaceId }));
            await hub.AddCounter(school, Ids.New(), i, country);
        }
        await hub.Publish();
        return country;
    }

    /// <summary>How a school is counted whose means are about 2.5 and rise with its number.</summary>
    public static Task AddCounter(this TestHub hub, Place school, Guid round, int number, params Place[] areas)
    {
        var instrument = hub.Services.GetRequiredService<InstrumentLibrary>().Latest("school")!;
        var cells = from area in instrument.Areas.Index()
                    from item in area.Item.Items
                    from audience in new[] { "teachers", "learners" }
                    where item.Wordings.Keys.Any(k => k.StartsWith(audience, StringComparison.Ordinal)) && !(school.Sector == "secondary" && audience == "learners" && area.Index == 1)
                    select new CountedCell(audience, item.Id, item.Version, area.Item.Id, 20 + (5 * (number % 3)), 25 + (number % 7) + area.Index, null);
        var content = new CounterContent([.. cells],
            [.. cells.GroupBy(c => (c.Audience, c.Area)).Select(g => new CountedArea(g.Key.Audience, g.Key.Area, 20, (int)(g.Average(c => c.Mean) * 10)))]);
        return hub.Change(db =>
        {
            db.Add(new AreaCounter
            {
                PlaceId = school.PlaceId, RoundId = round, Instrument = "school", Version = instrument.Version, Period = "2025-2026", Profile = "full",
                ClosedOn = hub.Clock.Today().AddDays(-3), Sector = school.Sector, Size = SchoolSize.Middle, Content = content.ToJson(),
            });
            db.AddRange(areas.Select(a => new CountedIn { PlaceId = a.PlaceId, RoundId = round, SchoolId = school.PlaceId, Role = a.Kind == PlaceKind.Board ? LinkRole.Board : LinkRole.Admin }));
        });
    }

    public static async Task<int> Publish(this TestHub hub, bool rested = false)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PublishAreas>().Publish(scope.ServiceProvider.GetRequiredService<HubDb>(), rested);
    }
}
