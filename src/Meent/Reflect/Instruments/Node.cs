namespace Meent.Reflect.Instruments;

/// <summary>A piece of a YAML file with the place where it stands.</summary>
internal abstract record Node(int Line, int Column);

/// <summary>A text, number or word; everything is text until a reader wants something else.</summary>
internal sealed record ScalarNode(string Text, int Line, int Column) : Node(Line, Column);

internal sealed record ListNode(IReadOnlyList<Node> Elements, int Line, int Column) : Node(Line, Column);

/// <summary>Keys in the order of the file; each key once.</summary>
internal sealed record MapNode(IReadOnlyList<Entry> Entries, int Line, int Column) : Node(Line, Column)
{
    public Entry? this[string key] => Entries.FirstOrDefault(e => e.Key.Text == key);
}

internal sealed record Entry(ScalarNode Key, Node Value);
