using System.Globalization;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;

namespace Meent.Plan.EditPlan;

/// <summary>Steps as typed: those that are there by id, and a few empty ones. An emptied step goes.</summary>
public sealed record StepsForm(IReadOnlyList<(string Id, string? Title)> Rows)
{
    public const int Empty = 4, Most = 40;

    public static StepsForm Of(IReadOnlyList<Step> steps) => new([.. steps.Select(s => (s.Id, (string?)s.Title)), .. Fresh().Select(f => (f, (string?)null))]);

    /// <remarks>Words for a step that somebody took out meanwhile stay: they make a new one.</remarks>
    public static StepsForm From(Posted posted, IReadOnlyList<Step> steps)
    {
        var there = steps.Select(s => s.Id).ToList();
        var gone = posted.Fields.Where(f => f.StartsWith(Name(""), StringComparison.Ordinal)).Select(f => f[Name("").Length..]).Except(there).Except(Fresh()).Where(id => posted[Name(id)] is not null);
        return new([.. there.Concat(gone).Concat(Fresh()).Select(id => (id, posted[Name(id)]))]);
    }

    public static string Name(string id) => $"step-{id}";

    internal IEnumerable<(string Label, string? Value)> Lines(Texts T) => Rows.Select(r => (T["Step"], r.Title));

    /// <returns>null where anything is wrong</returns>
    public IReadOnlyList<Step>? Read(IReadOnlyList<Step> before, FormErrors errors, Texts T)
    {
        errors.Name(Rows.Select((r, i) => (Name(r.Id), T["Step {0}", i + 1])));
        foreach (var (id, title) in Rows.Where(r => r.Title is not null)) Typed.Length(title!, Typed.Line, Name(id), errors, T);
        var read = Rows.Where(r => r.Title is not null).Select(r => before.FirstOrDefault(s => s.Id == r.Id) is { } known ? known with { Title = r.Title! } : new Step("", r.Title!)).ToList();
        if (read.Count > Most) errors.Add("", T["A measure has at most {0} steps. Make two measures of it.", Most]);
        return errors.Any ? null : read;
    }

    private static IEnumerable<string> Fresh() => Enumerable.Range(1, Empty).Select(i => string.Create(CultureInfo.InvariantCulture, $"new{i}"));
}

/// <summary>Amounts as typed, a row per source.</summary>
public sealed record MoneyForm(IReadOnlyList<(string? Source, string? Planned, string? Spent)> Rows)
{
    public static int Most => MoneySources.All.Count;

    public static MoneyForm Of(IReadOnlyList<Money> money, Texts T) => new(
        [.. money.Select(m => ((string?)m.Source, Typed.Number(m.Planned, T), Typed.Number(m.Spent, T))), .. Enumerable.Repeat(((string?)null, (string?)null, (string?)null), Math.Clamp(Most - money.Count, 0, 2))]);

    public static MoneyForm From(Posted posted) => new([.. Enumerable.Range(0, Most).Where(i => posted.Has(Name("source", i))).Select(i => (posted[Name("source", i)], posted[Name("planned", i)], posted[Name("spent", i)]))]);

    public static string Name(string field, int row) => string.Create(CultureInfo.InvariantCulture, $"{field}-{row}");

    internal IEnumerable<(string Label, string? Value)> Lines(Texts T) => Rows.Select(r => (r.Source is { } source ? PlanWords.Source(source, T) : T["Money"], Typed.Together(r.Planned, r.Spent)));

    /// <returns>null where anything is wrong</returns>
    public IReadOnlyList<Money>? Read(FormErrors errors, Texts T)
    {
        var read = new List<Money>();
        foreach (var ((source, planned, spent), i) in Rows.Select((r, i) => (r, i)).Where(r => r.r is not (null, null, null)))
        {
            foreach (var (field, label) in new[] { ("planned", T["Planned"]), ("spent", T["Spent"]), ("source", T["Where it comes from"]) }) errors.Name(Name(field, i), T["{0}, {1}", T["Money {0}", i + 1], label]);
            var (plan, done) = (Typed.Euros(planned, Name("planned", i), errors, T), Typed.Euros(spent, Name("spent", i), errors, T));
            if (source is null || !MoneySources.All.Contains(source)) errors.Add(Name("source", i), T["Choose where the money comes from."]);
            else if (read.Any(m => m.Source == source)) errors.Add(Name("source", i), T["This source is there twice. Put both amounts together."]);
            else if (planned is null && spent is null) continue;
            else read.Add(new(source, plan, done));
        }
        return errors.Any ? null : read;
    }
}

/// <summary>Evidence as typed; an emptied row goes.</summary>
public sealed record EvidenceForm(IReadOnlyList<(string? Text, string? Url)> Rows)
{
    public const int Most = 20, LongestText = 500;

    public static EvidenceForm Of(IReadOnlyList<Evidence> evidence) => new([.. evidence.Select(e => ((string?)e.Text, e.Url)), .. Enumerable.Repeat(((string?)null, (string?)null), Math.Clamp(Most - evidence.Count, 0, 2))]);

    public static EvidenceForm From(Posted posted) => new([.. Enumerable.Range(0, Most).Where(i => posted.Has(MoneyForm.Name("text", i))).Select(i => (posted[MoneyForm.Name("text", i)], posted[MoneyForm.Name("url", i)]))]);

    internal IEnumerable<(string Label, string? Value)> Lines(Texts T) => Rows.Select(r => (T["What shows it"], Typed.Together(r.Text, r.Url)));

    /// <returns>null where anything is wrong</returns>
    public IReadOnlyList<Evidence>? Read(FormErrors errors, Texts T)
    {
        var read = new List<Evidence>();
        foreach (var ((text, url), i) in Rows.Select((r, i) => (r, i)).Where(r => r.r is not (null, null)))
        {
            errors.Name([(MoneyForm.Name("text", i), T["{0}, {1}", T["Evidence {0}", i + 1], T["What it shows"]]), (MoneyForm.Name("url", i), T["{0}, {1}", T["Evidence {0}", i + 1], T["Where it is"]])]);
            if (text is null) errors.Add(MoneyForm.Name("text", i), T["Write in a few words what this shows."]);
            else Typed.Length(text, LongestText, MoneyForm.Name("text", i), errors, T);
            if (url is not null && !IsAddress(url)) errors.Add(MoneyForm.Name("url", i), T["This is not an address of a page. It begins with https://."]);
            read.Add(new(text ?? "", url));
        }
        return errors.Any ? null : read;
    }

    /// <summary>What a link may lead to: nothing that a browser would run.</summary>
    public static bool IsAddress(string url) => url.Length <= 500 && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri is { Scheme: "https" or "http", Host.Length: > 0 };
}
