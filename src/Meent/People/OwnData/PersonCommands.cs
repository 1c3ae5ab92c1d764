using System.CommandLine;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.PersonalData;
using Meent.Foundation.Time;
using Microsoft.AspNetCore.Identity;

namespace Meent.People.OwnData;

/// <summary><c>meent user data</c> and <c>meent user delete</c>: for who asks and cannot sign in, after they showed who they are.</summary>
internal static class PersonCommands
{
    public static Command Of(CommandHost host) => new("user", "Accounts of this hub.") { Data(host), Delete(host) };

    private static Command Data(CommandHost host)
    {
        var email = new Argument<string>("email") { Description = "The address of the account." };
        var html = new Option<bool>("--html") { Description = "A page to read instead of JSON." };
        var command = new Command("data", "Prints what is known about a person, as JSON, without what only they may read.") { email, html };
        command.SetAction(async (call, cancel) =>
        {
            await using var scope = await host.Open();
            if (await Find(scope.ServiceProvider, call.GetValue(email)!) is not { } person) return await Fail(call.GetValue(email)!);
            var T = new Texts(scope.ServiceProvider.GetRequiredService<TextCatalogue>(), host.Settings.Language);
            var known = await Forgetting.Read(scope.ServiceProvider, new DataSubject(person.Id, person.Name, person.Email ?? ""), T, cancel);
            // Whether there is anything in them is as private as what is.
            known = [.. known.Select(s => !s.ForThePersonAlone ? s : s with { Items = [], Why = s.Why + " " + T["It is not in this file: who wrote it signs in and takes it along on the page “What we know about you”."] })];
            var file = new OwnDataFile(host.Settings.HubName, person.Name, scope.ServiceProvider.GetRequiredService<TimeProvider>().Now(), known);
            Console.WriteLine(call.GetValue(html) ? file.Html(T) : file.Json());
            return 0;
        });
        return command;
    }

    private static Command Delete(CommandHost host)
    {
        var email = new Argument<string>("email") { Description = "The address of the account." };
        var sure = new Option<bool>("--yes") { Description = "Does it. Without it, nothing is deleted." };
        var command = new Command("delete", "Deletes an account and what is known about its owner. Nobody can bring it back.") { email, sure };
        command.SetAction(async (call, cancel) =>
        {
            await using var scope = await host.Open();
            if (await Find(scope.ServiceProvider, call.GetValue(email)!) is not { } person) return await Fail(call.GetValue(email)!);
            if (!call.GetValue(sure))
            {
                await Console.Error.WriteLineAsync($"Nothing was deleted. To delete the account of {person.Name} ({person.Email}) for good, say --yes.");
                return 1;
            }
            if (await DeleteAccount.Leave(scope.ServiceProvider, person.Id, Guid.Empty, cancel) is { } why)
            {
                await Console.Error.WriteLineAsync(string.Format(null, why.English, [.. why.Args]));
                return 1;
            }
            Console.WriteLine($"The account {person.Email} is deleted. A mail says so.");
            return 0;
        });
        return command;
    }

    private static Task<Person?> Find(IServiceProvider services, string email) => services.GetRequiredService<UserManager<Person>>().FindByEmailAsync(email.Trim());

    private static async Task<int> Fail(string email)
    {
        await Console.Error.WriteLineAsync($"Nobody has the address {email}.");
        return 1;
    }
}
