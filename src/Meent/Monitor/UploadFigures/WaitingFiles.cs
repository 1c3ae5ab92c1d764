using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
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

    /// <summary>So long a file may take to get here.</summary>
    private static readonly TimeSpan LongestWay = TimeSpan.FromHours(1);

    private const string StateName = "state.json";

    // What is missing in a state of an earlier version must not read as "nothing is wrong".
    private static readonly JsonSerializerOptions Json = new(LocalizedText.Json) { RespectRequiredConstructorParameters = true };

    private string Root => Path.Combine(settings.DataFolder, "uploads");

    /// <summary>Keeps what was sent, piece by piece, so that a large file never stands in memory.</summary>
    public async Task<WaitingFile> Keep(IFormFile sent, UploadForm form, CancellationToken cancel)
    {
        var id = Ids.Random();
        var file = new WaitingFile(id, Path.Combine(Root, id.ToString("N")), new(SafeName(sent.FileName), clock.Now(), form, null));
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file.Path)!);
            await Copy(sent, file.Path, cancel);
            Write(file);
            return file;
        }
        catch
        {
            // Whoever walks away half-way leaves nothing behind.
            Remove(file);
            throw;
        }
    }

    /// <summary>Null where there is none, or none any more: its week is over.</summary>
    public WaitingFile? Find(Guid id)
    {
        var folder = Path.Combine(Root, id.ToString("N"));
        return Read(folder) is { } state && clock.Now() - state.SentAt <= Kept ? new(id, folder, state) : null;
    }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<WaitingFile> All() =>
        !Directory.Exists(Root) ? [] : [.. Directory.GetDirectories(Root).Select(f => Guid.TryParse(Path.GetFileName(f), out var id) ? Find(id) : null).OfType<WaitingFile>().OrderByDescending(f => f.State.SentAt)];

    /// <summary>Written beside and put in its place, so that nobody reads half of it.</summary>
    public static void Write(WaitingFile file)
    {
        var beside = Path.Combine(file.Folder, $"{Ids.Random():N}.part");
        File.WriteAllText(beside, JsonSerializer.Serialize(file.State, LocalizedText.Json));
        File.Move(beside, Path.Combine(file.Folder, StateName), overwrite: true);
    }

    /// <summary>Keeps what was found, and the report beside it.</summary>
    public static WaitingFile Found(WaitingFile file, ImportResult result)
    {
        File.WriteAllLines(file.Rows, result.NotTaken.Select(r => JsonSerializer.Serialize(r, LocalizedText.Json)));
        var found = file with { State = file.State with { Result = result, Looked = Ids.Random() } };
        Write(found);
        return found;
    }

    public static void Remove(WaitingFile file)
    {
        if (Directory.Exists(file.Folder)) Directory.Delete(file.Folder, recursive: true);
    }

    /// <summary>Takes away what nobody came back for, and folders of which no state can be read: a file was never all there.</summary>
    public void Sweep()
    {
        if (!Directory.Exists(Root)) return;
        foreach (var folder in Directory.GetDirectories(Root).Where(IsOver)) Directory.Delete(folder, recursive: true);
    }

    private bool IsOver(string folder) =>
        Read(folder) is { } state ? clock.Now() - state.SentAt > Kept : clock.Now() - Directory.GetLastWriteTimeUtc(folder) > LongestWay;

    /// <summary>Puts what was sent where the file's path is.</summary>
    public static async Task Copy(IFormFile sent, string path, CancellationToken cancel)
    {
        await using var to = File.Create(path);
        await sent.CopyToAsync(to, cancel);
    }

    private static WaitingState? Read(string folder)
    {
        try
        {
            var path = Path.Combine(folder, StateName);
            return File.Exists(path) ? State(File.ReadAllText(path)) : null;
        }
        catch (Exception e) when (e is JsonException or FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>What an earlier version of the program found is perhaps not understood: then the file was not looked at yet.</summary>
    private static WaitingState? State(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<WaitingState>(json, Json);
        }
        catch (JsonException) when (JsonNode.Parse(json) is JsonObject known && known["result"] is not null)
        {
            known["result"] = null;
            return known.Deserialize<WaitingState>(Json);
        }
    }

    /// <summary>Only the last part of what a browser calls the file, with nothing in it that a folder or a page could take for more than a name.</summary>
    public static string SafeName(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var safe = new string([.. last.Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or ' ' ? c : '-')]).Trim(' ', '.');
        // A file system counts bytes and not letters.
        while (safe.Length > 100 || Encoding.UTF8.GetByteCount(safe) > 200) safe = safe[1..];
        return safe.Trim(' ', '.') is { Length: > 0 } kept ? kept : "figures.csv";
    }
}

/// <param name="Form">what was asked of it</param>
/// <param name="Result">what was found when it was last looked at; null where it was not looked at yet</param>
public sealed record WaitingState(string Name, DateTime SentAt, UploadForm Form, ImportResult? Result)
{
    /// <summary>Another each time it is looked at: only what somebody has read is taken in.</summary>
    public Guid Looked { get; init; }
}

/// <param name="Folder">of this file alone</param>
public sealed record WaitingFile(Guid Id, string Folder, WaitingState State)
{
    public string Href => $"/operate/imports/files/{Id}";

    public string Path => System.IO.Path.Combine(Folder, "file", State.Name);

    public string Mapping => System.IO.Path.Combine(Folder, "mapping.yaml");

    public string Report => System.IO.Path.Combine(Folder, "report.csv");

    /// <summary>The rows that were not taken, one JSON object per line.</summary>
    public string Rows => System.IO.Path.Combine(Folder, "rows.jsonl");

    public long Bytes => File.Exists(Path) ? new FileInfo(Path).Length : 0;

    /// <summary>Whether it can be taken in as it was looked at.</summary>
    public bool IsReady => State.Result is { Problem: null, Known: false };

    /// <summary>Keeps others from doing anything with it at the same time; null where somebody does.</summary>
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
