using System.CommandLine;
using Meent.Foundation;
using Microsoft.AspNetCore.Identity;

namespace Meent.People;

/// <summary><c>meent user second-step-off</c>: for the operator who lost phone and recovery codes, and has no colleague to ask.</summary>
internal static class SecondStepOff
{
    public static Command Of(CommandHost host)
    {
        var email = new Argument<string>("email") { Description = "The address of the account." };
        var command = new Command("second-step-off", "Turns off the second step of somebody who lost phone and recovery codes. The person gets a letter.") { email, UserAnswer.Json };
        command.SetAction(async (call, cancel) =>
        {
            await using var scope = await host.Open();
            return UserAnswer.Tell(await Do(scope.ServiceProvider, call.GetValue(email)!.Trim()), call.GetValue(UserAnswer.Json));
        });
        return command;
    }

    private static async Task<UserAnswer> Do(IServiceProvider services, string email)
    {
        if (await services.GetRequiredService<UserManager<Person>>().FindByEmailAsync(email) is not { } person) return UserAnswer.Unknown(email);
        if (!await services.GetRequiredService<SecondSteps>().TurnOff(person.Id, by: Guid.Empty)) return UserAnswer.No($"{person.Email} has no second step.");
        await services.GetRequiredService<SafetyLetters>().Changed(person.Id, SafetyChange.SecondStepTaken);
        return UserAnswer.Yes($"{person.Name} signs in without a second step now.", null, person.Email!);
    }
}
