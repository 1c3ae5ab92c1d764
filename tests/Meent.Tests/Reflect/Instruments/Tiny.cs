using System.Text;
using Meent.Reflect.Instruments;

namespace Meent.Tests.Reflect.Instruments;

/// <summary>A right framework and a right instrument, as small as they can be, to break in one place at a time.</summary>
internal static class Tiny
{
    public const string FrameworkText = """
        framework: trees
        languages: [en, nl]
        title: {en: Trees, nl: Bomen}
        areas:
          roots:
            name: {en: Roots, nl: Wortels}
            lead: {en: Below ground., nl: Onder de grond.}
            next:
              - {en: Dig., nl: Graaf.}
            ask:
              - {en: How deep?, nl: Hoe diep?}
          leaves:
            name: {en: Leaves, nl: Bladeren}
            lead: {en: In the air., nl: In de lucht.}
            next: []
            ask: []
        """;

    /// <summary>The comments count the lines.</summary>
    public const string InstrumentText = """
        instrument: tiny
        version: 1
        framework: trees
        languages: [en, nl]
        title: {en: Tiny, nl: Klein}
        about: {en: About., nl: Over.}
        # 7
        audiences:
          teachers:
            name: {en: Teachers, nl: Leraren}
          learners:
            name: {en: Learners, nl: Leerlingen}
            variants:
              primary: {en: Young, nl: Jong}
              secondary: {en: Older, nl: Ouder}
          families:
            name: {en: Families, nl: Ouders}
            byDefault: false
        # 19
        scale:
          1: {en: "No", nl: Nee}
          2: {en: Hm, nl: Hm hm}
          3: {en: So, nl: Zo}
          4: {en: Yes, nl: Ja}
          5: {en: Sure, nl: Zeker}
          none: {en: Who knows, nl: Wie weet}
        profiles:
          full: 1-2
          short: 1
          mini: 1
        # 31
        areas:
          roots:
            items:
              - id: roots.deep
                profiles: [short, mini]
                name: {en: Depth, nl: Diepte}
                wordings:
                  teachers:
                    en: My roots are deep.
                    nl: Mijn wortels zijn diep.
                  learners.primary: {en: I grow., nl: Ik groei.}
                  learners.secondary: {en: I am growing., nl: Ik groei door.}
                  families: {en: We grow., nl: Wij groeien.}
        # 45
          leaves:
            items:
              - id: leaves.many
                name: {en: Leaves, nl: Bladeren}
                wordings:
                  teachers: {en: I have leaves., nl: Ik heb bladeren.}
              - id: leaves.red
                optional: true
                name: {en: Red, nl: Rood}
                wordings:
                  families: {en: They are red., nl: Ze zijn rood.}
        """;

    public static FrameworkLibrary Frameworks { get; } = WriteFramework();

    public static Instrument Instrument => ((LoadedInstrument)Parse(InstrumentText)).Instrument;

    public static InstrumentReading Parse(string text, string file = "tiny.yaml") => Parse(Encoding.UTF8.GetBytes(text), file);

    public static InstrumentReading Parse(ReadOnlySpan<byte> bytes, string file = "tiny.yaml") => InstrumentFile.Parse(bytes, file, Frameworks);

    private static FrameworkLibrary WriteFramework()
    {
        var folder = Directory.CreateTempSubdirectory("meent-tiny").FullName;
        File.WriteAllText(Path.Combine(folder, "trees.yaml"), FrameworkText);
        var library = FrameworkLibrary.Load(folder);
        Directory.Delete(folder, recursive: true);
        return library;
    }
}
