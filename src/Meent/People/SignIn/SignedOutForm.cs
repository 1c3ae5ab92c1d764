using Meent.Foundation.Web;

namespace Meent.People;

/// <summary>A form that comes when the session is over: the sign-in page alone would lose what was typed.</summary>
internal static class SignedOutForm
{
    /// <summary>Bytes: more is a file, which has to be chosen again anyway.</summary>
    private const long Longest = 512 * 1024;

    /// <summary>What was typed, to be sent once more after signing in; null where the route does not ask for that, or another site sent it.</summary>
    /// <remarks>A form of another site comes without the session as well, since its cookie stays at home: a page of this hub must not offer to send it.</remarks>
    public static async Task<SignedOutPage.Shown?> Of(HttpContext context)
    {
        var request = context.Request;
        if (context.GetEndpoint()?.Metadata.GetMetadata<TypedIsKept>() is null || !request.HasFormContentType || request.ContentLength is null or > Longest) return null;
        if (request.Headers["Sec-Fetch-Site"] != "same-origin") return null;
        try
        {
            var form = await request.ReadFormAsync(context.RequestAborted);
            // Empty fields, too: rows of a form are told by their fields.
            var fields = (from field in form where field.Key.Length > 0 && !field.Key.StartsWith("__", StringComparison.Ordinal) from value in field.Value select (field.Key, value ?? "")).ToList();
            if (fields.TrueForAll(f => f.Item2.Length == 0)) return null;
            context.Response.Headers.CacheControl = "no-store";
            return new(request.PathBase + request.Path + request.QueryString, fields);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or InvalidOperationException or ArgumentException or NotSupportedException or BadHttpRequestException)
        {
            return null;
        }
    }
}
