using System.Text;
using Meent.Foundation.Data;
using Meent.Monitor;
using Meent.Monitor.Demonstrate;
using Meent.Monitor.ImportObservations;
using Meent.Monitor.UploadFigures;
using Meent.Places;
using Meent.Places.ImportRegions;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Hosting;

/// <summary>Official figures of countries.</summary>
public static class TestIndicators
{
    /// <summary>Digital skills of 27 countries and the Union in three years, in versions 1 and 2, with the target of the Union.</summary>
    public static async Task AddDigitalSkills(this TestHub hub)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        await DemonstrationFigures.Write(scope.ServiceProvider, CancellationToken.None);
    }

    /// <summary>Homes with a computer by who lives there: figures of groups, and none of all together.</summary>
    public static async Task AddHomes(this TestHub hub)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        await DemonstrationFigures.WriteGroups(scope.ServiceProvider, CancellationToken.None);
    }

    /// <summary>A file that an operator sent and looked at, with a row that cannot be taken.</summary>
    public static async Task<Guid> AddWaitingFile(this TestHub hub)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        var bytes = Encoding.UTF8.GetBytes("indicator,breakdown,unit,place,period,value\nhomes-with-fibre,total,PC_HH,NL,2016.0,50\nhomes-with-fibre,total,PC_HH,NL,2017,51\n");
        var form = UploadForm.Empty with { Columns = UploadForm.Own, Source = "desi" };
        var file = await scope.ServiceProvider.GetRequiredService<WaitingFiles>().Keep(new FormFile(new MemoryStream(bytes), 0, bytes.Length, "file", "figures.csv"), form, CancellationToken.None);
        WaitingFiles.Found(file, await scope.ServiceProvider.GetRequiredService<ObservationImport>().Run(file.Order(dryRun: true), new Progress<(string, double)>(), CancellationToken.None));
        return file.Id;
    }

    public static Task<Guid> PlaceOf(this TestHub hub, string country) =>
        hub.Look(db => db.Read<PlaceIdentifier>().Where(i => i.Scheme == "eu-country" && i.Value == country).Select(i => i.PlaceId).SingleAsync());

    /// <summary>Regions by their code, each with digital skills in 2023 and 2025.</summary>
    public static async Task AddRegions(this TestHub hub, params (string Code, string Name, decimal Before, decimal After)[] regions)
    {
        var list = RegionFile.Parse("code;name\n" + string.Join('\n', regions.Select(r => $"{r.Code};{r.Name}")));
        await hub.Look(db => db.InTransaction(() => new RegionImport(db).Load(list, new(2024, 1, 1))));
        foreach (var (code, _, before, after) in regions)
        {
            var place = await hub.Region(code);
            await hub.Observe(place, "2023", before, null);
            await hub.Observe(place, "2025", after, null);
        }
    }

    public static Task<Guid> Region(this TestHub hub, string code) => hub.Look(async db => (await PlacesModule.Registered(db, "nuts"))[code]);

    /// <summary>One more figure of digital skills in a version of its own, which stands before what was there.</summary>
    public static async Task Observe(this TestHub hub, Guid place, string period, decimal? value, string? status, string? source = null)
    {
        var from = source ?? (period == "2025" ? ObservationSource.Desi : ObservationSource.Eurostat);
        var (series, vintage) = await hub.Look(async db => (await db.Read<Series>().Where(s => s.Source == from && s.Indicator == "digital-skills-basic" && s.Breakdown == Breakdowns.Total && s.Unit == "PC_IND").SingleOrDefaultAsync(), await db.Read<Vintage>().MaxAsync(v => v.Number) + 1));
        var of = series ?? new Series { Id = 99, Indicator = "digital-skills-basic", Breakdown = Breakdowns.Total, Unit = "PC_IND", Source = from };
        await hub.Change(db =>
        {
            if (series is null) db.Add(of);
            db.Add(new Vintage { Number = vintage, Source = from, MadeAt = hub.Clock.GetUtcNow().UtcDateTime, Format = "csv", RowCount = 1 });
            // The Digital Decade's edition of 2026 holds the year 2025.
            var edition = from == ObservationSource.Desi && period == "2025";
            db.Add(new StoredObservation { PlaceId = place, SeriesId = of.Id, Period = edition ? "2026" : period, Reference = edition ? period : null, Value = value, Status = status, Vintage = vintage });
        });
    }
}
