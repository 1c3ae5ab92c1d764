namespace Meent.People;

/// <summary>The part of this module that is about roles: its services and routes.</summary>
internal static class RoleParts
{
    public static IServiceCollection AddRoles(this IServiceCollection services) => services
        .AddScoped<PlaceLookup>().AddScoped<RoleLetters>().AddScoped<Deciders>().AddScoped<RoleLines>().AddScoped<RoleDesk>().AddScoped<Inviting>()
        .AddScoped<PlacePeopleFacts>().AddScoped<MailDomains>().AddScoped<HandOverFacts>().AddScoped<HandOverActs>()
        .AddSingleton(FollowPlaces.Follower).AddSingleton<RolesInTime>().AddHostedService(s => s.GetRequiredService<RolesInTime>());

    public static void Map(IEndpointRouteBuilder routes)
    {
        AskForRole.Map(routes);
        PlacePeople.Map(routes);
        SetMailDomains.Map(routes);
        HandOver.Map(routes);
        DecideRequests.Map(routes);
        SeeSchools.Map(routes);
        PlacesWithoutAnyone.Map(routes);
        OperateRequests.Map(routes);
    }
}
