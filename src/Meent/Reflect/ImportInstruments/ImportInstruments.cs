using System.Text;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.Formats.Surveys;
using Meent.People;
using Meent.Reflect.Instruments;
using Microsoft.AspNetCore.Mvc;

namespace Meent.Reflect.ImportInstruments;

/// <summary>An operator brings a questionnaire of another program and takes the draft of an instrument along. Nothing is stored.</summary>
internal static class ImportInstruments
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        // Three sheets, or a draft on its way back, are larger than any other form of the hub.
        var limit = new RequestSizeLimitAttribute(3 * SurveyLimits.MostBytes);
        routes.MapGet("/operate/instruments", Show).RequireAuthorization();
        routes.MapPost("/operate/instruments", Read).RequireAuthorization().WithMetadata(limit);
        routes.MapPost("/operate/instruments/draft", Draft).RequireAuthorization().WithMetadata(limit);
    }

    private static IResult Show(Me me, InstrumentLibrary library) =>
        me.IsOperator ? Page.Of<ImportInstrumentsPage>(new ImportInstrumentsPage.Shown(FormErrors.None, Audiences(library), InstrumentDraft.UsualAudience)) : Page.NotFound();

    private static async Task<IResult> Read(HttpContext context, Me me, InstrumentLibrary library, Texts T, CancellationToken cancel)
    {
        if (await Large(context, me) is not { } posted) return Page.NotFound();
        var errors = posted.Errors(T);
        var audiences = Audiences(library);
        var audience = audiences.Select(a => a.Id).Contains(posted["audience"]) ? posted["audience"]! : InstrumentDraft.UsualAudience;
        if (posted.File("file") is not { Length: > 0 } file) errors.Add("file", T["Choose the file to read."]);
        else if (!errors.Any)
        {
            var foreign = new ForeignFile(Path.GetFileName(file.FileName), await Bytes(file, cancel), await Sheet(posted, "choices", cancel), await Sheet(posted, "settings", cancel));
            switch (foreign.Read(cancel))
            {
                case ReadSurvey(var survey):
                    return Page.Of<ImportedPage>(InstrumentDraft.Of(survey, audience, library));
                case UnreadableSurvey problem:
                    errors.Add("file", ImportWords.Sentence(problem, T));
                    break;
            }
        }
        return Page.Of<ImportInstrumentsPage>(new ImportInstrumentsPage.Shown(errors, audiences, audience), 422);
    }

    /// <summary>Gives back as a file what the page before had worked out: the hub keeps no drafts.</summary>
    private static async Task<IResult> Draft(HttpContext context, Me me, InstrumentLibrary library, Texts T)
    {
        if (await Large(context, me) is not { } posted) return Page.NotFound();
        if (posted.Expired || posted["yaml"] is not { } yaml)
        {
            var errors = new FormErrors();
            errors.Add("file", T["The draft is no longer here. Read the file again."]);
            return Page.Of<ImportInstrumentsPage>(new ImportInstrumentsPage.Shown(errors, Audiences(library), InstrumentDraft.UsualAudience), 422);
        }
        var name = new string([.. (posted["name"] ?? "draft").Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.')]);
        // Browsers send line ends of their own.
        return TypedResults.File(Encoding.UTF8.GetBytes(yaml.Replace("\r\n", "\n", StringComparison.Ordinal) + "\n"), "text/yaml; charset=utf-8", $"{name.Trim('.')}.yaml");
    }

    /// <summary>The form, which may be large: nothing of it is read for anybody but an operator, as a parameter of the handler would be.</summary>
    private static async Task<Posted?> Large(HttpContext context, Me me) => me.IsOperator ? await Posted.BindAsync(context) : null;

    private static IReadOnlyList<Audience> Audiences(InstrumentLibrary library) => [.. library.Newest.SelectMany(i => i.Audiences).DistinctBy(a => a.Id).OrderBy(a => a.Id == InstrumentDraft.UsualAudience ? 0 : 1)];

    private static async Task<byte[]?> Sheet(Posted posted, string field, CancellationToken cancel) =>
        posted.File(field) is { Length: > 0 } file ? await Bytes(file, cancel) : null;

    private static async Task<byte[]> Bytes(IFormFile file, CancellationToken cancel)
    {
        // One byte more than is read tells that it is too large.
        var bytes = new byte[(int)Math.Min(file.Length, SurveyLimits.MostBytes + 1)];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, cancel);
        return bytes;
    }
}
