using Meent.Foundation;
using Meent.Foundation.Mail;
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
        Safety.Map(routes);
        ChangePassword.Map(routes);
        AccountPasskeys.Map(routes);
        AccountSecondStep.Map(routes);
        ChangeAddress.Map(routes);
    }

    public static IServiceCollection AddSigningIn(this IServiceCollection services, Settings settings)
    {
        services.Configure<IdentityPasskeyOptions>(o => PasskeyOrigin.Configure(o, settings));
        services.AddHostedService<AddressClock>();
        return services.AddScoped<Tries>().AddScoped<SignInTries>().AddScoped<CodeMail>().AddScoped<Proof>().AddScoped<SafetyFacts>().AddScoped<SafetyLetters>().AddScoped<Ceremonies>().AddScoped<PasskeyActs>()
            .AddScoped<SecondSteps>().AddScoped<SecondStepFacts>().AddScoped<HalfWay>().AddScoped<KnownDevices>().AddScoped<AddressChanges>();
    }
}
