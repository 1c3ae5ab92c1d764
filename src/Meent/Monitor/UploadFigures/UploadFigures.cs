using System.Text.Json;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.Monitor.ImportObservations;
using Meent.Monitor.ReadReleases;
using Meent.People;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace Meent.Monitor.UploadFigures;

/// <summary>The operator sends a file of figures, sees of every row whether it can be taken, and takes the file in: all of it, or nothing.</summary>
internal static class UploadFigures
{
    /// <summary>Rows of the report on one page.</summary>
    public const int PerPage = 50;

    private const long MostOfMapping = 1 << 20;

    // A mapping and the fields stand beside the file.
    private const long MostSent = WaitingFiles.MostBytes + (2 << 20);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/operate/imports/new", New).RequireAuthorization();
        routes.MapPost("/operate/imports/new", Send).RequireAuthorization().WithMetadata(new RequestSizeLimitAttribute(MostSent));
        routes.MapGet("/operate/imports/files/{id:guid}", Show).RequireAuthorization();
        routes.MapGet("/operate/imports/files/{id:guid}/report.csv", Report).RequireAuthorization();
        // Figures go out to everybody: the same proof is asked as for other acts of those who run the hub.
        routes.MapPost("/operate/imports/files/{id:guid}", Act).RequireAuthorization().StepUp("take");
    }

    private static IResult New(Me me) => me.IsOperator ? Page.Of<UploadPage>(new UploadPage.Shown(UploadForm.Empty, FormErrors.None)) : Page.NotFound();

    private static async Task<IResult> Send(HttpContext context, Me me, WaitingFiles waiting, ObservationImport import, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (!me.IsOperator) return Page.NotFound();
        // Read here and not as a parameter: nothing so large is read for anybody else.
        context.Features.Set<IFormFeature>(new FormFeature(context.Request, new FormOptions { MultipartBodyLengthLimit = MostSent }));
        if (await Posted.BindAsync(context) is not { } posted) return Page.NotFound();
        var (form, errors) = (UploadForm.From(posted), posted.Errors(T));
        if (posted.File("mapping") is { Length: > MostOfMapping }) errors.Add("mapping", T["This is too large for a mapping."]);
        if (posted.File("file") is { Length: 0 } empty && empty.FileName.Length > 0) errors.Add("file", T["The file is empty. Choose the one with the figures."]);
        else if (posted.File("file") is not { Length: > 0 } file) errors.Add("file", T["Choose the file with the figures."]);
        else if (file.Length > WaitingFiles.MostBytes) errors.Add("file", T["The file is larger than {0} megabytes. Bring it in with the command “meent import observations”.", WaitingFiles.MostBytes >> 20]);
        else if (!errors.Any)
        {
            waiting.Sweep();
            var kept = await waiting.Keep(file, form, cancel);
            await Look(kept, posted, import, clock, T, cancel);
            // What was said wrongly of it is told there as well; shown here, each reload would send the file again.
            return Redirect.To(kept.Href);
        }
        return Page.Of<UploadPage>(new UploadPage.Shown(form, errors), 422);
    }

    private static IResult Show(Guid id, int? page, Me me, WaitingFiles waiting, TimeProvider clock, Texts T)
    {
        if (!me.IsOperator || waiting.Find(id) is not { } file) return Page.NotFound();
        var errors = new FormErrors();
        var hasMapping = File.Exists(file.Mapping);
        if (file.State.Result is null) file.State.Form.Check(errors, hasMapping, hasMapping, clock.Now(), T);
        return Shown(file, errors, 200, page ?? 1);
    }

    /// <param name="part">"rest" for the rows beyond the first <see cref="RowsNotTaken.MostKept"/></param>
    private static IResult Report(Guid id, string? part, Me me, WaitingFiles waiting) =>
        me.IsOperator && waiting.Find(id) is { } file && (part == "rest" ? file.State.Result?.Rest : file.Report) is { } path && File.Exists(path)
            ? TypedResults.PhysicalFile(Path.GetFullPath(path), "text/csv; charset=utf-8", part == "rest" ? "rest.csv" : "report.csv") : Page.NotFound();

    private static async Task<IResult> Act(Guid id, Me me, Posted posted, WaitingFiles waiting, ObservationImport import, ReleaseSummary releases, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (!me.IsOperator || waiting.Find(id) is not { } file) return Page.NotFound();
        var errors = posted.Errors(T);
        if (errors.Any) return Shown(file, errors, 422);
        using var alone = file.Hold();
        if (alone is null) return Shown(file, Said(T["Somebody else is doing something with this file just now. Wait a moment."]), 409);
        // Only now nobody else changes it.
        if (waiting.Find(id) is not { } held) return Page.NotFound();
        file = held;
        switch (posted["act"])
        {
            case "look":
                return await Look(file with { State = file.State with { Form = UploadForm.From(posted) } }, posted, import, clock, T, cancel);
            case "remove":
                alone.Dispose();
                WaitingFiles.Remove(file);
                return Redirect.To("/operate/imports");
            case "take" when posted["looked"] != file.State.Looked.ToString("N"):
                return Shown(file, Said(T["Somebody looked at this file again, perhaps with other answers. This is what holds now."]), 409);
            case "take" when file.IsReady:
                return await Take(file, alone, import, releases, T);
            default:
                errors.Add("", T["Look at the file first: it cannot be taken in as it is."]);
                return Shown(file, errors, 422);
        }
    }

    /// <summary>Reads the whole file and writes nothing but the report; the file stays whatever is wrong with it or with what was said of it.</summary>
    private static async Task<IResult> Look(WaitingFile file, Posted posted, ObservationImport import, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        var errors = new FormErrors();
        var sent = posted.File("mapping") is { Length: > 0 };
        file = file with { State = file.State with { Form = file.State.Form.With(sent) } };
        if (posted.File("mapping") is { Length: > MostOfMapping }) errors.Add("mapping", T["This is too large for a mapping."]);
        else if (posted.File("mapping") is { Length: > 0 } mapping) await WaitingFiles.Copy(mapping, file.Mapping, cancel);
        file.State.Form.Check(errors, File.Exists(file.Mapping), sent, clock.Now(), T);
        if (errors.Any)
        {
            // What was looked at before no longer is what is asked: nobody takes that in by mistake.
            file = file with { State = file.State with { Result = null } };
            WaitingFiles.Write(file);
            return Shown(file, errors, 422);
        }
        WaitingFiles.Found(file, await import.Run(file.Order(dryRun: true), new Progress<(string, double)>(), cancel));
        return Redirect.To(file.Href);
    }

    private static async Task<IResult> Take(WaitingFile file, FileStream alone, ObservationImport import, ReleaseSummary releases, Texts T)
    {
        // Whoever walks away does not stop it half-way.
        var result = await import.Run(file.Order(dryRun: false), new Progress<(string, double)>(), CancellationToken.None);
        if (result.Problem is not null || result.Known) return Shown(WaitingFiles.Found(file, result), Said(T["Nothing was taken in. See below why."]), 409);
        await releases.CatchUp(CancellationToken.None);
        alone.Dispose();
        WaitingFiles.Remove(file);
        return Redirect.To(result.Vintage is { } vintage ? $"/releases/{vintage}" : "/operate/imports");
    }

    private static FormErrors Said(string sentence)
    {
        var errors = new FormErrors();
        errors.Add("", sentence);
        return errors;
    }

    private static IResult Shown(WaitingFile file, FormErrors errors, int status, int page = 1)
    {
        var count = File.Exists(file.Rows) && file.State.Result is not null ? File.ReadLines(file.Rows).Count() : 0;
        var pages = Math.Max(1, (count + PerPage - 1) / PerPage);
        if (page < 1 || page > pages) return Page.NotFound();
        var rows = count == 0 ? [] : File.ReadLines(file.Rows).Skip((page - 1) * PerPage).Take(PerPage).Select(l => JsonSerializer.Deserialize<RowNotTaken>(l, LocalizedText.Json)!).ToList();
        return Page.Of<UploadedPage>(new UploadedPage.Shown(file, rows, page, pages, errors), status);
    }
}
