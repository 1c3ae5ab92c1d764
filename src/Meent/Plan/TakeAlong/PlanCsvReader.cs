using System.Globalization;
using Meent.Foundation.Web;
using Meent.Monitor;

namespace Meent.Plan.TakeAlong;

/// <summary>Puts a plan together from the rows of its table, and notes every row that does not fit.</summary>
internal sealed class PlanCsvReader(IReadOnlyList<PlanCsvRow> rows, Func<string, Indicator?>? indicators)
{
    private static readonly string[] Kinds = ["plan", "person", "objective", "link", "measured", "measure", "money", "step", "evidence"];

    private readonly ILookup<string?, PlanCsvRow> byKind = rows.ToLookup(r => r["kind"]);
    private readonly ILookup<(string?, string?), PlanCsvRow> byParent = rows.ToLookup(r => (r["kind"], r["of"]));
    private readonly List<FileProblem> problems = [];

    public ExchangeRead Read()
    {
        var heads = Of("plan").ToList();
        if (heads.Count != 1) return new(null, [new(heads.Skip(1).FirstOrDefault()?.Line, new NotOnePlan())]);
        if (Of("objective").Count() > PlanChecks.MostObjectives || Of("measure").Count() > PlanChecks.MostMeasures)
            return new(null, [new(null, new PlanIsTooLarge(PlanChecks.MostObjectives, PlanChecks.MostMeasures))]);
        // What has its id twice would have all rows below it twice.
        foreach (var row in Again("objective").Concat(Again("measure"))) Problem(row, new IdIsTaken(row["id"]!));
        if (problems.Count > 0) return new(null, problems);
        foreach (var row in rows.Where(r => !Kinds.Contains(r["kind"]))) Problem(row, new UnknownKind(row["kind"] ?? ""));
        var (objectives, measures) = (Ids("objective"), Ids("measure"));
        foreach (var row in rows.Where(r => r["kind"] is "link" or "measured" or "measure" && !objectives.Contains(r["of"] ?? ""))) Problem(row, new BelongsNowhere(row["of"] ?? ""));
        foreach (var row in rows.Where(r => r["kind"] is "money" or "step" or "evidence" && !measures.Contains(r["of"] ?? ""))) Problem(row, new BelongsNowhere(row["of"] ?? ""));
        var head = heads[0];
        var content = new PlanContent
        {
            Title = head["title"] ?? "", About = head["about"], Language = head["language"], From = Needed(head, "start"), To = Needed(head, "end"),
            LastObjective = Count(head, "last_objective"), LastMeasure = Count(head, "last_measure"), Objectives = [.. Of("objective").Select(Objective)],
            // Spreadsheets write it in capitals.
            Demonstration = string.Equals(head["demonstration"], "true", StringComparison.OrdinalIgnoreCase),
        };
        if (problems.Count > 0) return new(null, [.. problems.OrderBy(p => p.Line)]);
        var plan = new PlanExchange(content, [.. Of("person").Select(p => new NamedSlot(p["id"] ?? "", p["title"] ?? ""))]);
        var lines = rows.ToLookup(r => r["id"], r => r.Line);
        return PlanChecks.Checked(plan, id => lines[id].Cast<int?>().FirstOrDefault(), indicators);
    }

    private Objective Objective(PlanCsvRow row)
    {
        var id = row["id"] ?? "";
        return new(id, row["title"] ?? "")
        {
            Why = row["why"], From = From(row),
            Links = [.. Of("link", id).Select(l => new PlanLink(l["role"] ?? "", l["target"] ?? ""))],
            MeasuredBy = [.. Of("measured", id).Select(m => new MeasuredBy(m["indicator"] ?? "", m["breakdown"], Number(m, "base"), m["base_period"], Number(m, "value"), Day(m, "due")))],
            Measures = [.. Of("measure", id).Select(Measure)],
        };
    }

    private ObjectiveFrom? From(PlanCsvRow row)
    {
        if (row["round"] is null && row["area"] is null) return null;
        if (Guid.TryParse(row["round"], out var round) && row["area"] is { } area) return new(round, area);
        Problem(row, new ReportIsWrong());
        return null;
    }

    private Measure Measure(PlanCsvRow row)
    {
        var id = row["id"] ?? "";
        return new(id, row["title"] ?? "", row["why"] ?? "", row["owner"] ?? "", Needed(row, "end"))
        {
            Changes = row["changes"], OwnerRole = row["owner_role"], Start = Day(row, "start"), NextReview = Day(row, "review"),
            Money = [.. Of("money", id).Select(m => new Money(m["source"] ?? "", Number(m, "planned"), Number(m, "spent")))],
            Steps = [.. Of("step", id).Select(s => new Step(s["id"] ?? "", s["title"] ?? "", Day(s, "done_on")))],
            Evidence = [.. Of("evidence", id).Select(e => new Evidence(e["title"] ?? "", e["url"]))],
        };
    }

    private IEnumerable<PlanCsvRow> Of(string kind) => byKind[kind];

    private IEnumerable<PlanCsvRow> Of(string kind, string of) => byParent[(kind, of)];

    private IEnumerable<PlanCsvRow> Again(string kind) => Of(kind).Where(r => r["id"] is not null).GroupBy(r => r["id"]).SelectMany(g => g.Skip(1));

    private HashSet<string> Ids(string kind) => [.. Of(kind).Select(r => r["id"]).OfType<string>()];

    private DateOnly Needed(PlanCsvRow row, string column)
    {
        if (row[column] is null) Problem(row, new CellIsMissing(column));
        return Day(row, column) ?? default;
    }

    private DateOnly? Day(PlanCsvRow row, string column)
    {
        if (row[column] is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        Problem(row, new CellIsNoDay(column, text));
        return null;
    }

    private decimal? Number(PlanCsvRow row, string column)
    {
        if (row[column] is not { } text) return null;
        if (decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return number;
        Problem(row, new CellIsNoNumber(column, text));
        return null;
    }

    private int Count(PlanCsvRow row, string column)
    {
        if (row[column] is not { } text) return 0;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        Problem(row, new CellIsNoNumber(column, text));
        return 0;
    }

    private void Problem(PlanCsvRow row, Refusal why) => problems.Add(new(row.Line, why));
}
