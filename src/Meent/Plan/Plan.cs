using Meent.Foundation;
using Meent.People;

namespace Meent.Plan;

/// <summary>What a place wants, does, by whom, until when, with what money, and when it looks back.</summary>
public static class PlanModule
{
    public static readonly HubModule Module = new("Plan")
    {
        Assembly = typeof(PlanModule).Assembly,
        Model = model => { PlanTables.Map(model); FollowTables.Map(model); },
        Services = Services,
        Routes = Routes,
        Acts = PlanActs.All,
        LetterSamples = Remind.ReminderLetters.Samples,
        PersonalData = NamedPersons.PlanKnowledge.All,
    };

    private static void Services(IServiceCollection services, Settings settings)
    {
        services.AddScoped<PlanDoor>().AddScoped<PlanStore>();
        ThreadParts.AddThread(services, settings);
        services.AddFollowing();
        services.AddSingleton(new AddressFollower(NamedPersons.PlanKnowledge.Follow));
    }

    private static void Routes(IEndpointRouteBuilder routes)
    {
        ThreadParts.Map(routes);
        FollowParts.Map(routes);
    }
}
