using System.CommandLine;
using System.Text.Json;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary><c>meent user …</c>: accounts and roles from the machine that the hub runs on. In the trail nobody's id stands for who did it.</summary>
public static class UserCommands
{
    public static IEnumerable<Command> All(CommandHost host) =>
        [new Command("user", "Accounts of this hub, and their roles.") { AddUser.Of(host), List(host), RoleOfUser.Of(host), EndUser.Of(host), SecondStepOff.Of(host) }];

    private static Command List(CommandHost host)
    {
        var command = new Command("list", "Lists all accounts.") { UserAnswer.Json };
        command.SetAction(async (call, cancel) =>
        {
            await using var scope = await host.Open();
            var people = await scope.ServiceProvider.GetRequiredService<HubDb>().Read<Person>().OrderBy(p => p.Email)
                .Select(p => new { email = p.Email, name = p.Name, isOperator = p.IsOperator, closed = p.EndedAt != null }).ToListAsync(cancel);
            if (call.GetValue(UserAnswer.Json)) Console.WriteLine(JsonSerializer.Serialize(people, LocalizedText.Json));
            else foreach (var person in people) Console.WriteLine($"{person.email}\t{person.name}{(person.isOperator ? "\toperator" : "")}{(person.closed ? "\tclosed" : "")}");
            return 0;
        });
        return command;
    }
}

/// <summary>How a command about an account ended: done, or not, with a sentence.</summary>
/// <param name="Note">a second line, where there is more to say</param>
/// <param name="Email">whom it was about; null where it was about nobody</param>
internal sealed record UserAnswer(bool Done, string Says, string? Note = null, string? Email = null)
{
    public static Option<bool> Json { get; } = new("--json") { Description = "The result as JSON, and nothing else." };

    public static UserAnswer Yes(string says, string? note, string email) => new(true, says, note, email);

    public static UserAnswer No(string says) => new(false, says);

    public static UserAnswer Unknown(string email) => No($"Nobody has the address {email}. All are listed by: meent user list");

    /// <summary>Prints it.</summary>
    /// <returns>the exit code</returns>
    public static int Tell(UserAnswer answer, bool json)
    {
        if (json) Console.WriteLine(JsonSerializer.Serialize(new { done = answer.Done, says = answer.Says, note = answer.Note, email = answer.Email }, LocalizedText.Json));
        else
        {
            var to = answer.Done ? Console.Out : Console.Error;
            to.WriteLine(answer.Says);
            if (answer.Note is { } note) to.WriteLine(note);
        }
        return answer.Done ? 0 : 1;
    }
}
