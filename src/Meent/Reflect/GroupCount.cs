using Meent.Foundation.Localisation;
using Meent.Reflect.Instruments;

namespace Meent.Reflect;

/// <summary>How many of a group have answered: nothing finer than this is known while a round is open.</summary>
/// <param name="Audience">null where the instrument's file is gone</param>
public sealed record GroupCount(Audience? Audience, RoundAudience Link)
{
    public string Id => Link.Audience;

    public string Name(Texts T) => Audience?.Name.In(T.Language) ?? Link.Audience;

    /// <summary>"42 of 58 have answered"</summary>
    public string Words(Texts T) => Link.Invited is { } invited
        ? T.N(Link.Answered, "one of {1} has answered", "{0} of {1} have answered", invited)
        : Link.Answered == 0 ? T["nobody has answered yet"]
        : T.N(Link.Answered, "one has answered", "{0} have answered");

    /// <summary>The groups of a round in the instrument's order.</summary>
    public static IReadOnlyList<GroupCount> Of(MyRound mine, InstrumentLibrary library)
    {
        var audiences = library.Get(mine.Round.InstrumentId, mine.Round.InstrumentVersion)?.Audiences ?? [];
        var order = audiences.Select((a, i) => (a.Id, i)).ToDictionary(p => p.Id, p => p.i);
        return
        [
            .. mine.Audiences.OrderBy(a => order.GetValueOrDefault(a.Audience, int.MaxValue)).ThenBy(a => a.Audience, StringComparer.Ordinal)
                .Select(a => new GroupCount(audiences.FirstOrDefault(x => x.Id == a.Audience), a)),
        ];
    }
}
