using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Meent.Bench;

/// <summary>The published build, running as a process of its own.</summary>
internal sealed class PublishedHub : IDisposable
{
    private readonly Process process;

    private PublishedHub(Process process, int port, TimeSpan ready) => (this.process, Port, Ready) = (process, port, ready);

    public int Port { get; }

    public Uri Address => new($"http://127.0.0.1:{Port}");

    /// <summary>From the start of the process until the first page was answered.</summary>
    public TimeSpan Ready { get; }

    /// <summary>Memory in use by the process, in MB: resident set now and at its highest.</summary>
    public (double Now, double Peak) Memory => (Status(process.Id, "VmRSS"), Status(process.Id, "VmHWM"));

    /// <summary>Processor time used so far, in seconds.</summary>
    public double ProcessorSeconds
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime.TotalSeconds;
        }
    }

    private static string Root { get; } = FindRoot();

    private static string Program => Path.Combine(Root, "artifacts", "publish", "Meent", "release_linux-x64", "meent.dll");

    public static void Publish(Arguments arguments)
    {
        if (arguments.Text("publish", "yes") == "no") return;
        Console.WriteLine("publishing …");
        var start = new ProcessStartInfo("dotnet", ["publish", Path.Combine(Root, "src", "Meent"), "-c", "Release", "-r", "linux-x64",
            "--self-contained", "false", "-p:PublishReadyToRun=true", "-v", "q", "-nologo"]);
        using var publish = Process.Start(start)!;
        publish.WaitForExit();
        if (publish.ExitCode != 0) throw new InvalidOperationException("publishing failed");
    }

    /// <summary>Runs a command of <c>meent</c> to its end and returns how long it took.</summary>
    public static TimeSpan Command(string data, string database, params string[] args)
    {
        var watch = Stopwatch.StartNew();
        using var process = Start(data, database, 0, [], args);
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"meent {string.Join(' ', args)} ended with {process.ExitCode}");
        return watch.Elapsed;
    }

    /// <summary>Runs a command of <c>meent</c> to its end, whatever that is, and looks at its memory meanwhile.</summary>
    /// <returns>time, the resident set at its highest in MB, the exit code</returns>
    public static async Task<(TimeSpan Time, double Peak, int Exit)> Watch(string data, string database, params string[] args)
    {
        var watch = Stopwatch.StartNew();
        using var process = Start(data, database, 0, [], args);
        var peak = 0.0;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, Highest(process.Id));
            await Task.Delay(20);
        }
        process.WaitForExit();
        return (watch.Elapsed, peak, process.ExitCode);
    }

    /// <returns>0 where the process has just ended</returns>
    private static double Highest(int process)
    {
        try
        {
            return Status(process, "VmHWM");
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            return 0;
        }
    }

    /// <param name="more">settings beside those of every benchmark: MEENT_TRUSTED_PROXIES, …</param>
    public static async Task<PublishedHub> Serve(string data, string database, params (string Name, string Value)[] more)
    {
        var port = FreePort();
        var watch = Stopwatch.StartNew();
        var process = Start(data, database, port, more, "serve");
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri("/", UriKind.Relative));
                answer.EnsureSuccessStatusCode();
                return new PublishedHub(process, port, watch.Elapsed);
            }
            catch (HttpRequestException) when (watch.Elapsed < TimeSpan.FromSeconds(30) && !process.HasExited)
            {
                await Task.Delay(5);
            }
        }
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private static Process Start(string data, string database, int port, (string Name, string Value)[] more, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. args]) { RedirectStandardOutput = true };
        start.Environment["MEENT_DATA"] = data;
        start.Environment["MEENT_DATABASE"] = database;
        start.Environment["MEENT_URLS"] = $"http://127.0.0.1:{port}";
        // The accounts of the demonstration open only where the hub says that it is one.
        start.Environment["MEENT_DEMONSTRATION"] = "1";
        foreach (var (name, value) in more) start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    private static double Status(int process, string name) => File.ReadLines($"/proc/{process}/status").Where(l => l.StartsWith(name + ":", StringComparison.Ordinal))
        .Select(l => double.Parse(l.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024).Single();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Meent.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("run this inside the repository");
    }
}
