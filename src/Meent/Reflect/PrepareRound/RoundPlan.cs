using System.Globalization;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.Reflect.Instruments;

namespace Meent.Reflect.PrepareRound;

/// <summary>A round as it is to be prepared: what was typed, read and found right.</summary>
public sealed record RoundPlan(
    string Name,
    DateOnly OpensOn,
    DateOnly ClosesOn,
    Profile Profile,
    LeadersAnswer Leaders,
    IReadOnlyList<PlannedAudience> Audiences,
    IReadOnlyList<string> OptionalItems,
    IReadOnlyList<PlannedItem> OwnItems,
    string? FreeQuestion = null)
{
    /// <summary>Ids of areas that are not asked about.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>Asks some items of an earlier round again; null for a round of its own.</summary>
    public PulsePlan? Pulse { get; init; }

    public const int LongestName = 80;

    public const int LongestItem = 300;

    public const int MostInvited = 100_000;

    /// <summary>Reads the form; every mistake is added to <paramref name="errors"/> beside its field.</summary>
    /// <returns>null where anything is wrong</returns>
    public static RoundPlan? Read(RoundForm form, Instrument instrument, DateOnly today, FormErrors errors, Texts T)
    {
        var name = NameOf(form, errors, T);
        var (opensOn, closesOn) = Days(form, today, errors, T);
        var profile = ProfileOf(form, instrument, errors, T);
        var leaders = instrument.Audiences.Any(a => a.Id == Asked.Leaders)
            ? Choice<LeadersAnswer>(form.Leaders, "leaders", T["Choose how the leaders answer."], errors)
            : LeadersAnswer.NotAsked;
        var audiences = AudiencesOf(form, instrument, leaders, errors, T);
        var takingPart = audiences.Select(a => a.Audience).ToHashSet();
        if (leaders == LeadersAnswer.Team) takingPart.Add(Asked.Leaders);
        var own = OwnItemsOf(form, takingPart, errors, T);
        var question = QuestionOf(form, errors, T);
        var leftOut = LeftOutOf(form, instrument, errors, T);
        if (!errors.Any) SomethingForAll(form, instrument, profile, [.. audiences.Select(a => (a.Audience, a.Variant))], leftOut, own, errors, T);
        var offered = instrument.Items.Where(i => i.Optional).Select(i => i.Id).ToHashSet();
        return errors.Any ? null : new(
            name, opensOn, closesOn, profile, leaders, audiences, [.. form.OptionalItems.Where(offered.Contains).Distinct()], own, question) { LeftOut = leftOut };
    }

    /// <summary>Where every area is asked, no area was offered and none is read.</summary>
    private static List<string> LeftOutOf(RoundForm form, Instrument instrument, FormErrors errors, Texts T)
    {
        if (!instrument.AreasCanBeLeftOut) return [];
        var leftOut = instrument.Areas.Select(a => a.Id).Except(form.Areas).ToList();
        if (leftOut.Count == instrument.Areas.Count) errors.Add("area", T["Choose at least one area to ask about."]);
        return leftOut;
    }

    /// <summary>Where there is one length, nothing was asked and nothing is read.</summary>
    private static Profile ProfileOf(RoundForm form, Instrument instrument, FormErrors errors, Texts T)
    {
        if (instrument.Profiles is [var only]) return only;
        var wanted = instrument.Profiles.Any(p => RoundForm.Word(p) == form.Profile) ? form.Profile : null;
        return Choice<Profile>(wanted, "profile", T["Choose how many statements you ask."], errors);
    }

    /// <summary>A group for which nothing is left would open an empty page.</summary>
    private static void SomethingForAll(
        RoundForm form, Instrument instrument, Profile profile, IReadOnlyList<(string Id, string? Variant)> groups,
        List<string> leftOut, List<PlannedItem> own, FormErrors errors, Texts T)
    {
        foreach (var (id, variant) in groups.Where(g => leftOut.Count > 0 && own.All(i => !i.Audiences.Contains(g.Id))))
        {
            var asked = Questionnaire.For(instrument, id, variant, profile, form.OptionalItems).Without(leftOut.ToHashSet());
            if (asked.Count == 0) errors.Add("area", T["Nothing is left to ask this group: {0}. Choose one more area, or leave the group out.", asked.Audience.Name.In(T.Language)]);
        }
    }

    private static string NameOf(RoundForm form, FormErrors errors, Texts T)
    {
        if (form.Name is null) errors.Add("name", T["Give the round a name, for example {0}.", RoundName.Of(new DateOnly(2026, 4, 1), T)]);
        else if (form.Name.Length > LongestName) errors.Add("name", T["This name is longer than {0} characters. Make it shorter.", LongestName]);
        return string.Join(' ', (form.Name ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string? QuestionOf(RoundForm form, FormErrors errors, Texts T)
    {
        if (form.FreeQuestion is not { } typed) return null;
        if (typed.Length > SayMore.FreeQuestion.Longest) errors.Add("freeQuestion", T["This question is longer than {0} characters. Make it shorter.", SayMore.FreeQuestion.Longest]);
        return string.Join(' ', typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static (DateOnly, DateOnly) Days(RoundForm form, DateOnly today, FormErrors errors, Texts T)
    {
        var opensOn = Day.Read(form.OpensOn);
        var closesOn = Day.Read(form.ClosesOn);
        if (opensOn is null) errors.Add("opensOn", T["Give the first day as day, month and year."]);
        if (closesOn is null) errors.Add("closesOn", T["Give the last day as day, month and year."]);
        if (opensOn is not { } opens || closesOn is not { } closes) return default;
        if (opens < today) errors.Add("opensOn", new FirstDayHasPassed().Sentence(T));
        else if (RoundDecisions.Dates(opens, closes, today) is { } wrong) errors.Add(wrong is OpensTooFarAhead ? "opensOn" : "closesOn", wrong.Sentence(T));
        return (opens, closes);
    }

    private static T Choice<T>(string? word, string field, string sentence, FormErrors errors) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>()) if (RoundForm.Word(value) == word) return value;
        errors.Add(field, sentence);
        return default;
    }

    private static List<PlannedAudience> AudiencesOf(RoundForm form, Instrument instrument, LeadersAnswer leaders, FormErrors errors, Texts T)
    {
        var planned = new List<PlannedAudience>();
        foreach (var audience in instrument.Audiences)
        {
            var row = form.For(audience.Id);
            if (audience.Id == Asked.Leaders ? leaders != LeadersAnswer.Anonymous : !row.Asked) continue;
            var invited = Invited(row, errors, T);
            if (audience.Variants.Count > 0 && audience.Variants.All(v => v.Id != row.Variant)) errors.Add($"variant.{audience.Id}", T["Choose the wording for this group."]);
            var access = Choice<Access>(row.Access, $"access.{audience.Id}", T["Choose how this group comes in."], errors);
            planned.Add(new(audience.Id, audience.Variants.Count > 0 ? row.Variant : null, invited, access));
        }
        if (planned.Count == 0) errors.Add($"ask.{instrument.Audiences.FirstOrDefault(a => a.Id != Asked.Leaders)?.Id}", new RoundHasNoAudience().Sentence(T));
        return planned;
    }

    private static int? Invited(AudienceRow row, FormErrors errors, Texts T)
    {
        if (row.Invited is null) return null;
        if (int.TryParse(row.Invited, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is > 0 and <= MostInvited) return n;
        errors.Add($"invited.{row.Audience}", T["Give the number of people in figures, from 1 to {0}, or leave it empty.", MostInvited]);
        return null;
    }

    private static List<PlannedItem> OwnItemsOf(RoundForm form, HashSet<string> asked, FormErrors errors, Texts T)
    {
        var items = new List<PlannedItem>();
        for (var i = 0; i < form.OwnItems.Count; i++)
        {
            var (text, audiences) = form.OwnItems[i];
            if (text is null) continue;
            var field = $"own.{i + 1}";
            var chosen = audiences.Where(asked.Contains).Distinct().ToList();
            if (text.Length > LongestItem) errors.Add(field, T["This statement is longer than {0} characters. Make it shorter.", LongestItem]);
            if (chosen.Count == 0) errors.Add(field + ".for", T["Choose who is asked this statement. It must be a group that takes part."]);
            items.Add(new(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), chosen));
        }
        if (items.Count > RoundDecisions.MostOwnItems) errors.Add("own.1", T["You can add {0} statements of your own. Take some away.", RoundDecisions.MostOwnItems]);
        return items;
    }
}

public sealed record PlannedAudience(string Audience, string? Variant, int? Invited, Access Access);

/// <param name="Of">the earlier round</param>
/// <param name="Items">ids of what is asked again</param>
public sealed record PulsePlan(Guid Of, IReadOnlyList<string> Items);

public sealed record PlannedItem(string Text, IReadOnlyList<string> Audiences);
