namespace Meent.Foundation.Web;

/// <summary>What is wrong with a form: sentences beside fields, and on top.</summary>
public sealed class FormErrors
{
    private readonly List<FormError> all = [];
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);

    public IReadOnlyList<FormError> All => all;

    public bool Any => all.Count > 0;

    /// <param name="field">name of the form field; "" for the form as a whole</param>
    public void Add(string field, string sentence) => all.Add(new FormError(field, sentence));

    /// <summary>What a field is called, for a form in which several fields can be wrong in one way: the list on top names it before its sentence.</summary>
    public void Name(string field, string name) => names[field] = name;

    /// <summary>The same for several fields at once.</summary>
    public void Name(IEnumerable<(string Field, string Name)> all)
    {
        foreach (var (field, name) in all) Name(field, name);
    }

    /// <returns>null where the sentence says enough</returns>
    public string? NameOf(string field) => names.GetValueOrDefault(field);

    /// <summary>The sentence beside a field; null where it is right.</summary>
    public string? For(string field) => all.FirstOrDefault(e => e.Field == field)?.Sentence;

    public static FormErrors None => new();
}

public sealed record FormError(string Field, string Sentence);
