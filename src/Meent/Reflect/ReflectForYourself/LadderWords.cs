using Meent.Design;
using Meent.Foundation.Localisation;
using Meent.Reflect.Instruments;

namespace Meent.Reflect.ReflectForYourself;

/// <summary>Words about a ladder that several pages use.</summary>
internal static class LadderWords
{
    // Four to six sentences are read for each item.
    private const int ItemsPerMinute = 2;

    public static int Minutes(Ladder ladder) => Math.Max(1, (ladder.Items.Count() + ItemsPerMinute - 1) / ItemsPerMinute);

    /// <summary>"22 competences, 6 levels, about 11 minutes"</summary>
    public static string Size(Ladder ladder, Texts T) => T["{0}, {1} levels, {2}",
        T.N(ladder.Items.Count(), "one competence", "{0} competences"), ladder.Steps, T.N(Minutes(ladder), "about one minute", "about {0} minutes")];

    public static IReadOnlyList<Crumb> Crumbs(Texts T) => [new(T["For yourself"], "/self")];

    public static IReadOnlyList<Crumb> Crumbs(Ladder ladder, Texts T) => [.. Crumbs(T), new(ladder.Title.In(T.Language), $"/self/{ladder.Id}")];
}
