using Meent.Foundation.Localisation;

namespace Meent.Foundation.Mail;

/// <summary>A kind of letter that a module sends, with made-up names, for the operators' preview.</summary>
/// <param name="English">what it is for, a key of the translations: "Code that makes an account"</param>
/// <param name="Write">the letter, by the same function that writes the real one</param>
public sealed record LetterSample(string English, Func<Settings, Texts, Letter> Write);
