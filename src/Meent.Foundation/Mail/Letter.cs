namespace Meent.Foundation.Mail;

/// <summary>Who gets a letter.</summary>
/// <param name="Language">tag of the language to write in; null for the hub's own</param>
public sealed record Recipient(EmailAddress Address, string? Name, string? Language);

/// <summary>What a mail says: plain paragraphs, in the reader's language already, and at most one thing to do.</summary>
/// <param name="Link">where to go on; null where there is nothing to do</param>
/// <param name="Code">a code to type, shown large</param>
public sealed record Letter(string Subject, IReadOnlyList<string> Paragraphs, LetterLink? Link = null, string? Code = null);

/// <param name="Path">path within this hub</param>
public sealed record LetterLink(string Label, string Path);
