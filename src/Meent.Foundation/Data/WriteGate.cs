namespace Meent.Foundation.Data;

/// <summary>One writer at a time on SQLite, so that nobody waits in the engine's busy loop; open to all on PostgreSQL.</summary>
public sealed class WriteGate(bool oneAtATime) : IDisposable
{
    private readonly SemaphoreSlim gate = new(oneAtATime ? 1 : int.MaxValue);

    /// <summary>Waits for one's turn; disposing of the pass lets the next one in.</summary>
    public async ValueTask<IDisposable> Enter(CancellationToken cancel = default)
    {
        await gate.WaitAsync(cancel);
        return new Pass(gate);
    }

    public void Dispose() => gate.Dispose();

    private sealed class Pass(SemaphoreSlim gate) : IDisposable
    {
        private SemaphoreSlim? held = gate;

        public void Dispose() => Interlocked.Exchange(ref held, null)?.Release();
    }
}
