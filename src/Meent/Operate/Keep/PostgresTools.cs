using System.Diagnostics;
using Npgsql;

namespace Meent.Operate.Keep;

/// <summary>pg_dump and pg_restore, which read and write a PostgreSQL database as a whole.</summary>
public static class PostgresTools
{
    /// <summary>Debian keeps the tools of each version in a folder of its own; the newest can read all older servers.</summary>
    private static readonly string Debian = "/usr/lib/postgresql";

    /// <returns>null when done, else a sentence</returns>
    public static Task<string?> Dump(string connection, string file, CancellationToken cancel) =>
        Run("pg_dump", connection, ["--format=custom", "--compress=0", "--no-owner", "--no-privileges", "--schema=public", $"--file={file}"], cancel);

    public static Task<string?> Restore(string connection, string file, CancellationToken cancel) =>
        Run("pg_restore", connection, ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", $"--dbname={new NpgsqlConnectionStringBuilder(connection).Database}", file], cancel);

    private static async Task<string?> Run(string tool, string connection, IEnumerable<string> args, CancellationToken cancel)
    {
        if (Find(tool) is not { } program) return $"{tool} was not found. Install the package postgresql-client, or copy the database with the tools of whoever runs the server.";
        var to = new NpgsqlConnectionStringBuilder(connection);
        var start = new ProcessStartInfo(program, args) { RedirectStandardError = true, RedirectStandardOutput = true };
        // In the environment, where other users of the machine cannot read it.
        foreach (var (name, value) in new[] { ("PGHOST", to.Host), ("PGPORT", to.Port.ToString()), ("PGDATABASE", to.Database), ("PGUSER", to.Username), ("PGPASSWORD", to.Password), ("PGAPPNAME", "meent") })
            if (!string.IsNullOrEmpty(value)) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(cancel);
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        try
        {
            await process.WaitForExitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }
        await output;
        return process.ExitCode == 0 ? null : $"{tool} said: {(await errors).Trim()}";
    }

    private static string? Find(string tool) =>
        (Directory.Exists(Debian) ? Directory.GetDirectories(Debian).OrderByDescending(Number).Select(d => Path.Combine(d, "bin")) : [])
        .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
        .Select(d => Path.Combine(d, tool)).FirstOrDefault(File.Exists);

    private static int Number(string folder) => int.TryParse(Path.GetFileName(folder), out var n) ? n : 0;
}
