using Meent.Foundation;

namespace Meent.Monitor;

/// <summary>Figures of places over time, official ones and those from schools, and how far they are from where they should be.</summary>
public static class MonitorModule
{
    public static readonly HubModule Module = new("Monitor")
    {
        Assembly = typeof(MonitorModule).Assembly,
        Model = MonitorTables.Map,
        Services = Services,
        Commands = host => [VerifyRollups.VerifyCommand.Of(host)],
    };

    private static void Services(IServiceCollection services, Settings settings)
    {
        services.AddSingleton(_ => IndicatorContent.Load(Hub.Shipped("content"), Path.Combine(settings.DataFolder, "content")));
        services.AddScoped<IndicatorLibrary>();
        services.AddScoped<Observations>();
        RollUp.RollUpParts.Services(services);
    }
}
