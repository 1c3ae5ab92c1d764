using Meent.Foundation.Localisation;
using Meent.Reflect.Instruments;

namespace Meent.Reflect.Results;

/// <summary>The names of a report's areas, items and audiences in the language of the page.</summary>
/// <param name="instrument">in the version of the round; null where this hub no longer has it, and then ids stand in</param>
public sealed class ReportNames(Texts T, Instrument? instrument)
{
    /// <summary>What was asked about, as a heading; null where this hub no longer has the instrument.</summary>
    public string? Title => instrument?.Title.In(T.Language);

    /// <summary>What the people of the place call it.</summary>
    public PlaceWord Word => Called.By(instrument);

    public string Area(string id) => instrument?.Areas.FirstOrDefault(a => a.Id == id)?.Name.In(T.Language) ?? id;

    public string Item(ReleasedItem item) =>
        item.Text ?? instrument?.Items.FirstOrDefault(i => i.Id == item.Id)?.ShortName.In(T.Language) ?? item.Id;

    /// <summary>The statement as an audience read it; staff read the teachers' wording where there is one.</summary>
    public string Statement(ReleasedItem item, ReleasedAudience audience)
    {
        var asked = instrument?.Items.FirstOrDefault(i => i.Id == item.Id);
        var wording = audience.Kind == AudienceKind.Staff
            ? asked?.WordingFor(Disclosure.Teachers, null) ?? asked?.WordingFor(Disclosure.Leaders, null)
            : asked?.WordingFor(audience.Id, audience.Variant);
        return item.Text ?? wording?.In(T.Language) ?? Item(item);
    }

    /// <summary>"strongly disagree" to "strongly agree", as the adults read it.</summary>
    public IReadOnlyList<string> ScaleWords => instrument?.Scale.Steps is { Count: 5 } steps
        ? [.. steps.Select(s => Small(s.In(T.Language)))]
        : [T["strongly disagree"], T["disagree"], T["partly"], T["agree"], T["strongly agree"]];

    /// <summary>"disagree", "partly", "agree"</summary>
    public IReadOnlyList<string> ThreeWords => [ScaleWords[1], ScaleWords[2], ScaleWords[3]];

    public string DoesNotApply => instrument is { } i ? Small(i.Scale.DoesNotApply.In(T.Language)) : T["does not apply"];

    /// <summary>"Teachers", as in a heading or a legend.</summary>
    public string Audience(string id) =>
        id == Disclosure.Staff ? Word == PlaceWord.School ? T["Leaders and teachers"] : List([Audience(Disclosure.Leaders), Within(Disclosure.Teachers)])
        : instrument?.Audiences.FirstOrDefault(a => a.Id == id)?.Name.In(T.Language) ?? id;

    /// <summary>"teachers", as within a sentence.</summary>
    public string Within(string id) => Small(Audience(id));

    /// <summary>"3.1", "4.5 or higher".</summary>
    public string Mean(double mean, Bound bound) => bound switch
    {
        Bound.AtLeast => T["{0} or higher", T.Number(mean, 1)],
        Bound.AtMost => T["{0} or lower", T.Number(mean, 1)],
        _ => T.Number(mean, 1),
    };

    /// <summary>"a, b and c"</summary>
    public string List(IReadOnlyList<string> parts) => parts.Count switch
    {
        0 => "",
        1 => parts[0],
        _ => T["{0} and {1}", string.Join(", ", parts.SkipLast(1)), parts[^1]],
    };

    private string Small(string name) => name.Length == 0 ? name : char.ToLower(name[0], T.Culture) + name[1..];
}
