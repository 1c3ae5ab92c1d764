using System.Diagnostics;
using System.Text;
using Meent.Foundation;

namespace Meent.Tests.Hosting;

/// <summary>The built program, serving as a process of its own on a loopback port.</summary>
public sealed class ServedHub : IDisposable
{
    private readonly Process process;
    private readonly StringBuilder output;

    private ServedHub(Process process, StringBuilder output, Uri address) => (this.process, this.output, Address) = (process, output, address);

    public Uri Address { get; }

    /// <summary>Everything that the process wrote so far, to either stream.</summary>
    public string Output
    {
        get
        {
            lock (output) return output.ToString();
        }
    }

    public static async Task<ServedHub> Start(Settings settings)
    {
        var address = new Uri($"http://127.0.0.1:{PostgresCluster.FreePort()}");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "meent.dll"), "serve"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MEENT_DATA"] = settings.DataFolder;
        start.Environment["MEENT_DATABASE"] = settings.Database;
        if (settings.Smtp.Length > 0) (start.Environment["MEENT_SMTP"], start.Environment["MEENT_MAIL_FROM"]) = (settings.Smtp, settings.MailFrom);
        start.Environment["MEENT_URLS"] = address.ToString();
        if (settings.Demonstration) start.Environment["MEENT_DEMONSTRATION"] = "1";
        var (process, output) = (Process.Start(start)!, new StringBuilder());
        void Note(object _, DataReceivedEventArgs e)
        {
            lock (output) output.AppendLine(e.Data);
        }
        process.OutputDataReceived += Note;
        process.ErrorDataReceived += Note;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var hub = new ServedHub(process, output, address);
        await hub.Ready();
        return hub;
    }

    /// <summary><c>kill -9</c>: the process has no chance to finish anything.</summary>
    public void KillHard()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited) KillHard();
        process.Dispose();
    }

    private async Task Ready()
    {
        using var client = new HttpClient { BaseAddress = Address };
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException) when (tries < 600 && !process.HasExited)
            {
                await Task.Delay(50);
                continue;
            }
            throw new InvalidOperationException($"The hub does not serve. It wrote: {Output}");
        }
    }
}
