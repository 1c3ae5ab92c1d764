using System.Collections.Concurrent;

namespace Meent.Reflect.Answer;

/// <summary>Questionnaires as they were written once, for everybody who opens the same link in the same language: a school's thousands do so in one minute.</summary>
/// <remarks>
/// The page of an open link holds nothing of who opens it. A page is kept with what is known of the link, and so as long as <see cref="OpenRounds"/>
/// keeps that, half a minute at most; a page for a single-use code is never kept.
/// </remarks>
public sealed class KeptForms
{
    /// <summary>Of about 50 KB each.</summary>
    private const int Most = 200;

    private readonly ConcurrentDictionary<(AnswerLink Link, string Address, string Language), Lazy<Task<byte[]>>> pages = new(ByInstance.One);

    /// <summary>The page, written by the first who asks for it.</summary>
    /// <param name="entry">with an open link, and no code of a single person</param>
    /// <param name="page">writes it; the same for everybody who has this entry and language</param>
    public IResult Page(Entry entry, string language, IResult page) => new Kept(this, entry, language, page);

    private Task<byte[]> Find((AnswerLink Link, string Address, string Language) key, Func<Task<byte[]>> write)
    {
        if (pages.Count >= Most) pages.Clear();
        return pages.GetOrAdd(key, _ => new(write)).Value;
    }

    private sealed class Kept(KeptForms forms, Entry entry, string language, IResult page) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var key = (entry.Link!, httpContext.Request.PathBase.Value + httpContext.Request.Path.Value, language);
            byte[] written;
            try
            {
                written = await forms.Find(key, () => Write(httpContext));
            }
            catch (Exception) when (!httpContext.RequestAborted.IsCancellationRequested)
            {
                // Whoever was to write it went away; a mistake of ours shows itself once more here.
                forms.pages.TryRemove(key, out _);
                written = await Write(httpContext);
            }
            (httpContext.Response.ContentType, httpContext.Response.ContentLength) = ("text/html; charset=utf-8", written.Length);
            await httpContext.Response.Body.WriteAsync(written, httpContext.RequestAborted);
        }

        private async Task<byte[]> Write(HttpContext context)
        {
            var body = context.Response.Body;
            using var memory = new MemoryStream();
            context.Response.Body = memory;
            try
            {
                await page.ExecuteAsync(context);
                return memory.ToArray();
            }
            finally
            {
                context.Response.Body = body;
            }
        }
    }

    // A link that was read anew is another one, though it may be equal: what it does not compare may have changed.
    private sealed class ByInstance : IEqualityComparer<(AnswerLink Link, string Address, string Language)>
    {
        public static ByInstance One { get; } = new();

        public bool Equals((AnswerLink Link, string Address, string Language) x, (AnswerLink Link, string Address, string Language) y) =>
            ReferenceEquals(x.Link, y.Link) && x.Address == y.Address && x.Language == y.Language;

        public int GetHashCode((AnswerLink Link, string Address, string Language) key) =>
            HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(key.Link), key.Address, key.Language);
    }
}
