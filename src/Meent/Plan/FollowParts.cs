namespace Meent.Plan;

/// <summary>What belongs to following a plan: check-ins, reviews, reminders, versions and views.</summary>
internal static class FollowParts
{
    public static void AddFollowing(this IServiceCollection services)
    {
        services.AddScoped<PlanFollowing>().AddScoped<Remind.Reminders>();
        services.AddHostedService<Remind.RemindDaily>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        SayHowItGoes.SayHowItGoes.Map(routes);
        HoldReview.HoldReview.Map(routes);
        SeeVersions.SeeVersions.Map(routes);
        ViewPlan.ViewPlan.Map(routes);
    }
}
