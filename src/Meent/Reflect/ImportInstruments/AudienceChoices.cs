using Meent.Design;
using Meent.Foundation.Localisation;
using Meent.Reflect.Instruments;

namespace Meent.Reflect.ImportInstruments;

/// <summary>Who can be asked, with the kind of education beside groups that only one kind has: learners at school are others than adults who learn.</summary>
internal static class AudienceChoices
{
    private static readonly string[] OwnKinds = ["vocational", "higher", "adult"];

    /// <summary>Those of schools first, then kind by kind.</summary>
    public static IReadOnlyList<Choice> Of(IReadOnlyList<Audience> audiences, InstrumentLibrary library, Texts T) =>
        [.. audiences.Select(a => (Audience: a, Kind: KindOf(a.Id, library))).OrderBy(a => Array.IndexOf(OwnKinds, a.Kind)).Select(a => new Choice(a.Audience.Id, Name(a.Audience, a.Kind, T)))];

    /// <summary>The one kind of education whose questionnaires ask this group; null where several do.</summary>
    private static string? KindOf(string audience, InstrumentLibrary library)
    {
        var kinds = library.Newest.Where(i => i.Audiences.Any(a => a.Id == audience)).Select(i => i.Sectors is [var only] ? only : "").Distinct().ToList();
        return kinds is [var kind] && OwnKinds.Contains(kind) ? kind : null;
    }

    private static string Name(Audience audience, string? kind, Texts T) => kind switch
    {
        "vocational" => T["{0} ({1})", audience.Name.In(T.Language), T["vocational education"]],
        "higher" => T["{0} ({1})", audience.Name.In(T.Language), T["higher education"]],
        "adult" => T["{0} ({1})", audience.Name.In(T.Language), T["adult education"]],
        _ => audience.Name.In(T.Language),
    };
}
