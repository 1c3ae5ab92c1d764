using System.CommandLine;
using System.Text.Json;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Mail;
using Meent.Foundation.Time;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Spectre.Console;

namespace Meent.People;

/// <summary><c>meent user add</c> and <c>meent user list</c>: accounts from the machine that the hub runs on.</summary>
public static class UserCommands
{
    public static IEnumerable<Command> All(CommandHost host) => [new Command("user", "Accounts of this hub.") { Add(host), List(host) }];

    private static Command Add(CommandHost host)
    {
        var email = new Argument<string>("email") { Description = "The address that the person signs in with." };
        var name = new Option<string>("--name") { Description = "The person's name.", Required = true };
        var isOperator = new Option<bool>("--operator") { Description = "The person runs this hub." };
        var fromInput = new Option<bool>("--password-stdin") { Description = "Reads the password from the first line of the input." };
        var command = new Command("add", "Makes an account. Asks for a password; where there is nobody to ask, makes one up and prints it.") { email, name, isOperator, fromInput };
        command.SetAction(async (call, cancel) =>
        {
            if (!EmailAddress.TryParse(call.GetValue(email), out var address)) return await Fail(new NoEmailAddress().English);
            var person = new Person { Id = Ids.New(), Name = call.GetValue(name)!.Trim(), Email = address.Value, UserName = address.Value, EmailConfirmed = true, IsOperator = call.GetValue(isOperator) };
            if (person.Name.Length is 0 or > 100) return await Fail("The name is empty or longer than 100 characters.");
            var (password, madeUp) = await Password(call.GetValue(fromInput), cancel);
            if (PasswordRule.Check(password, person.Name, person.Email) is { } why) return await Fail(string.Format(null, why.English, [.. why.Args]));
            await using var scope = await host.Open();
            if (!await Save(scope.ServiceProvider, person, password)) return await Fail($"Somebody has the address {address} already.");
            Console.WriteLine($"{person.Name} can sign in as {address}{(person.IsOperator ? " and runs this hub" : "")}.");
            if (madeUp) Console.WriteLine($"The password is: {password}");
            return 0;
        });
        return command;
    }

    private static Command List(CommandHost host)
    {
        var json = new Option<bool>("--json") { Description = "For machines." };
        var command = new Command("list", "Lists all accounts.") { json };
        command.SetAction(async (call, cancel) =>
        {
            await using var scope = await host.Open();
            var people = await scope.ServiceProvider.GetRequiredService<HubDb>().Read<Person>().OrderBy(p => p.Email)
                .Select(p => new { email = p.Email, name = p.Name, isOperator = p.IsOperator }).ToListAsync(cancel);
            if (call.GetValue(json)) Console.WriteLine(JsonSerializer.Serialize(people));
            else foreach (var person in people) Console.WriteLine($"{person.email}\t{person.name}{(person.isOperator ? "\toperator" : "")}");
            return 0;
        });
        return command;
    }

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
                return await Accounts.Create(people, person, password);
            });
        }
        catch (DbUpdateException e) when (UniqueViolation.Is(e))
        {
            return false;
        }
    }

    private static async Task<int> Fail(string sentence)
    {
        await Console.Error.WriteLineAsync(sentence);
        return 1;
    }
}
