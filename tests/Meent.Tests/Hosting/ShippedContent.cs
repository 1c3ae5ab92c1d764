using System.Collections.Concurrent;
using Meent.Foundation;
using Meent.Monitor;
using Meent.Monitor.ImportObservations;
using Meent.Plan.MakePlan;
using Meent.Plan.Policies;
using Meent.Plan.Proposals;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Meent.Tests.Hosting;

/// <summary>What came with the program and nobody changes, read once for all hubs: reading it takes longer than most tests.</summary>
internal static class ShippedContent
{
    private static readonly Type[] Shared = [typeof(IndicatorContent), typeof(BreakdownContent), typeof(CodeLists), typeof(PolicyLibrary), typeof(ProposalLibrary), typeof(PlanTemplates)];

    private static readonly ConcurrentDictionary<(Type Type, bool Demonstration), Lazy<object>> All = new();

    /// <summary>A hub with content of its own in its folder reads all for itself, as a hub does.</summary>
    public static void Share(IServiceCollection services, Settings settings)
    {
        foreach (var type in Shared)
        {
            var read = services.Last(s => s.ServiceType == type).ImplementationFactory!;
            services.Replace(ServiceDescriptor.Singleton(type, s => Directory.Exists(Path.Combine(settings.DataFolder, "content")) ? read(s) : All.GetOrAdd((type, settings.Demonstration), _ => new(() => read(s))).Value));
        }
    }
}
