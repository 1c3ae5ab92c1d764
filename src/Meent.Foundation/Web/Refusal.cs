using Meent.Foundation.Localisation;

namespace Meent.Foundation.Web;

/// <summary>Something that a person asked for and may not have, with a sentence that says why and what to do next.</summary>
/// <param name="English">the sentence, a key of the translations, with {0}… for <paramref name="Args"/></param>
public abstract record Refusal(string English, params object?[] Args)
{
    public string Sentence(Texts T) => T[English, Args];
}
