using Meent.Foundation;
using Meent.Foundation.Mail;
using Meent.People.Demonstrate;
using Microsoft.AspNetCore.Identity;

namespace Meent.People;

/// <summary>Everything about signing in and keeping an account safe, as the module takes it up.</summary>
internal static class SigningIn
{
    public static IReadOnlyList<LetterSample> LetterSamples { get; } = [.. SafetyLetterTexts.Samples, .. AddressLetterTexts.Samples];

    public static void Map(IEndpointRouteBuilder routes)
    {
        SignIn.Map(routes);
        SecondStepAtSignIn.Map(routes);
        var kept = routes.Kept();
        Safety.Map(kept);
        ChangePassword.Map(kept);
        AccountPasskeys.Map(kept);
        AccountSecondStep.Map(kept);
        ChangeAddress.Map(kept);
    }

    public static IServiceCollection AddSigningIn(this IServiceCollection services, Settings settings)
    {
        services.Configure<IdentityPasskeyOptions>(o => PasskeyOrigin.Configure(o, settings));
        services.AddHostedService<AddressClock>();
        return services.AddScoped<Tries>().AddScoped<SignInTries>().AddScoped<CodeMail>().AddScoped<Proof>().AddScoped<SafetyFacts>().AddScoped<SafetyLetters>().AddScoped<WaysIn>().AddScoped<Ceremonies>().AddScoped<PasskeyActs>()
            .AddScoped<SecondSteps>().AddScoped<SecondStepFacts>().AddScoped<HalfWay>().AddScoped<KnownDevices>().AddScoped<AddressChanges>();
    }
}
