using System.Globalization;
using System.Text.RegularExpressions;
using Meent.Foundation.Web;
using Meent.Reflect.Areas;
using Meent.Reflect.CallCampaign;
using Meent.Reflect.Instruments;
using Meent.Reflect.Results;

namespace Meent.Reflect.Federate;

/// <summary>Whether a partner's figures are what a hub publishes: a signature says whose they are, not that they are safe to show.</summary>
public static class FigureLimits
{
    /// <summary>Of one area; the Union has about a quarter of a million.</summary>
    public const int MostSchools = 1_000_000;

    /// <summary>To one statement, by one group of one area.</summary>
    public const int MostAnswers = 100_000_000;

    /// <summary>To one statement, by one group of one school.</summary>
    public const int MostAnswersPerSchool = 100_000;

    /// <summary>Nobody can publish so often; and a higher number would make every later edition an older one.</summary>
    public const int MostEditions = 100_000;

    private static readonly DateOnly First = new(2000, 1, 1);

    private static readonly Regex Period = new("^[0-9]{4}-[0-9]{4}$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <param name="versions">of the instrument, that are known here; at least one</param>
    /// <returns>null where all is well</returns>
    public static Refusal? Check(CounterFile file, IReadOnlyCollection<Instrument> versions, DateOnly today) =>
        AtOdds(file) ?? About(file, versions, today) ?? Coverages(file.Edition) ?? file.Edition.Parts.Select(p => Part(p, file.Edition.Of(null)!, versions)).FirstOrDefault(wrong => wrong is not null);

    private static CounterFileAtOdds? AtOdds(CounterFile file)
    {
        var (about, edition) = (file.Edition.About, file.Edition);
        return about.Instrument != file.Instrument || about.Period != file.Period || about.Number != file.Number || about.MadeOn != file.MadeOn || about.Demonstration != file.Demonstration
            || edition.Format != Edition.CurrentFormat || edition.Of(null) is null || edition.Parts.DistinctBy(p => p.Sector).Count() != edition.Parts.Count
            || edition.Parts.Any(p => p.Items.DistinctBy(i => (i.Audience, i.Item, i.Version)).Count() != p.Items.Count)
            || edition.Coverage.DistinctBy(c => (c.By, c.Value)).Count() != edition.Coverage.Count ? new() : null;
    }

    /// <summary>A clock at the partner may be a day ahead.</summary>
    private static Refusal? About(CounterFile file, IReadOnlyCollection<Instrument> versions, DateOnly today)
    {
        var (about, tomorrow) = (file.Edition.About, today.AddDays(1));
        if (file.Number is < 1 or > MostEditions) return No($"number {file.Number}");
        if (about.Run < 0) return No($"run {about.Run}");
        if (file.MadeOn < First || file.MadeOn > tomorrow) return No($"madeOn {file.MadeOn:O}");
        if (file.WrittenOn < First || file.WrittenOn > tomorrow) return No($"writtenOn {file.WrittenOn:O}");
        if (about.From < First || about.From > about.Until || about.Until > about.MadeOn) return No($"from {about.From:O}, until {about.Until:O}");
        if (!Period.IsMatch(file.Period) || int.Parse(file.Period.AsSpan(0, 4), CultureInfo.InvariantCulture) is var year && (year < First.Year || year > tomorrow.Year || file.Period != $"{year}-{year + 1}"))
            return No($"period {file.Period}");
        if (about.Versions.Count == 0) return No($"no versions");
        return about.Versions.Except(versions.Select(v => v.Version)).Select(v => new CounterFileOfUnknownItem($"version {v}")).FirstOrDefault();
    }

    private static CounterFileImpossible? Coverages(Edition edition)
    {
        foreach (var c in edition.Coverage)
        {
            if (!(c.By switch { "sector" => c.Value is null || IsSector(c.Value), "size" => c.Value is null || SchoolSize.All.Contains(c.Value), _ => false })) return No($"coverage {c.By}, {c.Value}");
            if (c.Schools is < 0 or > MostSchools || c.Of < c.Schools || c.Of > MostSchools) return No($"coverage {c.By}, {c.Value}: {c.Schools} of {c.Of}");
        }
        return null;
    }

    private static Refusal? Part(EditionPart part, EditionPart all, IReadOnlyCollection<Instrument> versions)
    {
        if (part.Sector is { } sector && !IsSector(sector)) return No($"sector {sector}");
        if (part.Schools < 0 || part.Schools > Math.Min(all.Schools, MostSchools)) return No($"schools {part.Schools}");
        foreach (var i in part.Items)
        {
            var what = $"{i.Item} ({i.Version}), {i.Audience}, {i.Area}";
            if (!versions.Any(v => (i.Audience == Disclosure.Staff || v.Audiences.Any(a => a.Id == i.Audience)) && v.Areas.Any(a => a.Id == i.Area && a.Items.Any(x => x.Id == i.Item && x.Version == i.Version)))) return new CounterFileOfUnknownItem(what);
            if (!IsFine(i, versions.Max(v => v.Scale.Steps.Count))) return new CounterFileTooOpen($"{i.Item}, {i.Audience}");
            if (i.Schools > all.Schools || i.N > MostAnswers || i.N > i.Schools * (long)MostAnswersPerSchool) return No($"{what}: {i.N} answers at {i.Schools} of {all.Schools} schools");
        }
        return null;
    }

    private static bool IsSector(string sector) => sector.Split(' ').All(CampaignForm.Sectors.Contains);

    private static CounterFileImpossible No(FormattableString what) => new(FormattableString.Invariant(what));

    private static bool IsFine(ItemFigure i, int steps) => i.State == FigureState.Shown
        ? i is { Schools: >= AreaDisclosure.Schools, N: >= AreaDisclosure.Answers, Mean: { } mean, Low: { } low, High: { } high } && i.N % 5 == 0 && i.N >= i.Schools * 5L && 1 <= low && low <= mean && mean <= high && high <= steps
        : i is { Schools: null, N: null, Mean: null, Low: null, High: null };
}
