using Meent.Foundation;
using Meent.Monitor;
using Meent.Places;
using Meent.Plan.Policies;
using Meent.Plan.Proposals;
using Meent.Plan.SeeThread;
using Meent.Reflect;

namespace Meent.Plan;

/// <summary>What of this module has to do with the thread from a paragraph to a measure: policies, links, gaps, proposals.</summary>
internal static class ThreadParts
{
    public static void AddThread(IServiceCollection services, Settings settings)
    {
        string[] content = [Hub.Shipped("content"), Path.Combine(settings.DataFolder, "content")];
        services.AddSingleton(_ => PolicyLibrary.Load(content));
        services.AddSingleton(s => ProposalLibrary.Load(s.GetRequiredService<PolicyLibrary>().IsParagraph, content));
        services.AddScoped<ThreadStore>();
        services.AddSingleton<ParagraphPages>(s => new(10, SeePolicies.SeePolicies.PagesOf(s.GetRequiredService<PolicyLibrary>())));
        services.AddSingleton(new ReportOffer(10, MakeObjective.MakeObjective.Offer)).AddSingleton(new AppraisalOffer(10, MakeObjective.MakeObjective.Offer));
        services.AddSingleton<LadderHelp>(s => new(10, wanted => LadderProposals.Of(s.GetRequiredService<ProposalLibrary>(), wanted), LadderProposals.Ways));
        services.AddSingleton(new PlaceAction(60, FindGaps.FindGaps.Offer));
        services.AddSingleton(new FiguresBeside(20, SeePolicies.SeePolicies.Beside));
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        SeePolicies.SeePolicies.Map(routes);
        SeeThread.SeeThread.Map(routes);
        FindGaps.FindGaps.Map(routes);
        LinkObjective.LinkObjective.Map(routes);
        MakeObjective.MakeObjective.Map(routes);
        TakeAlong.TakeAlong.Map(routes);
        TakeAlong.ImportPlan.Map(routes);
    }
}
