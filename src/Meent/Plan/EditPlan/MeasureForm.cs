using Meent.Foundation.Localisation;
using Meent.Foundation.Web;

namespace Meent.Plan.EditPlan;

/// <summary>A measure as typed. Only why, owner and end have to be there.</summary>
/// <param name="Owner">slot, account, or nothing where <paramref name="Name"/> says who</param>
public sealed record MeasureForm(string? Title, string? Why, string? Changes, string? Owner, string? Name, string? OwnerRole, string? Start, string? End, string? NextReview)
{
    private const int ShortTitle = 80;

    public static MeasureForm Empty { get; } = new(null, null, null, null, null, null, null, null, null);

    public static MeasureForm Of(Measure m) => new(m.Title, m.Why, m.Changes, m.Owner, null, m.OwnerRole, Typed.Day(m.Start), Typed.Day(m.End), Typed.Day(m.NextReview));

    public static MeasureForm From(Posted posted) => new(
        posted["title"], posted["why"], posted["changes"], posted["owner"], posted["owner-name"], posted["owner-role"], posted["start"], posted["end"], posted["review"]);

    /// <summary>What was typed. Whom somebody chose from the list is left out: it can be chosen again.</summary>
    internal IEnumerable<(string Label, string? Value)> Lines(Texts T) =>
    [
        (T["What do you do?"], Title), (T["Why?"], Why), (T["The name of somebody else"], Name), (T["As what?"], OwnerRole), (T["Done by"], End), (T["From"], Start),
        (T["What changes for learners?"], Changes), (T["When do you look back at it?"], NextReview),
    ];

    /// <returns>the measure, and whom the plan names from now on; null where anything is wrong</returns>
    public (Measure Measure, IReadOnlyList<SlotPerson> Added)? Read(string id, Owners owners, FormErrors errors, Texts T)
    {
        errors.Name(
        [
            ("title", T["What do you do?"]), ("why", T["Why?"]), ("owner-name", T["The name of somebody else"]), ("owner-role", T["As what?"]),
            ("end", T["Done by"]), ("start", T["From"]), ("changes", T["What changes for learners?"]), ("review", T["When do you look back at it?"]),
        ]);
        var why = Typed.Required(Why, Typed.Text, "why", T["Write why you do this."], errors, T);
        var title = Typed.Maybe(Title, Typed.Line, "title", errors, T) ?? Shortened(why);
        if (Name is not null) Typed.Length(Name, 100, "owner-name", errors, T);
        var owner = owners.Find(Owner, Name);
        if (owner is null) errors.Add("owner", T["Choose who sees to it, or write a name."]);
        var (start, end, review) = (Typed.MaybeDay(Start, "start", errors, T), Typed.RequiredDay(End, "end", errors, T), Typed.MaybeDay(NextReview, "review", errors, T));
        if (end < start) errors.Add("end", T["This is before the first day. Choose a later one."]);
        var (changes, role) = (Typed.Maybe(Changes, Typed.Text, "changes", errors, T), Typed.Maybe(OwnerRole, 100, "owner-role", errors, T));
        if (errors.Any || owner is not var (slot, added)) return null;
        return (new Measure(id, title!, why!, slot, end!.Value) { Changes = changes, OwnerRole = role, Start = start, NextReview = review }, added);
    }

    /// <summary>The first sentence of the reason, where nobody gave the measure a title.</summary>
    private static string? Shortened(string? why)
    {
        if (why is null) return null;
        var line = why.Split('\n')[0];
        var end = line.IndexOf(". ", StringComparison.Ordinal);
        var sentence = end > 0 ? line[..end] : line.TrimEnd('.');
        return sentence.Length <= ShortTitle ? sentence : sentence[..(sentence.LastIndexOf(' ', ShortTitle) is > 0 and var cut ? cut : ShortTitle)] + " …";
    }
}
