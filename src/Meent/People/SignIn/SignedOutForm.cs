using Meent.Foundation.Web;

namespace Meent.People;

/// <summary>A form that comes when the session is over: the sign-in page alone would lose what was typed.</summary>
internal static class SignedOutForm
{
    /// <summary>Bytes: more is a file, which has to be chosen again anyway.</summary>
    private const long Longest = 512 * 1024;

    /// <summary>Never shown again, and never held in a page.</summary>
    private static readonly string[] Secret = ["password", "code", "token", "passkey"];

    /// <summary>What was typed, to be sent once more after signing in; null where there is nothing that would be lost.</summary>
    public static async Task<SignedOutPage.Shown?> Of(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || !context.Request.HasFormContentType || context.Request.ContentLength is null or > Longest) return null;
        try
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            var fields = (from field in form
                          where field.Key.Length > 0 && !field.Key.StartsWith("__", StringComparison.Ordinal) && !Secret.Any(s => field.Key.Contains(s, StringComparison.OrdinalIgnoreCase))
                          from value in field.Value
                          where !string.IsNullOrEmpty(value)
                          select (field.Key, value)).ToList();
            return fields.Count > 0 ? new(context.Request.PathBase + context.Request.Path + context.Request.QueryString, fields, form.Files.Count > 0) : null;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or InvalidOperationException or ArgumentException or NotSupportedException or BadHttpRequestException)
        {
            return null;
        }
    }
}
