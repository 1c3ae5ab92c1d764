using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.Answer;

/// <summary>What somebody finds who follows a link.</summary>
public enum Door
{
    /// <summary>The questions.</summary>
    Open,

    /// <summary>This audience answers with a code each: a field to type it.</summary>
    NeedsCode,

    /// <summary>No such link or code; also a round that is still being prepared.</summary>
    Unknown,

    /// <summary>Its first day is still to come.</summary>
    Waiting,

    /// <summary>Its last day has passed, or the school closed it.</summary>
    Closed,

    Cancelled,

    /// <summary>The single-use code was used.</summary>
    Used,
}

/// <summary>Where a code leads.</summary>
/// <param name="Code">as it stands in the address, cleaned</param>
/// <param name="Link">null where the code is unknown</param>
/// <param name="IsSingleUse">the code is one person's, not the audience's</param>
/// <param name="Used">the single-use code has its mark</param>
public sealed record Entry(string Code, AnswerLink? Link, bool IsSingleUse = false, bool Used = false)
{
    /// <param name="today">the day in the hub's own time zone</param>
    public Door Door(DateOnly today) => Link?.Round.State(today) switch
    {
        null or RoundState.Draft => Answer.Door.Unknown,
        RoundState.Cancelled => Answer.Door.Cancelled,
        RoundState.Ended or RoundState.Closed => Answer.Door.Closed,
        _ when Used => Answer.Door.Used,
        RoundState.Waiting => Answer.Door.Waiting,
        _ => Link.Audience.Access == Access.Codes && !IsSingleUse ? Answer.Door.NeedsCode : Answer.Door.Open,
    };
}

/// <summary>Finds where a code leads: an audience's link first, then somebody's single-use code.</summary>
public sealed class Entries(OpenRounds rounds, IServiceScopeFactory scopes)
{
    public async ValueTask<Entry> Find(string? typed)
    {
        if (Codes.Read(typed) is not { } code) return new(typed ?? "", null);
        return await rounds.ByLink(code) is { } link ? new(code, link) : await FindSingleUse(code);
    }

    /// <summary>Never from memory: another process may have marked it.</summary>
    public async Task<Entry> FindSingleUse(string code)
    {
        var hash = Codes.Hash(code);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        var found = await (
            from c in db.Read<SingleUseCode>()
            join a in db.Read<RoundAudience>() on new { c.PlaceId, c.RoundId, c.Audience } equals new { a.PlaceId, a.RoundId, a.Audience }
            where c.Hash == hash
            select new { a.LinkCode, c.Used }).FirstOrDefaultAsync();
        return found is null ? new(code, null) : new(code, await rounds.ByLink(found.LinkCode), IsSingleUse: true, found.Used);
    }
}
