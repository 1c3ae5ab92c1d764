using System.CommandLine;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Operate;

namespace Meent;

/// <summary>The <c>meent</c> command line: a few commands of the hub itself, and those of the modules.</summary>
/// <remarks>Exit codes: 0 done, 1 refused or failed, 2 the call itself was wrong.</remarks>
public static class CommandLine
{
    public static async Task<int> Run(string[] args, Settings settings, IReadOnlyList<HubModule> modules)
    {
        var host = new CommandHost(settings, () => Open(settings, modules));
        var root = new RootCommand("Meent, the open hub for digital education. Without a command it serves the hub.")
        {
            Serve(settings, modules),
            Migrate(settings, modules),
            Demo(settings, modules),
        };
        foreach (var command in OperateCommands.All(settings, modules).Concat(modules.SelectMany(m => m.Commands(host)))) Add(root, command);
        var parsed = root.Parse(args.Length == 0 ? ["serve"] : args);
        if (parsed.Errors.Count > 0)
        {
            await parsed.InvokeAsync();
            return 2;
        }
        return await parsed.InvokeAsync();
    }

    // Several modules may have something under one name: meent audit trail, meent audit disclosure.
    private static void Add(RootCommand root, Command command)
    {
        if (root.Subcommands.FirstOrDefault(c => c.Name == command.Name) is not { } known) root.Subcommands.Add(command);
        else foreach (var below in command.Subcommands) known.Subcommands.Add(Copy(below));
    }

    // A command that hangs under another one already does not find the options of the root: --help would be taken for a file.
    private static Command Copy(Command of)
    {
        var copy = new Command(of.Name, of.Description) { Action = of.Action };
        foreach (var argument in of.Arguments) copy.Arguments.Add(argument);
        foreach (var option in of.Options) copy.Options.Add(option);
        foreach (var validator in of.Validators) copy.Validators.Add(validator);
        foreach (var below in of.Subcommands) copy.Subcommands.Add(Copy(below));
        return copy;
    }

    private static Command Serve(Settings settings, IReadOnlyList<HubModule> modules)
    {
        var command = new Command("serve", "Brings the database up to date and serves the hub.");
        command.SetAction(async (_, cancel) =>
        {
            await using var app = Hub.Build(settings, modules);
            app.Services.GetRequiredService<Design.Brand>();
            await using (var scope = app.Services.CreateAsyncScope()) await MigrateNow(scope.ServiceProvider, cancel);
            await app.StartAsync(cancel);
            Console.WriteLine($"Meent is ready on {settings.Urls}");
            foreach (var module in modules) if (await module.Greeting(app.Services, cancel) is { } words) Console.WriteLine(words);
            await app.WaitForShutdownAsync(cancel);
            return 0;
        });
        return command;
    }

    private static Command Migrate(Settings settings, IReadOnlyList<HubModule> modules)
    {
        var command = new Command("migrate", "Brings the database up to date and stops.");
        command.SetAction(async (_, cancel) =>
        {
            await using var app = Hub.Build(settings, modules);
            await using var scope = app.Services.CreateAsyncScope();
            foreach (var step in await MigrateNow(scope.ServiceProvider, cancel)) Console.WriteLine($"ran {step.Module}/{step.Name}");
            return 0;
        });
        return command;
    }

    private static Command Demo(Settings settings, IReadOnlyList<HubModule> modules)
    {
        var command = new Command("demo", "Fills an empty hub with made-up schools, rounds and accounts to try. Does nothing where they are there already.");
        command.SetAction(async (_, cancel) =>
        {
            await using var app = Hub.Build(settings, modules);
            await using var scope = app.Services.CreateAsyncScope();
            await MigrateNow(scope.ServiceProvider, cancel);
            try
            {
                foreach (var module in modules) await module.Demonstrate(scope.ServiceProvider, cancel);
            }
            catch (InvalidOperationException e)
            {
                await Console.Error.WriteLineAsync(e.Message);
                return 1;
            }
            Console.WriteLine(settings.Demonstration ? "The demonstration content is there." : "The demonstration content is there. Serve it with MEENT_DEMONSTRATION=1.");
            return 0;
        });
        return command;
    }

    private static async Task<AsyncServiceScope> Open(Settings settings, IReadOnlyList<HubModule> modules)
    {
        var scope = Hub.Build(settings, modules).Services.CreateAsyncScope();
        await MigrateNow(scope.ServiceProvider, default);
        return scope;
    }

    private static Task<IReadOnlyList<Migration>> MigrateNow(IServiceProvider services, CancellationToken cancel) =>
        Migrations.Run(services.GetRequiredService<HubDb>(), services.GetRequiredService<HubModel>(), cancel);
}
