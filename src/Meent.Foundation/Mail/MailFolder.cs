using System.Globalization;
using Meent.Foundation.Data;

namespace Meent.Foundation.Mail;

/// <summary>Letters as files: in <c>mail</c> where no server is set. Files in <c>mail/queue</c> and <c>mail/failed</c> are taken into the outbox.</summary>
public sealed class MailFolder(Settings settings)
{
    private readonly string root = Path.Combine(settings.DataFolder, "mail");

    /// <summary>Files still to be sent, oldest first.</summary>
    public IReadOnlyList<string> Waiting() => Files("queue");

    /// <summary>Files that no server took, oldest first.</summary>
    public IReadOnlyList<string> NotTaken() => Files("failed");

    /// <summary>Writes a mail so that it is there whole or not at all.</summary>
    public void Put(byte[] message, DateTimeOffset at)
    {
        PrivateFolder.Make(root);
        var name = Path.Combine(root, $"{at.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-{Ids.New():N}");
        using (var file = new FileStream(name + ".part", FileMode.CreateNew))
        {
            file.Write(message);
            file.Flush();
        }
        File.Move(name + ".part", name + ".eml");
    }

    private string[] Files(string below)
    {
        var folder = Path.Combine(root, below);
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.eml").Order(StringComparer.Ordinal)] : [];
    }
}
