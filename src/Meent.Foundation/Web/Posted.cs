using Meent.Foundation.Localisation;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Foundation.Web;

/// <summary>A posted form as it came: every field a string. Bind it as a parameter of the handler; it never fails on what was typed.</summary>
public sealed class Posted
{
    private readonly IFormCollection form;

    private Posted(IFormCollection form, bool expired) => (this.form, Expired) = (form, expired);

    /// <summary>The page was open too long or came from elsewhere: show the form again with what was typed.</summary>
    public bool Expired { get; }

    /// <summary>The field without surrounding space; null where it is missing or empty. Characters no text can hold are taken out.</summary>
    public string? this[string field] => Clean(form[field].FirstOrDefault());

    public IReadOnlyList<string> Many(string field) => [.. form[field].Select(Clean).OfType<string>()];

    public bool Has(string field) => form.ContainsKey(field);

    public IFormFile? File(string field) => form.Files.GetFile(field);

    public IEnumerable<string> Fields => form.Keys;

    /// <summary>A fresh list of errors, which already says so where the form has expired.</summary>
    public FormErrors Errors(Texts T)
    {
        var errors = new FormErrors();
        if (Expired) errors.Add("", T["This page was open for a long time. What you typed is still here: check it and send it again."]);
        return errors;
    }

    public static async ValueTask<Posted?> BindAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType) throw new BadHttpRequestException("A form is expected here.", StatusCodes.Status415UnsupportedMediaType);
        IFormCollection form;
        try
        {
            form = await context.Request.ReadFormAsync(context.RequestAborted);
        }
        // Too many fields, a border that never comes, an alphabet that nobody speaks: mistakes of who sent it.
        catch (Exception e) when ((e is InvalidDataException or IOException or InvalidOperationException or ArgumentException or NotSupportedException) && e is not BadHttpRequestException)
        {
            throw new BadHttpRequestException("The form could not be read.", StatusCodes.Status400BadRequest, e);
        }
        var valid = await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);
        return new Posted(form, expired: !valid);
    }

    /// <summary>A text as it can be compared and stored on both engines, without surrounding space; null where nothing is left of it. For what comes in an address, too.</summary>
    public static string? Clean(string? value)
    {
        if (value is null) return null;
        if (value.Any(Unstorable)) value = new string([.. value.Where(c => !Unstorable(c))]);
        value = value.Trim();
        return value.Length == 0 ? null : value;
    }

    // NUL is refused by PostgreSQL, U+FFFE and U+FFFF are no characters and cannot be normalised; the other controls have no place in a text.
    private static bool Unstorable(char c) => c is '\uFFFE' or '\uFFFF' || (char.IsControl(c) && c is not ('\n' or '\r' or '\t'));
}
