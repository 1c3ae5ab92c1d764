using Meent.Design;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.People;
using Meent.Places;
using Meent.Plan.MakePlan;
using Meent.Reflect;
using Microsoft.EntityFrameworkCore;

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
        LetterSamples = [.. Remind.ReminderLetters.Samples, SharePlan.MemberLetter.Sample],
        Greeting = Greet,
        PersonalData = NamedPersons.PlanKnowledge.All,
        Demonstrate = async (services, cancel) =>
        {
            await Demonstrate.DemonstrationPlans.Write(services, cancel);
            await Demonstrate.DemonstrationFollowing.Write(services, cancel);
            await Demonstrate.DemonstrationOthers.Write(services, cancel);
        },
        Commands = host => [Policies.CheckContent.Command(host.Settings)],
    };

    private static async Task<string?> Greet(IServiceProvider services, CancellationToken cancel)
    {
        await MembersOnStart.Look(services, cancel);
        return await Policies.ContentProblems.Look(services, cancel);
    }

    private static void Services(IServiceCollection services, Settings settings)
    {
        services.AddSingleton(s => PlanTemplates.Load(s.GetRequiredService<Policies.PolicyLibrary>().IsParagraph, Hub.Shipped("content"), Path.Combine(settings.DataFolder, "content")));
        services.AddSingleton(new PlaceAction(40, PlansOf)).AddSingleton(new SchoolAction(10, OurPlans));
        services.AddScoped<PlanDoor>().AddScoped<PlanStore>().AddScoped<PlanWay>().AddScoped<SharePlan.LettingIn>();
        ThreadParts.AddThread(services, settings);
        services.AddFollowing();
        services.AddSingleton(new Meent.Monitor.PlacesActing(ActingPlaces.On)).AddSingleton(new Meent.Monitor.MeasureSeen(Sees));
        services.AddSingleton(new AddressFollower(NamedPersons.PlanKnowledge.Follow));
    }

    /// <summary>Where the page of a place leads to its plans.</summary>
    private static SiteLink PlansOf(HttpContext context, Place place) => new(context.RequestServices.GetRequiredService<Texts>()["Plans"], OpenPlan.ListOf(place.PlaceId));

    /// <summary>Where people of a place come to its plans from "Our school".</summary>
    private static SiteLink OurPlans(HttpContext context, Place place) => new(context.RequestServices.GetRequiredService<Texts>()["Plans: what we do and how far we are"], OpenPlan.ListOf(place.PlaceId));

    /// <summary>Whether somebody may see the measure of a plan that a study names.</summary>
    private static async Task<bool> Sees(IServiceProvider services, Meent.Monitor.StudyMeasure measure, Me me, CancellationToken cancel)
    {
        var stored = await services.GetRequiredService<HubDb>().Read<StoredPlan>().Where(p => p.PlaceId == measure.PlaceId && p.Id == measure.PlanId).ToListAsync(cancel);
        return (await services.GetRequiredService<PlanStore>().See(stored, me, cancel)).Any(p => p.Content.Measure(measure.Measure) is not null);
    }

    private static void Routes(IEndpointRouteBuilder routes)
    {
        ReadPlan.ReadPlan.Map(routes);
        MakePlan.MakePlan.Map(routes);
        EditPlan.EditHead.Map(routes);
        EditPlan.EditObjective.Map(routes);
        EditPlan.EditMeasured.Map(routes);
        EditPlan.EditMeasure.Map(routes);
        EditPlan.EditRows.Map(routes);
        SharePlan.SharePlan.Map(routes);
        DeletePlan.DeletePlan.Map(routes);
        ThreadParts.Map(routes);
        FollowParts.Map(routes);
    }
}
