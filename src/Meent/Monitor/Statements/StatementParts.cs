using Meent.Foundation.Localisation;
using Meent.Places;
using Meent.Reflect;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor.Statements;

/// <summary>What schools state about their connection and devices.</summary>
internal static class StatementParts
{
    public static IReadOnlyDictionary<string, string> Acts { get; } = new Dictionary<string, string>
    {
        ["stated the connection"] = Texts.Key("stated the school’s connection and devices"),
    };

    public static void Services(IServiceCollection services)
    {
        services.AddSingleton(new PlaceAction(35, StateConnection.Offer)).AddSingleton(new SchoolAction(35, StateConnection.Offer));
        services.AddSingleton<PublishStated>();
        services.AddSingleton(s => new PublishFollower(s.GetRequiredService<PublishStated>().Publish));
    }

    public static void Map(ModelBuilder model)
    {
        model.Entity<Statement>(e => { e.ToTable("monitor_statement"); e.HasKey(s => new { s.PlaceId, s.Id }); });
        model.Entity<CountedStatement>(e => { e.ToTable("monitor_counted"); e.HasKey(c => new { c.PlaceId, c.SeriesId, c.Period }); });
    }
}
