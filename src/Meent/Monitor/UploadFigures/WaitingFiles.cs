using System.Text.Json;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Monitor.ImportObservations;

namespace Meent.Monitor.UploadFigures;

/// <summary>
/// Files of figures that an operator sent and that wait until they are taken in or removed: each in a folder of its own beside the data, with what was
/// asked of it and what was found. After a week they go. Who sent a file is not kept.
/// </summary>
public sealed class WaitingFiles(Settings settings, TimeProvider clock)
{
    /// <summary>Larger files are for the command line.</summary>
    public const long MostBytes = 64L << 20;

    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private string Root => Path.Combine(settings.DataFolder, "uploads");

    /// <summary>Keeps what was sent, piece by piece, so that a large file never stands in memory.</summary>
    public async Task<WaitingFile> Keep(IFormFile sent, UploadForm form, CancellationToken cancel)
    {
        var id = Ids.Random();
        var file = new WaitingFile(id, Path.Combine(Root, id.ToString("N")), new(SafeName(sent.FileName), clock.Now(), form, null));
        Directory.CreateDirectory(Path.GetDirectoryName(file.Path)!);
        await Copy(sent, file.Path, cancel);
        Write(file);
        return file;
    }

    /// <summary>Null where there is none, or none any more.</summary>
    public WaitingFile? Find(Guid id)
    {
        var folder = Path.Combine(Root, id.ToString("N"));
        return Read(folder) is { } state ? new(id, folder, state) : null;
    }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<WaitingFile> All() =>
        !Directory.Exists(Root) ? [] : [.. Directory.GetDirectories(Root).Select(f => Guid.TryParse(Path.GetFileName(f), out var id) ? Find(id) : null).OfType<WaitingFile>().OrderByDescending(f => f.State.SentAt)];

    public static void Write(WaitingFile file) => File.WriteAllText(Path.Combine(file.Folder, "state.json"), JsonSerializer.Serialize(file.State, LocalizedText.Json));

    /// <summary>Keeps what was found, and the report beside it.</summary>
    public static WaitingFile Found(WaitingFile file, ImportResult result)
    {
        File.WriteAllLines(file.Rows, result.NotTaken.Select(r => JsonSerializer.Serialize(r, LocalizedText.Json)));
        var found = file with { State = file.State with { Result = result } };
        Write(found);
        return found;
    }

    public static void Remove(WaitingFile file)
    {
        if (Directory.Exists(file.Folder)) Directory.Delete(file.Folder, recursive: true);
    }

    /// <summary>Takes away what nobody came back for.</summary>
    public void Sweep()
    {
        foreach (var old in All().Where(f => clock.Now() - f.State.SentAt > Kept)) Remove(old);
    }

    /// <summary>Puts what was sent where the file's path is.</summary>
    public static async Task Copy(IFormFile sent, string path, CancellationToken cancel)
    {
        await using var to = File.Create(path);
        await sent.CopyToAsync(to, cancel);
    }

    private static WaitingState? Read(string folder)
    {
        var path = Path.Combine(folder, "state.json");
        return File.Exists(path) ? JsonSerializer.Deserialize<WaitingState>(File.ReadAllText(path), LocalizedText.Json) : null;
    }

    /// <summary>Only the last part of what a browser calls the file, with nothing in it that a folder or a page could take for more than a name.</summary>
    public static string SafeName(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var safe = new string([.. last.Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or ' ' ? c : '-')]).Trim(' ', '.');
        return safe.Length == 0 ? "figures.csv" : safe.Length > 100 ? safe[^100..].Trim(' ', '.') : safe;
    }
}

/// <param name="Form">what was asked of it</param>
/// <param name="Result">what was found when it was last looked at; null where it was not looked at yet</param>
public sealed record WaitingState(string Name, DateTime SentAt, UploadForm Form, ImportResult? Result);

/// <param name="Folder">of this file alone</param>
public sealed record WaitingFile(Guid Id, string Folder, WaitingState State)
{
    public string Href => $"/operate/imports/files/{Id}";

    public string Path => System.IO.Path.Combine(Folder, "file", State.Name);

    public string Mapping => System.IO.Path.Combine(Folder, "mapping.yaml");

    public string Report => System.IO.Path.Combine(Folder, "report.csv");

    /// <summary>The rows that were not taken, one JSON object per line.</summary>
    public string Rows => System.IO.Path.Combine(Folder, "rows.jsonl");

    /// <summary>Whether it can be taken in as it was looked at.</summary>
    public bool IsReady => State.Result is { Problem: null, Known: false };

    /// <summary>Keeps others from taking it in at the same time; null where somebody does.</summary>
    public FileStream? Hold()
    {
        try
        {
            return new FileStream(System.IO.Path.Combine(Folder, "held"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    public ImportOrder Order(bool dryRun) => new(Path, Report)
    {
        Source = State.Form.Source, Note = State.Form.Note, EmbargoUntil = ImportObservationsCommand.Time(State.Form.Embargo), WithoutRefused = State.Form.WithoutRefused,
        Mapping = State.Form.Columns switch { UploadForm.Own => "own", UploadForm.Sent => Mapping, _ => null },
        DryRun = dryRun, KeepsWords = true,
    };
}
