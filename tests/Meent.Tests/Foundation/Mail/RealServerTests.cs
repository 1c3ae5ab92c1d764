using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Meent.Foundation.Mail;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Meent.Tests.Foundation.Mail;

/// <summary>Against a mail server that others wrote: aiosmtpd, with STARTTLS and a password.</summary>
public class RealServerTests
{
    [Fact]
    public async Task A_real_server_takes_the_letter_over_STARTTLS_with_the_password_and_refuses_who_is_not_there()
    {
        using var server = await RealServer.Start();
        await using var hub = await TestHub.Start(Engine.Sqlite, s => s with { Smtp = $"smtp://user%40hub:p%2Fw@127.0.0.1:{server.Port}", MailFrom = "hub@example.org" },
            services => services.Replace(ServiceDescriptor.Singleton(new MailTrust((_, certificate, _, _) => certificate?.GetCertHashString() == server.CertificateHash))));
        Outbox.Send(hub, Outbox.Noor, _ => new Letter("Γειά", ["A line.", ".A line that begins with a dot.", ".", "Žluťoučký kůň"]));
        await Outbox.Until(hub, MailState.Sent);
        var mail = (await server.Mails()).Single();
        Assert.Contains("To: =?utf-8?B?Tm9vcg==?= <noor@example.org>", mail);
        Assert.Contains("\r\n\r\n.A line that begins with a dot.\r\n\r\n.\r\n", mail.Replace("=2E", ".", StringComparison.Ordinal));

        var nobody = Outbox.Noor with { Address = EmailAddress.TryParse("nobody@example.org", out var a) ? a : null! };
        Outbox.Send(hub, nobody, _ => new Letter("Hello", ["Text."]));
        await Outbox.Until(async () => (await Outbox.All(hub)).Exists(m => m is { FailedAt: not null, Why: { } why } && why.Contains("550 5.1.1", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_wrong_password_is_refused_by_a_real_server()
    {
        using var server = await RealServer.Start();
        await using var hub = await TestHub.Start(Engine.Sqlite, s => s with { Smtp = $"smtp://user%40hub:wrong@127.0.0.1:{server.Port}", MailFrom = "hub@example.org" },
            services => services.Replace(ServiceDescriptor.Singleton(new MailTrust((_, certificate, _, _) => certificate?.GetCertHashString() == server.CertificateHash))));
        Outbox.Send(hub, Outbox.Noor, _ => new Letter("Hello", ["Text."]));
        await Outbox.Until(hub, MailState.Failed);
        Assert.Contains(": 535", (await Outbox.All(hub)).Single().Why);
        Assert.Empty(await server.Mails());
    }

    private sealed class RealServer(Process process, int port, string folder, string certificateHash) : IDisposable
    {
        // Debian's packages are seen by Debian's own Python only.
        private static readonly string Python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

        public int Port => port;

        public string CertificateHash => certificateHash;

        public static async Task<RealServer> Start()
        {
            if (!await IsThere()) Assert.Skip("Python's aiosmtpd was not found; install the package python3-aiosmtpd.");
            var (folder, port) = (Databases.Folder(), PostgresCluster.FreePort());
            using var key = RSA.Create(2048);
            using var certificate = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
            await File.WriteAllTextAsync(Path.Combine(folder, "server.crt"), certificate.ExportCertificatePem());
            await File.WriteAllTextAsync(Path.Combine(folder, "server.key"), key.ExportPkcs8PrivateKeyPem());
            var process = Run(Path.Combine(AppContext.BaseDirectory, "real_server.py"), $"{port}", Path.Combine(folder, "server.crt"), Path.Combine(folder, "server.key"), folder);
            Assert.Equal("ready", await process.StandardOutput.ReadLineAsync());
            return new RealServer(process, port, folder, certificate.GetCertHashString());
        }

        public async Task<IReadOnlyList<string>> Mails() =>
            await Task.WhenAll(Directory.GetFiles(folder, "*.eml").Order(StringComparer.Ordinal).Select(f => File.ReadAllTextAsync(f)));

        public void Dispose()
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }

        private static async Task<bool> IsThere()
        {
            try
            {
                using var asked = Run("-c", "import aiosmtpd");
                await asked.WaitForExitAsync();
                return asked.ExitCode == 0;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return false;
            }
        }

        private static Process Run(params string[] args) => Process.Start(new ProcessStartInfo(Python, args) { RedirectStandardOutput = true, RedirectStandardError = true })!;
    }
}
