using Meent.Design;
using Meent.Foundation;
using Meent.Foundation.Localisation;
using Meent.Monitor.Demonstrate;
using Meent.Monitor.DownloadFigures;
using Meent.Monitor.ImportObservations;
using Meent.Monitor.ReadIndicators;
using Meent.Monitor.ReadReleases;
using Meent.People;
using Meent.Places;
using Meent.Reflect;

namespace Meent.Monitor;

/// <summary>What another module knows of the paragraphs of policies that an indicator speaks to; it registers this as a service.</summary>
/// <param name="Of">paragraphs ("council-2023/1a") as links in the reader's language, in their order; those that it does not know are left out</param>
public sealed record ParagraphPages(int Order, Func<Texts, IReadOnlyList<string>, IReadOnlyList<SiteLink>> Of);

/// <summary>Figures of places over time, official ones and those from schools, and how far they are from where they should be.</summary>
public static class MonitorModule
{
    public static readonly HubModule Module = new("Monitor")
    {
        Assembly = typeof(MonitorModule).Assembly,
        Model = MonitorTables.Map,
        Services = Services,
        Commands = host => [ImportObservationsCommand.Of(host), FetchEurostat.FetchCommand.Of(host), .. RollUp.RollUpParts.Commands(host)],
        Routes = Routes,
        Acts = MonitorActs.All,
        PersonalData = NamedPersons.MonitorKnowledge.All,
        Demonstrate = async (services, cancel) =>
        {
            await DemonstrationFigures.Write(services, cancel);
            await DemonstrationFigures.WriteGroups(services, cancel);
            await DemonstrationStatements.Write(services, cancel);
            await services.GetRequiredService<ReleaseSummary>().CatchUp(cancel);
        },
    };

    private static void Services(IServiceCollection services, Settings settings)
    {
        services.AddSingleton(_ => IndicatorContent.Load(Hub.Shipped("content"), Path.Combine(settings.DataFolder, "content")) is var content && settings.Demonstration ? content.OfDemonstration() : content);
        services.AddScoped<IndicatorLibrary>();
        services.AddSingleton<KeptObservations>();
        services.AddSingleton(_ => BreakdownContent.Load(Hub.Shipped("content"), Path.Combine(settings.DataFolder, "content")));
        services.AddScoped<BreakdownLibrary>();
        services.AddScoped<Observations>();
        services.AddScoped<Studies>();
        services.AddSingleton(new AddressFollower(NamedPersons.MonitorKnowledge.Follow));
        RollUp.RollUpParts.Services(services);
        services.AddScoped<IndicatorReader>().AddScoped<RegionLevels>();
        services.AddSingleton(new PlaceAction(25, FiguresOf)).AddSingleton(new SchoolAction(20, OurFigures));
        services.AddSingleton(new PlaceAction(80, KeepStudies.KeepStudies.Offer));
        services.AddSingleton(new FiguresBeside(10, ReadIndicators.BesideFigures.Of));
        Statements.StatementParts.Services(services);
        services.AddScoped<ObservationWriter>();
        services.AddSingleton(_ => CodeLists.Load(Hub.Shipped("content"), Path.Combine(settings.DataFolder, "content")));
        services.AddScoped<ObservationImport>();
        services.AddSingleton<UploadFigures.WaitingFiles>();
        services.AddHostedService<UploadFigures.SweepFiles>();
        services.AddSingleton(new FetchEurostat.StatisticsService(FetchEurostat.FetchLimits.Usual));
        services.AddScoped<FetchEurostat.FetchFigures>();
        services.AddScoped<FigureRows>();
        services.AddScoped<ReleaseSummary>().AddScoped<OpenRelease>();
        services.AddHostedService<SummariseReleases>();
    }

    private static void Routes(IEndpointRouteBuilder routes)
    {
        ReadIndicators.ReadIndicators.Map(routes);
        Statements.StateConnection.Map(routes);
        ReviewLabels.ReviewLabels.Map(routes);
        UploadFigures.UploadFigures.Map(routes);
        DownloadFigures.DownloadFigures.Map(routes);
        ReadReleases.ReadReleases.Map(routes);
        ListData.DataCatalogue.Map(routes);
        EmbedFigure.EmbedFigure.Map(routes);
        CompareActing.CompareActing.Map(routes);
        KeepStudies.KeepStudies.Map(routes);
    }

    private static SiteLink? FiguresOf(HttpContext context, Place place) => PlaceKind.IsArea(place.Kind) || Me.Of(context).Is(Role.Reader, place.PlaceId)
        ? new SiteLink(context.RequestServices.GetRequiredService<Texts>()["Indicators"], $"/places/{place.PlaceId}/indicators")
        : null;

    /// <summary>From "Our school": what a school's or board's own reports gave, and the official figures of the area that an agency works for.</summary>
    private static SiteLink? OurFigures(HttpContext context, Place place)
    {
        var T = context.RequestServices.GetRequiredService<Texts>();
        return place.Kind switch
        {
            PlaceKind.School or PlaceKind.Board => new(T["Figures from our own reports"], $"/places/{place.PlaceId}/indicators"),
            var kind when PlaceKind.IsArea(kind) => new(T["Official figures, and those from schools"], $"/places/{place.PlaceId}/indicators"),
            _ => null,
        };
    }
}
