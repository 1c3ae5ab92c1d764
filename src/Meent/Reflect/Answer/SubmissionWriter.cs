using System.Threading.Channels;
using Meent.Foundation;
using Meent.Foundation.Data;

namespace Meent.Reflect.Answer;

/// <summary>What became of a submission.</summary>
public enum Outcome
{
    /// <summary>It is on disk: the person can be thanked.</summary>
    Stored,

    /// <summary>The round was closed or cancelled before it came.</summary>
    Sealed,

    /// <summary>The database did not take it, or too many wait; nothing is stored.</summary>
    Busy,
}

/// <summary>
/// Stores submissions: those that come while one transaction is written to disk go together into the next. A person is thanked only
/// after the commit, so that an acknowledged answer survives the loss of the process.
/// </summary>
/// <remarks>Nothing else is written in these transactions: see docs/decisions on what a used code may not be joined with.</remarks>
public sealed partial class SubmissionWriter(Settings settings, WriteGate gate, ILogger<SubmissionWriter> log) : IHostedService, IDisposable
{
    /// <summary>More than this many that wait are turned away with a friendly word.</summary>
    public const int MostWaiting = 20_000;

    /// <summary>After so long without a submission the engine's log of changes is emptied: it lies on disk in the order of events.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    private const int MostInOneTransaction = 1_000;

    private readonly Channel<Waiting> queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    private readonly SubmissionStore store = settings.IsPostgres ? new PostgresSubmissions(settings.Database) : new SqliteSubmissions(settings, gate);

    private Thread? thread;

    private bool unsettled;

    /// <summary>Stores the answers of one person and returns when they are safe.</summary>
    /// <param name="answers">a byte per asked item, checked against the instrument</param>
    public Task<Outcome> Write(Guid placeId, Guid roundId, string audience, byte[] answers)
    {
        var one = new Waiting(new Submission { PlaceId = placeId, RoundId = roundId, Id = Ids.Random(), Audience = audience, Answers = answers });
        return queue.Writer.TryWrite(one) ? one.Task : Task.FromResult(Outcome.Busy);
    }

    // A thread of its own: it spends its time waiting for the disk, which would starve the pool of a small server.
    public Task StartAsync(CancellationToken cancellationToken)
    {
        thread = new Thread(Work) { IsBackground = true, Name = "submissions" };
        thread.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Writer.TryComplete();
        return Task.Run(() => thread?.Join(), cancellationToken);
    }

    public void Dispose() => store.Dispose();

    private void Work()
    {
        var batch = new List<Waiting>();
        while (WaitForSome())
        {
            while (batch.Count < MostInOneTransaction && queue.Reader.TryRead(out var one)) batch.Add(one);
            // In the order of the random ids: even within one transaction nothing tells who came first.
            batch.Sort();
            Store(batch);
            foreach (var one in batch) one.Tell();
            batch.Clear();
        }
    }

    private bool WaitForSome()
    {
        var waiting = queue.Reader.WaitToReadAsync();
        if (waiting.IsCompletedSuccessfully) return waiting.Result;
        var some = waiting.AsTask();
        while (unsettled && !some.Wait(Quiet)) Settle();
        return some.GetAwaiter().GetResult();
    }

    private void Settle()
    {
        try
        {
            unsettled = !store.Settle();
        }
        catch (System.Data.Common.DbException)
        {
            // Tried again after the next submission.
            unsettled = false;
        }
    }

    private void Store(List<Waiting> batch)
    {
        try
        {
            store.Store(batch);
            unsettled = true;
        }
        catch (Exception e) when (e is System.Data.Common.DbException or InvalidOperationException or IOException or TimeoutException)
        {
            foreach (var one in batch) one.Outcome = Outcome.Busy;
            NotStored(log, batch.Count, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} submissions were not stored; the people were told so")]
    private static partial void NotStored(ILogger log, int count, Exception e);
}

/// <summary>A submission on its way, and the person who waits for the word that it is safe.</summary>
internal sealed class Waiting(Submission submission) : TaskCompletionSource<Outcome>(TaskCreationOptions.RunContinuationsAsynchronously), IComparable<Waiting>
{
    public Submission Submission { get; } = submission;

    /// <summary>Set by the store, told after the commit.</summary>
    public Outcome Outcome { get; set; }

    public (Guid PlaceId, Guid RoundId, string Audience) Key => (Submission.PlaceId, Submission.RoundId, Submission.Audience);

    public void Tell() => SetResult(Outcome);

    /// <summary>The order of the primary key.</summary>
    public int CompareTo(Waiting? other)
    {
        var (a, b) = (Submission, other!.Submission);
        var byPlace = a.PlaceId.CompareTo(b.PlaceId);
        if (byPlace != 0) return byPlace;
        var byRound = a.RoundId.CompareTo(b.RoundId);
        return byRound != 0 ? byRound : a.Id.CompareTo(b.Id);
    }
}

/// <summary>How a batch is stored on an engine: one transaction, and each submission's <see cref="Waiting.Outcome"/> set.</summary>
internal abstract class SubmissionStore : IDisposable
{
    /// <summary>Stores all whose audience is not sealed, and counts them; throws where nothing was stored.</summary>
    public abstract void Store(List<Waiting> batch);

    /// <summary>Empties what the engine keeps on disk in the order of events, where it can; false where somebody reads it just now.</summary>
    public virtual bool Settle() => true;

    public abstract void Dispose();

    /// <summary>How many of the batch each audience has.</summary>
    protected static List<(Guid PlaceId, Guid RoundId, string Audience, int Count)> PerAudience(List<Waiting> batch)
    {
        var counts = new Dictionary<(Guid, Guid, string), int>();
        foreach (var one in batch) System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, one.Key, out _)++;
        return [.. counts.Select(c => (c.Key.Item1, c.Key.Item2, c.Key.Item3, c.Value))];
    }
}
