using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Meent.Tests.Hosting;

/// <summary>A real PostgreSQL for the tests: the server named in MEENT_TEST_POSTGRES, or a temporary cluster started once per test run.</summary>
public sealed class PostgresCluster : IDisposable
{
    private readonly string folder;
    private readonly string binaries;
    private bool started;

    private PostgresCluster(string folder, string binaries, string connection) => (this.folder, this.binaries, Connection) = (folder, binaries, connection);

    /// <summary>Connection string without a database.</summary>
    public string Connection { get; }

    /// <summary>Why PostgreSQL cannot be had here; null where it can.</summary>
    public static string? Missing => Given is not null || Binaries() is not null ? null : "PostgreSQL's initdb was not found; install the package postgresql.";

    private static string? Given => Environment.GetEnvironmentVariable("MEENT_TEST_POSTGRES") is { Length: > 0 } c ? c : null;

    public static PostgresCluster Start()
    {
        if (Given is { } given) return new PostgresCluster("", "", given);
        var binaries = Binaries()!;
        var folder = Directory.CreateTempSubdirectory("meent-postgres-").FullName;
        if (Environment.UserName == "root") Run("chown", "postgres", folder);
        var port = FreePort();
        var cluster = new PostgresCluster(folder, binaries, $"Host=127.0.0.1;Port={port};Username=postgres;Maximum Pool Size=20");
        cluster.AsServer("initdb", "-D", $"{folder}/data", "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        // Tests kill hubs, never this server or its machine: it need not wait for the disk.
        cluster.AsServer("pg_ctl", "-D", $"{folder}/data", "-w", "-l", $"{folder}/log", "-o",
            $"-c port={port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c max_connections=400 -c shared_buffers=128MB -c fsync=off -c full_page_writes=off", "start");
        cluster.started = true;
        return cluster;
    }

    public void Dispose()
    {
        if (!started) return;
        AsServer("pg_ctl", "-D", $"{folder}/data", "-m", "immediate", "-w", "stop");
        Directory.Delete(folder, recursive: true);
    }

    // The server refuses to run as root: there it runs as the ordinary user that its package made.
    private void AsServer(string program, params string[] args)
    {
        var path = Path.Combine(binaries, program);
        if (Environment.UserName == "root") Run("runuser", ["-u", "postgres", "--", path, .. args]);
        else Run(path, args);
    }

    private static void Run(string program, params string[] args)
    {
        var start = new ProcessStartInfo(program, args) { WorkingDirectory = "/", RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        // pg_ctl's server keeps the pipe open; only the exit of the tool itself is awaited.
        process.WaitForExit(TimeSpan.FromSeconds(60));
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', args)} ended with {process.ExitCode}");
    }

    private static string? Binaries() =>
        (Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(d => d).Select(d => $"{d}/bin") : [])
        .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'))
        .FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")));

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
