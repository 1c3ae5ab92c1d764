using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Meent.Foundation.Web;

/// <summary>A page: a Razor component with one typed <c>Model</c> parameter, rendered on the server.</summary>
public static class Page
{
    public static RazorComponentResult<T> Of<T>(object model, int status = 200) where T : IComponent =>
        new(new Dictionary<string, object?> { ["Model"] = model }) { StatusCode = status, PreventStreamingRendering = true };

    public static RazorComponentResult<T> Of<T>(int status = 200) where T : IComponent =>
        new() { StatusCode = status, PreventStreamingRendering = true };

    /// <summary>What may not be seen looks like what does not exist: the hub's page for 404.</summary>
    public static IResult NotFound() => Results.StatusCode(404);
}

/// <summary>Redirects after a form: always 303, always within this hub.</summary>
public static class Redirect
{
    public static IResult To(string path) => new SeeOther(Local(path));

    /// <summary><paramref name="path"/> where it is a path of this hub, else "/".</summary>
    public static string Local(string? path) =>
        path is { Length: > 0 } && path[0] == '/' && (path.Length == 1 || path[1] is not ('/' or '\\')) && !path.Any(char.IsControl) ? path : "/";

    private sealed class SeeOther(string path) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = Ascii(path);
            return Task.CompletedTask;
        }

        // A header holds ASCII only: "/find?q=École" goes as "/find?q=%C3%89cole", which browsers read the same.
        private static string Ascii(string path) => path.All(char.IsAscii)
            ? path
            : string.Concat(path.EnumerateRunes().Select(r => r.IsAscii ? r.ToString() : Uri.EscapeDataString(r.ToString())));
    }
}
