using Meent.Reflect.Results;

namespace Meent.Tests.Reflect.Results;

/// <summary>Closed rounds of one school, a year apart, with the statements and levels that a test names.</summary>
internal static class Years
{
    /// <param name="items">"a.1" or, in its second version, "a.1@2", with the level 1..5 around which people answer; "own: …" is an own statement</param>
    public static Release Round(int year, int n, params (string Item, double Level)[] items) => Round(year, "teachers", null, n, items);

    public static Release Round(int year, string audience, string? variant, int n, params (string Item, double Level)[] items)
    {
        var asked = new AskedAudience(audience, variant, null, [.. items.Select((i, at) => Of(i.Item, at))]);
        var counts = Rounds.Count(asked, Enumerable.Range(0, n).Select(person => items.Select((i, at) => Answer(i.Level, person + (at * 7), n)).ToArray()));
        return Disclosure.Decide(Rounds.Round(counts) with { Round = Rounds.Facts with { Name = $"{year}", Opened = new(year, 5, 1), Closed = new(year, 5, 20) } }, DisclosurePolicy.Default);
    }

    private static AskedItem Of(string item, int at) => item.StartsWith("own: ", StringComparison.Ordinal) ? new($"own.{at + 1}", 1, null, item[5..])
        : item.Split('@') is [var id, var version] ? new(id, int.Parse(version), id.Split('.')[0])
        : new(item, 1, item.Split('.')[0]);

    /// <summary>Of n people as many answer one point above as make the mean, and every third pair lies further apart.</summary>
    private static byte Answer(double mean, int person, int n)
    {
        var above = (int)Math.Round((mean - Math.Floor(mean)) * n);
        var wide = (person % 6) switch { 0 => 1, 3 => -1, _ => 0 };
        return (byte)Math.Clamp((int)mean + (person * 7 % n < above ? 1 : 0) + wide, 1, 5);
    }
}
