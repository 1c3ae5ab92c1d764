using Meent.Reflect.Results;

namespace Meent.Tests.Reflect.Results;

/// <summary>Small closed rounds made by hand.</summary>
internal static class Rounds
{
    public static readonly ReleasedRound Facts = new(
        Guid.Parse("018f0000-0000-7000-8000-000000000001"), Guid.Parse("018f0000-0000-7000-8000-000000000002"),
        "Elm school", "Spring", new(2026, 5, 1), new(2026, 6, 12), "school", 1, "full", false);

    /// <summary>Items named by their area: "assessment.1" is in area "assessment"; "own.1" is the school's own.</summary>
    public static AskedAudience Asks(string audience, int? invited, params string[] items) => new(
        audience, null, invited, [.. items.Select(i => new AskedItem(i, 1, i.Split('.')[0] is var area && area == "own" ? null : area))]);

    public static AudienceCounts Count(AskedAudience asked, IEnumerable<byte[]> submissions)
    {
        var counter = new Counter(asked);
        foreach (var s in submissions) counter.Add(s);
        return counter.Result();
    }

    /// <summary>One item, answered by as many people as <paramref name="counts"/> says per step, lowest first.</summary>
    public static AudienceCounts Single(string audience, IReadOnlyList<int> counts) =>
        Count(Asks(audience, null, "a.1") with { Steps = counts.Count }, counts.SelectMany((c, i) => Enumerable.Repeat(new[] { (byte)(i + 1) }, c)));

    public static RoundCounts Round(params AudienceCounts[] audiences) => new(Facts, Areas(audiences), audiences, []);

    public static Release Release(params AudienceCounts[] audiences) => Disclosure.Decide(Round(audiences), DisclosurePolicy.Default);

    private static List<string> Areas(AudienceCounts[] audiences) =>
        [.. audiences.SelectMany(a => a.Asked.Items).Select(i => i.Area).OfType<string>().Distinct()];
}
