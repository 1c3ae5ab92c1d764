using System.CommandLine;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Mail;
using Meent.Foundation.Time;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Spectre.Console;

namespace Meent.People;

/// <summary><c>meent user add</c>: an account from the machine that the hub runs on.</summary>
internal static class AddUser
{
    public static Command Of(CommandHost host)
    {
        var email = new Argument<string>("email") { Description = "The address that the person signs in with." };
        var name = new Option<string>("--name") { Description = "The person's name.", Required = true };
        var isOperator = new Option<bool>("--operator") { Description = "The person runs this hub." };
        var fromInput = new Option<bool>("--password-stdin") { Description = "Reads the password from the first line of the input." };
        var command = new Command("add", "Makes an account. Asks for a password; where there is nobody to ask, makes one up and prints it.") { email, name, isOperator, fromInput, UserAnswer.Json };
        command.SetAction(async (call, cancel) => UserAnswer.Tell(
            await Add(host, call.GetValue(email)!, call.GetValue(name)!.Trim(), call.GetValue(isOperator), call.GetValue(fromInput), cancel), call.GetValue(UserAnswer.Json)));
        return command;
    }

    private static async Task<UserAnswer> Add(CommandHost host, string email, string name, bool isOperator, bool fromInput, CancellationToken cancel)
    {
        if (!EmailAddress.TryParse(email, out var address)) return UserAnswer.No(new NoEmailAddress().English);
        if (name.Length is 0 or > PersonForm.LongestName || name.Any(char.IsControl)) return UserAnswer.No($"The name is empty, longer than {PersonForm.LongestName} characters, or has more than one line.");
        var (password, madeUp) = await Password(fromInput, cancel);
        if (PasswordRule.Check(password, name, address.Value) is { } why) return UserAnswer.No(string.Format(null, why.English, [.. why.Args]));
        var person = new Person { Id = Ids.New(), Name = name, Email = address.Value, UserName = address.Value, EmailConfirmed = true, IsOperator = isOperator };
        await using var scope = await host.Open();
        if (!await Save(scope.ServiceProvider, person, password)) return UserAnswer.No($"Somebody has the address {address} already.{await Closed(scope.ServiceProvider, address)}");
        return UserAnswer.Yes($"{person.Name} can sign in as {address}{(isOperator ? " and runs this hub" : "")}.", madeUp ? $"The password is: {password}" : null, address.Value);
    }

    private static async Task<string> Closed(IServiceProvider services, EmailAddress address) =>
        await services.GetRequiredService<UserManager<Person>>().FindByEmailAsync(address.Value) is { EndedAt: not null } ? $" The account is closed; open it with: meent user end {address} --undo" : "";

    private static async Task<(string Password, bool MadeUp)> Password(bool fromInput, CancellationToken cancel)
    {
        if (fromInput) return (PasswordRule.Clean((await Console.In.ReadLineAsync(cancel))?.Trim()) ?? "", false);
        if (!Console.IsInputRedirected && AnsiConsole.Profile.Capabilities.Interactive)
            return (PasswordRule.Clean(AnsiConsole.Prompt(new TextPrompt<string>("Password:").Secret()).Trim())!, false);
        return (string.Join('-', Enumerable.Range(0, 4).Select(_ => Ids.Code(5))), true);
    }

    private static async Task<bool> Save(IServiceProvider services, Person person, string password)
    {
        var (db, people, now) = (services.GetRequiredService<HubDb>(), services.GetRequiredService<UserManager<Person>>(), services.GetRequiredService<TimeProvider>().Now());
        try
        {
            return await db.InTransaction(async () =>
            {
                await FirstStart.Close(db, now);
                if (!await Accounts.Create(people, person, password)) return false;
                db.Record(Guid.Empty, "made account", Guid.Empty, person.Id, now);
                await db.SaveChangesAsync();
                return true;
            });
        }
        catch (DbUpdateException e) when (UniqueViolation.Is(e))
        {
            return false;
        }
    }
}
