using System.Diagnostics;
using Meent.Foundation;

namespace Meent.Tests.Hosting;

/// <summary>The built program, run with a command until it ends.</summary>
public static class MeentProgram
{
    public sealed record Ended(int Code, string Output, string Errors);

    public static Task<Ended> Run(Settings settings, params string[] args) => Run(settings, new Dictionary<string, string>(), args);

    /// <param name="environment">further settings, by name</param>
    public static Task<Ended> Run(Settings settings, IReadOnlyDictionary<string, string> environment, params string[] args) => RunTyping(settings, null, environment, args);

    /// <param name="input">what it reads; null for nothing of its own</param>
    public static async Task<Ended> RunTyping(Settings settings, string? input, IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "meent.dll"), .. args]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = input is not null };
        (start.Environment["MEENT_DATA"], start.Environment["MEENT_DATABASE"]) = (settings.DataFolder, settings.Database);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        if (input is not null)
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await errors);
    }
}
