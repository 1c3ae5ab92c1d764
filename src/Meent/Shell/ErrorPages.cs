using System.Security.Cryptography;
using Meent.Foundation.Web;
using Microsoft.AspNetCore.Diagnostics;

namespace Meent.Shell;

/// <summary>The one place where exceptions are caught, and the pages for answers without a body: a sentence, and what to do next.</summary>
public static partial class ErrorPages
{
    public static void Use(WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = Answer, AllowStatusCode404Response = true });
        app.UseStatusCodePages(c => IsMachine(c.HttpContext) ? Task.CompletedTask : Show(c.HttpContext, c.HttpContext.Response.StatusCode, null));
    }

    private static async Task Answer(HttpContext context)
    {
        var error = context.Features.Get<IExceptionHandlerFeature>()!.Error;
        if (error is BadHttpRequestException { StatusCode: var status })
        {
            await Show(context, status, null);
            return;
        }
        var reference = RandomNumberGenerator.GetString("23456789ABCDEFGHJKLMNPQRSTWXYZ", 8);
        Log(context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Meent"), reference, error);
        await Show(context, 500, reference);
    }

    private static async Task Show(HttpContext context, int status, string? reference)
    {
        if (context.Response.HasStarted) return;
        context.Response.StatusCode = status;
        SecurityHeaders.Set(context);
        if (IsMachine(context)) await Results.Problem(statusCode: status).ExecuteAsync(context);
        else await Page.Of<ErrorPage>(new ErrorPage.Told(status, reference), status).ExecuteAsync(context);
    }

    private static bool IsMachine(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) || context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal);

    [LoggerMessage(Level = LogLevel.Error, Message = "Error {Reference}")]
    private static partial void Log(ILogger logger, string reference, Exception error);
}
