using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.Monitor.ImportObservations;
using Meent.People;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor.ReviewLabels;

/// <summary>The operator sees what came in, and says what the words of foreign files mean that match nothing. It is kept for the next file.</summary>
internal static class ReviewLabels
{
    private const int MostShown = 100, VintagesOfPage = 50, LongestCode = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/operate/imports", List).RequireAuthorization();
        routes.MapGet("/operate/imports/word", Word).RequireAuthorization();
        routes.MapPost("/operate/imports/word", Decide).RequireAuthorization();
    }

    private static async Task<IResult> List(string? page, Me me, HubDb db, Observations observations, UploadFigures.WaitingFiles files, TimeProvider clock, CancellationToken cancel)
    {
        if (!me.IsOperator) return Page.NotFound();
        var words = db.Read<ForeignLabel>().OrderBy(l => l.Source).ThenBy(l => l.Dimension).ThenBy(l => l.Label);
        return Page.Of<ImportsPage>(new ImportsPage.Shown(
            await words.Where(l => l.Code == null && !l.LeftOut).Take(MostShown).ToListAsync(cancel),
            await words.Where(l => l.Code != null || l.LeftOut).Take(MostShown).ToListAsync(cancel),
            await observations.Vintages(new Reading(Embargoed: true)).Page(page, VintagesOfPage), clock.Now()) { Files = files.All() });
    }

    private static async Task<IResult> Word(Me me, HubDb db, CodeLists lists, IndicatorLibrary library, string? source, string? dimension, string? label, CancellationToken cancel) =>
        me.IsOperator && await Find(db, source, dimension, label, cancel) is { } word
            ? Page.Of<WordPage>(new WordPage.Shown(word, await Candidates(word, lists, library, cancel), Chosen(word), FormErrors.None))
            : Page.NotFound();

    private static async Task<IResult> Decide(Me me, Posted posted, HubDb db, CodeLists lists, IndicatorLibrary library, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (!me.IsOperator) return Page.NotFound();
        var errors = posted.Errors(T);
        if (await Find(db, posted["source"], posted["dimension"], posted["label"], cancel) is not { } word)
        {
            errors.Add("", T["This word is no longer here."]);
            return Page.Of<ImportsPage>(new ImportsPage.Shown([], [], new([], 1, 1, 0), clock.Now()) { Errors = errors }, 422);
        }
        var form = new WordForm(posted["meaning"], posted["code"]);
        var candidates = await Candidates(word, lists, library, cancel);
        if (form.Meaning is null) errors.Add("meaning", T["Choose what the word means."]);
        var code = form.Meaning == WordForm.Other ? form.Code : form.Meaning == WordForm.LeaveOut ? null : candidates.Any(c => c.Code == form.Meaning) ? form.Meaning : null;
        if (form.Meaning is not null and not WordForm.LeaveOut && code is null) errors.Add("code", T["Write the code that the source uses."]);
        if (code?.Length > LongestCode || code?.Any(char.IsWhiteSpace) == true) errors.Add("code", T["A code has no spaces and at most {0} characters.", LongestCode]);
        if (code is not null && !errors.Any && word.Dimension == PlaceCodes.Dimension && !await IsPlace(code, word.Source, db, lists, cancel)) errors.Add("code", T["There is no place of this code here."]);
        if (errors.Any) return Page.Of<WordPage>(new WordPage.Shown(word, candidates, form, errors), 422);
        await db.InTransaction(async () =>
        {
            var kept = await db.Set<ForeignLabel>().SingleAsync(l => l.Source == word.Source && l.Dimension == word.Dimension && l.Label == word.Label, cancel);
            (kept.Code, kept.LeftOut) = (code, form.Meaning == WordForm.LeaveOut);
            await db.SaveChangesAsync(cancel);
        }, cancel);
        return Redirect.To("/operate/imports");
    }

    private static async Task<bool> IsPlace(string code, string source, HubDb db, CodeLists lists, CancellationToken cancel) =>
        await (await PlaceCodes.Of(db, await PlaceCodes.Areas(db, cancel), cancel)).Find(code, new ForeignWords(source, lists, [], IndicatorContent.Of()), cancel) is { Place: not null };

    private static Task<ForeignLabel?> Find(HubDb db, string? from, string? of, string? word, CancellationToken cancel)
    {
        var (source, dimension, label) = (Posted.Clean(from), Posted.Clean(of), Posted.Clean(word));
        return db.Read<ForeignLabel>().SingleOrDefaultAsync(l => l.Source == source && l.Dimension == dimension && l.Label == label, cancel);
    }

    private static WordForm Chosen(ForeignLabel word) => word.LeftOut ? new(WordForm.LeaveOut, null) : word.Code is null ? new(null, null) : new(WordForm.Other, word.Code);

    private static async Task<IReadOnlyList<(string Code, string Name)>> Candidates(ForeignLabel word, CodeLists lists, IndicatorLibrary library, CancellationToken cancel)
    {
        var known = lists.Of(word.Source, word.Dimension).ToList();
        if (word.Dimension == PlaceCodes.Dimension) known.AddRange(PlaceCodes.Names);
        if (word.Dimension.StartsWith("indic", StringComparison.Ordinal))
            known.AddRange((await library.All(embargoed: true, cancel)).Select(i => (i.Codes.FirstOrDefault(c => c.Source == word.Source)?.Keys.GetValueOrDefault(word.Dimension) ?? i.Id, i.Name.In("en"))));
        return Suggestions.For(word.Label, known);
    }
}

/// <summary>What an operator says of a word.</summary>
/// <param name="Meaning">a code, <see cref="Other"/> or <see cref="LeaveOut"/></param>
public sealed record WordForm(string? Meaning, string? Code)
{
    public const string Other = "another code", LeaveOut = "leave out";
}
