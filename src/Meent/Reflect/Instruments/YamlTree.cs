using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Meent.Reflect.Instruments;

/// <summary>From the bytes of a file to a tree of nodes. Takes the plain part of YAML: maps, lists and texts.</summary>
/// <remarks>
/// Anchors, aliases and tags are refused: authors do not need them, and a few aliases can unfold to gigabytes.
/// It stops at the first mistake in the syntax, because what follows cannot be read reliably.
/// </remarks>
internal sealed class YamlTree
{
    private const int Deepest = 12;

    private readonly Problems problems;
    private readonly Parser parser;

    private YamlTree(string text, Problems problems)
    {
        this.problems = problems;
        parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
    }

    /// <summary>The tree, or null with at least one problem. Never throws, whatever the bytes are.</summary>
    public static Node? Read(ReadOnlySpan<byte> bytes, Problems problems)
    {
        if (YamlText.Decode(bytes, problems) is not { } text) return null;
        var tree = new YamlTree(text, problems);
        try
        {
            return tree.Document();
        }
        catch (TooDeep deep)
        {
            problems.Add(deep.Line, deep.Column, Sentences.TooDeep(Deepest));
        }
        catch (YamlException e)
        {
            problems.Add((int)e.Start.Line, (int)e.Start.Column, Sentences.Syntax(e.Message, LineOf(text, e.Start.Line)));
        }
        // The parser guards some of its limits with exceptions of any kind; to an author each is a mistake in the file.
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            problems.Add(tree.Line, tree.Column, Sentences.Syntax("", LineOf(text, tree.Line)));
        }
        return null;
    }

    private int Line => (int)(parser.Current?.Start.Line ?? 1);

    private int Column => (int)(parser.Current?.Start.Column ?? 1);

    private static string LineOf(string text, long line) => text.Split('\n').ElementAtOrDefault((int)line - 1)?.TrimEnd('\r') ?? "";

    private Node? Document()
    {
        Node? root = null;
        while (parser.MoveNext())
        {
            switch (parser.Current)
            {
                case DocumentStart when root is not null:
                    problems.Add(Line, Column, Sentences.MoreThanOneDocument);
                    return null;
                case NodeEvent or AnchorAlias:
                    root = Build(1);
                    break;
                default:
                    break;
            }
        }
        if (root is null) problems.Add(1, 1, Sentences.FileEmpty);
        return root;
    }

    /// <summary>Builds the node that begins at the current event; ends at that node's last event.</summary>
    private Node Build(int depth)
    {
        var (line, column) = (Line, Column);
        if (depth > Deepest) throw new TooDeep(line, column);
        RefuseAnchorsAndTags();
        return parser.Current switch
        {
            Scalar scalar => new ScalarNode(scalar.Value, line, column),
            SequenceStart => List(depth, line, column),
            MappingStart => Map(depth, line, column),
            _ => new ScalarNode("", line, column),
        };
    }

    private void RefuseAnchorsAndTags()
    {
        if (parser.Current is AnchorAlias) problems.Add(Line, Column, Sentences.Anchor);
        if (parser.Current is not NodeEvent node) return;
        if (!node.Anchor.IsEmpty) problems.Add(Line, Column, Sentences.Anchor);
        if (!node.Tag.IsEmpty) problems.Add(Line, Column, Sentences.Tag);
    }

    private ListNode List(int depth, int line, int column)
    {
        var elements = new List<Node>();
        while (parser.MoveNext() && parser.Current is not SequenceEnd) elements.Add(Build(depth + 1));
        return new(elements, line, column);
    }

    private MapNode Map(int depth, int line, int column)
    {
        var entries = new List<Entry>();
        var first = new Dictionary<string, int>();
        while (parser.MoveNext() && parser.Current is not MappingEnd)
        {
            var key = Build(depth + 1);
            parser.MoveNext();
            var value = Build(depth + 1);
            if (key is not ScalarNode name) problems.Add(key, Sentences.KeyIsNotAWord);
            else if (!first.TryAdd(name.Text, name.Line)) problems.Add(name, Sentences.DuplicateKey(name.Text, first[name.Text]));
            else entries.Add(new(name, value));
        }
        return new(entries, line, column);
    }

    /// <summary>Nested further than any instrument is; thrown and caught in this class only.</summary>
    private sealed class TooDeep(int line, int column) : Exception
    {
        public int Line => line;

        public int Column => column;
    }
}
