namespace Meent.Reflect.Instruments;

/// <summary>What stands on top of the file of every instrument, whatever its form.</summary>
internal sealed class InstrumentHead(NodeReader reader, FrameworkLibrary frameworks)
{
    /// <summary>How files say that an instrument is a ladder; one that says nothing asks for agreement.</summary>
    public const string LadderForm = "ladder", AgreementForm = "agreement";

    /// <summary>Levels of education, as places name theirs.</summary>
    public static readonly string[] Sectors = ["primary", "secondary", "vocational", "special", "higher", "adult"];

    /// <summary>Whether the tree says that it is a ladder; another word than the two known ones is a problem.</summary>
    public bool IsLadder(Node root)
    {
        if ((root as MapNode)?["form"] is not { } entry) return false;
        var form = reader.Word(entry.Value, "\"form\" of the instrument");
        if (form.Length > 0 && form is not (LadderForm or AgreementForm)) reader.Problems.Add(entry.Value, Sentences.NotOneOf(form, "a form of an instrument", [AgreementForm, LadderForm]));
        return form == LadderForm;
    }

    public void CheckFileName(MapNode map, string id, int version)
    {
        var name = Path.GetFileNameWithoutExtension(reader.Problems.File);
        if (id.Length > 0 && name != id && name != $"{id}.v{version}") reader.Problems.Add(map["instrument"]!.Value, Sentences.FileName(id, version));
    }

    public Framework? Framework(Node? node)
    {
        var id = reader.Id(node, "the framework");
        if (id.Length == 0) return null;
        var framework = frameworks.Get(id);
        if (framework is null) reader.Problems.Add(node!, Sentences.FrameworkMissing(id, frameworks.Ids));
        return framework;
    }

    /// <summary>The sectors that it is meant for; none where the file does not say.</summary>
    public IReadOnlyList<string> SectorsOf(MapNode map) => reader.Words(map["sectors"]?.Value, "\"sectors\" of the instrument", "a sector", Sectors);
}
