using System.Globalization;
using Meent.Foundation.Data;

namespace Meent.Foundation.Mail;

/// <summary>Where mail lies: <c>mail</c> where no server is set, <c>mail/queue</c> until a server took it, <c>mail/failed</c> where none did.</summary>
public sealed class MailFolder(Settings settings)
{
    private readonly string root = Path.Combine(settings.DataFolder, "mail");

    public string Failed => Path.Combine(root, "failed");

    public string Queue => Path.Combine(root, "queue");

    /// <summary>Number of mails that no server took.</summary>
    public int FailedCount => Count(Failed);

    public int QueueCount => Count(Queue);

    /// <summary>Files still to be sent, oldest first.</summary>
    public IReadOnlyList<string> Waiting() => Directory.Exists(Queue) ? [.. Directory.GetFiles(Queue, "*.eml").Order(StringComparer.Ordinal)] : [];

    /// <summary>Writes a mail so that it is there whole or not at all.</summary>
    public void Put(byte[] message, DateTimeOffset at, bool queue)
    {
        var folder = queue ? Queue : root;
        PrivateFolder.Make(folder);
        var name = Path.Combine(folder, $"{at.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-{Ids.New():N}");
        using (var file = new FileStream(name + ".part", FileMode.CreateNew))
        {
            file.Write(message);
            file.Flush(flushToDisk: queue);
        }
        File.Move(name + ".part", name + ".eml");
    }

    public void MoveToFailed(string file)
    {
        PrivateFolder.Make(Failed);
        File.Move(file, Path.Combine(Failed, Path.GetFileName(file)), overwrite: true);
    }

    private static int Count(string folder) => Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml").Length : 0;
}
