using System.Text;
using Meent.Reflect.Instruments;

namespace Meent.Tests.Reflect.Instruments;

/// <summary>A right ladder, as small as it can be, to break in one place at a time; its framework is that of <see cref="Tiny"/>.</summary>
internal static class TinyLadder
{
    /// <summary>The comments count the lines.</summary>
    public const string Text = """
        instrument: tiny-ladder
        version: 1
        form: ladder
        framework: trees
        languages: [en, nl]
        title: {en: Growing, nl: Groeien}
        about: {en: About., nl: Over.}
        topic: {en: growing, nl: groeien}
        for: [person, group]
        account: none
        asks: [note]
        # 12
        levels:
          1: {name: {en: Seed, nl: Zaad}, about: {en: Begins., nl: Begint.}}
          2: {name: {en: Sprout, nl: Spruit}, about: {en: Tries., nl: Probeert.}}
          3: {name: {en: Tree, nl: Boom}, about: {en: Stands., nl: Staat.}}
          4: {name: {en: Forest, nl: Bos}, about: {en: Helps., nl: Helpt.}}
        # 18
        areas:
          roots:
            items:
              - id: roots.deep
                ref: "1.1"
                name: {en: Depth, nl: Diepte}
                statement: {en: How deep I reach., nl: Hoe diep ik reik.}
                levels:
                  1: {en: I lie on the ground., nl: Ik lig op de grond.}
                  2: {en: I hold on., nl: Ik houd me vast.}
                  3: {en: I find water., nl: Ik vind water.}
                  4: {en: I share water., nl: Ik deel water.}
          leaves:
            items:
              - id: leaves.many
                name: {en: Leaves, nl: Bladeren}
                statement: {en: How many leaves I have., nl: Hoeveel bladeren ik heb.}
                levels:
                  1: {en: I have none., nl: Ik heb er geen.}
                  2: {en: I have two., nl: Ik heb er twee.}
                  3: {en: I have many., nl: Ik heb er veel.}
                  4: {en: I give shade., nl: Ik geef schaduw.}
        """;

    public static Ladder Ladder => ((LoadedLadder)Parse(Text)).Ladder;

    public static InstrumentReading Parse(string text, string file = "tiny-ladder.yaml") => InstrumentFile.Parse(Encoding.UTF8.GetBytes(text), file, Tiny.Frameworks);
}
