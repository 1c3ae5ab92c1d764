using Meent.Foundation.Localisation;

namespace Meent.Reflect.Instruments;

/// <summary>What one audience is asked: areas in order, with its own headings, statements and answers.</summary>
/// <param name="Variant">the wording that was chosen; null where the audience has one only</param>
public sealed record Questionnaire(
    Audience Audience,
    Variant? Variant,
    Profile Profile,
    Scale Scale,
    IReadOnlyList<QuestionnaireArea> Areas)
{
    /// <summary>All questions in the order in which they are asked.</summary>
    public IEnumerable<Question> Questions => Areas.SelectMany(a => a.Questions);

    public int Count => Areas.Sum(a => a.Questions.Count);

    /// <summary>Chooses what an audience is asked; areas in which it is asked nothing are left out.</summary>
    /// <param name="audience">id of an audience of the instrument; any other is a mistake of the caller and throws</param>
    /// <param name="variant">id of one of its variants; null takes the first</param>
    /// <param name="optional">ids of the optional items that the coordinator added; others are ignored</param>
    public static Questionnaire For(
        Instrument instrument, string audience, string? variant, Profile profile, IReadOnlyCollection<string> optional)
    {
        var who = instrument.Audiences.Single(a => a.Id == audience);
        var words = variant is null ? who.Variants.Take(1).SingleOrDefault() : who.Variants.Single(v => v.Id == variant);
        return new(who, words, profile, instrument.ScaleFor(audience, words?.Id),
            [.. instrument.Areas.Select(area => AreaFor(area, audience, words?.Id, profile, optional)).Where(a => a.Questions.Count > 0)]);
    }

    /// <summary>The same with one more area at the end: a school's own items.</summary>
    public Questionnaire With(QuestionnaireArea area) => area.Questions.Count == 0 ? this : this with { Areas = [.. Areas, area] };

    /// <summary>The same without areas that a round leaves out.</summary>
    public Questionnaire Without(IReadOnlySet<string> areas) => areas.Count == 0 ? this : this with { Areas = [.. Areas.Where(a => !areas.Contains(a.Id))] };

    private static QuestionnaireArea AreaFor(
        Area area, string audience, string? variant, Profile profile, IReadOnlyCollection<string> optional)
    {
        var heading = area.HeadingFor(audience, variant);
        var questions =
            from item in area.Items
            where item.Optional ? optional.Contains(item.Id) : item.Profiles.Contains(profile)
            let wording = item.WordingFor(audience, variant)
            where wording is not null
            select new Question(item.Id, item.Version, item.ShortName, wording, item.Optional);
        return new(area.Id, heading.Name, heading.Lead, [.. questions]);
    }
}

/// <summary>One part of a questionnaire under its heading.</summary>
public sealed record QuestionnaireArea(string Id, LocalizedText Name, LocalizedText Lead, IReadOnlyList<Question> Questions);

/// <summary>One statement as it is put to one audience.</summary>
/// <param name="Id">of the item; own items of a round begin with "own."</param>
public sealed record Question(string Id, int Version, LocalizedText ShortName, LocalizedText Wording, bool Optional);
