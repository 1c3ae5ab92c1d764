namespace Meent.Design;

/// <summary>One thing to choose, in a select, a group of radio buttons or of checkboxes.</summary>
/// <param name="Value">what the form sends</param>
/// <param name="Hint">a sentence under the text; not shown in a select</param>
public sealed record Choice(string Value, string Text, string? Hint = null);
