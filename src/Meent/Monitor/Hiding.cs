using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor;

/// <summary>Until when what a vintage brings is known to operators only: a name of an indicator tells what figures under embargo are about.</summary>
internal sealed class Hiding
{
    private readonly Dictionary<int, DateTime> embargoes;

    private Hiding(int vintage, Dictionary<int, DateTime> embargoes) => (OfNew, this.embargoes) = (embargoes.ContainsKey(vintage) ? vintage : null, embargoes);

    /// <summary>The vintage that hides what is new; null where it is open.</summary>
    public int? OfNew { get; }

    /// <remarks>A vintage that is not whole hides nothing for good: it may never come out.</remarks>
    public static async Task<Hiding> Of(HubDb db, int vintage, CancellationToken cancel) =>
        new(vintage, await db.Read<Vintage>().Where(v => v.EmbargoUntil != null && (v.IsWhole || v.Number == vintage)).ToDictionaryAsync(v => v.Number, v => v.EmbargoUntil!.Value, cancel));

    /// <summary>Of what was there before: what comes out first opens it.</summary>
    /// <param name="before">the vintage that hid it so far; null where none did</param>
    public int? ClosedWith(int? before) => before is not { } with || OfNew is not { } now ? null
        : !embargoes.TryGetValue(with, out var until) || embargoes[now] < until ? now : with;
}
