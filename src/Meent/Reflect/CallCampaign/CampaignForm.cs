using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.Places;
using Meent.Reflect.Instruments;
using Meent.Reflect.PrepareRound;

namespace Meent.Reflect.CallCampaign;

/// <summary>What stands on the page that calls a campaign, every field as it was typed.</summary>
public sealed record CampaignForm
{
    public const int LongestLetter = 2000;

    /// <summary>Of so many schools at most each has a box of its own.</summary>
    public const int MostListed = 60;

    public static readonly IReadOnlyList<string> Sectors = ["primary", "secondary", "vocational", "special", "higher", "adult"];

    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? OpensOn { get; init; }

    public string? ClosesOn { get; init; }

    /// <summary>Id of the area; null where there is one only.</summary>
    public string? Area { get; init; }

    /// <summary>Kinds of school that are invited; empty for all.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>Ids of schools that are not invited.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    public string? Letter { get; init; }

    /// <summary>One link for the trainers of all schools.</summary>
    public bool Pooled { get; init; }

    public static CampaignForm ForNew(Guid id, string name, DateOnly today, bool pooled) => new()
    {
        Id = id.ToString(), Name = name, OpensOn = RoundForm.Iso(today.AddDays(14)), ClosesOn = RoundForm.Iso(today.AddDays(42)), Pooled = pooled,
    };

    public static CampaignForm From(Posted posted) => new()
    {
        Id = posted["id"], Name = posted["name"], OpensOn = posted["opensOn"], ClosesOn = posted["closesOn"], Area = posted["area"],
        Kinds = posted.Many("kinds"), LeftOut = posted.Many("leftOut"), Letter = posted["letter"], Pooled = posted["pooled"] is not null,
    };

    /// <summary>Reads what was typed; every mistake is added to <paramref name="errors"/> beside its field.</summary>
    /// <returns>null where anything is wrong</returns>
    internal CampaignPlan? Read(Caller caller, Instrument instrument, DateOnly today, FormErrors errors, Texts T)
    {
        if (Name is null) errors.Add("name", T["Give the campaign a name, for example {0}.", RoundName.Of(new DateOnly(2026, 4, 1), T)]);
        else if (Name.Length > RoundPlan.LongestName) errors.Add("name", T["This name is longer than {0} characters. Make it shorter.", RoundPlan.LongestName]);
        if (Letter?.Length > LongestLetter) errors.Add("letter", T["This is longer than {0} characters. Make it shorter.", LongestLetter]);
        var area = caller.Areas.Count == 1 ? caller.Areas[0] : caller.Areas.FirstOrDefault(a => a.PlaceId.ToString() == Area);
        if (area is null) errors.Add("area", T["Choose the area whose schools you invite."]);
        var (opens, closes) = (Day.Read(OpensOn), Day.Read(ClosesOn));
        if (opens is null) errors.Add("opensOn", T["Give the first day as day, month and year."]);
        if (closes is null) errors.Add("closesOn", T["Give the last day as day, month and year."]);
        if (opens is { } first && closes is { } last)
        {
            if (first < today)
            {
                errors.Add("opensOn", new FirstDayHasPassed().Sentence(T));
                if (last < today) errors.Add("closesOn", new LastDayHasPassed().Sentence(T));
            }
            else if (RoundDecisions.Dates(first, last, today) is { } wrong) errors.Add(wrong is OpensTooFarAhead ? "opensOn" : "closesOn", wrong.Sentence(T));
        }
        return errors.Any ? null : new(
            string.Join(' ', Name!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), area!, opens!.Value, closes!.Value,
            [.. Kinds.Where(Sectors.Contains).Distinct()], [.. LeftOut.Select(s => Guid.TryParse(s, out var id) ? id : Guid.Empty)],
            Letter ?? "", Pooled && instrument.Audiences.Any(a => a.Id == Asked.Trainers));
    }
}

/// <summary>A campaign as it is to be called.</summary>
/// <param name="Kinds">kinds of school; empty for all</param>
/// <param name="Pooled">with one link for the trainers of all schools</param>
internal sealed record CampaignPlan(
    string Name, Place Area, DateOnly OpensOn, DateOnly ClosesOn, IReadOnlyList<string> Kinds, IReadOnlyList<Guid> LeftOut, string Letter, bool Pooled)
{
    /// <summary>Those of the schools that are invited: the questionnaire has to be meant for them. A school of which nobody knows the kind is invited only where all kinds are.</summary>
    public IReadOnlyList<Place> Invited(IEnumerable<Place> schools, Instrument instrument) =>
        [.. schools.Where(s => SectorFit.Fits(instrument.Sectors, s.Sector) && !LeftOut.Contains(s.PlaceId) && (Kinds.Count == 0 || (s.Sector ?? "").Split(' ').Any(Kinds.Contains)))];
}
