using System.Globalization;
using System.Text;
using CsvHelper;
using Meent.Monitor;

namespace Meent.Plan.TakeAlong;

/// <summary>A plan as one table, for a spreadsheet. What is written is read again unchanged.</summary>
public static class PlanCsvFile
{
    public static byte[] Write(PlanExchange plan)
    {
        using var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, new() { WriteByteOrderMark = true }, leaveOpen: true))
        {
            csv.WriteRecord([.. PlanCsvRow.Columns]);
            foreach (var row in Rows(plan))
            {
                var cells = row.Where(c => c.Value is not null).ToDictionary(c => c.Column, c => PlanCsvRow.Cell(c.Column, c.Value!));
                csv.WriteRecord([.. PlanCsvRow.Columns.Select(c => cells.GetValueOrDefault(c, ""))]);
            }
        }
        return bytes.ToArray();
    }

    /// <param name="indicators">those of this hub by id; null where none is known: then every aim is one with a figure of their own</param>
    public static ExchangeRead Read(string text, Func<string, Indicator?>? indicators = null)
    {
        var (rows, problems) = Parse(text);
        return problems.Count > 0 ? new(null, problems) : new PlanCsvReader(rows, indicators).Read();
    }

    private static IEnumerable<IReadOnlyList<(string Column, string? Value)>> Rows(PlanExchange plan)
    {
        var c = plan.Content;
        yield return
        [
            ("kind", "plan"), ("title", c.Title), ("about", c.About), ("language", c.Language), ("start", Typed.Day(c.From)), ("end", Typed.Day(c.To)),
            ("last_objective", c.LastObjective.ToString(CultureInfo.InvariantCulture)), ("last_measure", c.LastMeasure.ToString(CultureInfo.InvariantCulture)), ("demonstration", c.Demonstration ? "true" : null),
        ];
        foreach (var person in plan.People) yield return [("kind", "person"), ("id", person.Slot), ("title", person.Name)];
        foreach (var o in c.Objectives)
        {
            yield return [("kind", "objective"), ("id", o.Id), ("title", o.Title), ("why", o.Why), ("round", o.From?.Round.ToString()), ("area", o.From?.Area)];
            foreach (var link in o.Links) yield return [("kind", "link"), ("of", o.Id), ("role", link.Role), ("target", link.Target)];
            foreach (var m in o.MeasuredBy)
                yield return [("kind", "measured"), ("of", o.Id), ("indicator", m.Indicator), ("breakdown", m.Breakdown), ("base", PlanCsvRow.Number(m.Base)), ("base_period", m.BasePeriod), ("value", PlanCsvRow.Number(m.Target)), ("due", Typed.Day(m.Due))];
            foreach (var m in o.Measures)
            {
                foreach (var row in Rows(o, m)) yield return row;
            }
        }
    }

    private static IEnumerable<IReadOnlyList<(string Column, string? Value)>> Rows(Objective o, Measure m)
    {
        yield return
        [
            ("kind", "measure"), ("id", m.Id), ("of", o.Id), ("title", m.Title), ("why", m.Why), ("changes", m.Changes), ("owner", m.Owner), ("owner_role", m.OwnerRole),
            ("start", Typed.Day(m.Start)), ("end", Typed.Day(m.End)), ("review", Typed.Day(m.NextReview)),
        ];
        foreach (var money in m.Money) yield return [("kind", "money"), ("of", m.Id), ("source", money.Source), ("planned", PlanCsvRow.Number(money.Planned)), ("spent", PlanCsvRow.Number(money.Spent))];
        foreach (var step in m.Steps) yield return [("kind", "step"), ("id", step.Id), ("of", m.Id), ("title", step.Title), ("done_on", Typed.Day(step.DoneOn))];
        foreach (var evidence in m.Evidence) yield return [("kind", "evidence"), ("of", m.Id), ("title", evidence.Text), ("url", evidence.Url)];
    }

    /// <returns>the rows, and why it is no table of a plan: then nothing of it is taken</returns>
    private static (List<PlanCsvRow> Rows, IReadOnlyList<FileProblem> Problems) Parse(string text)
    {
        text = text.TrimStart('\ufeff');
        var header = text.Split('\n')[0];
        var open = false;
        var options = new CsvReaderOptions
        {
            Separator = new[] { ',', ';', '\t' }.MaxBy(s => header.Count(c => c == s)), HasHeader = false, TrackLineNumbers = true,
            OnMalformedRecord = m => open |= m.Reason == CsvMalformedReason.UnterminatedQuote,
        };
        using var csv = CsvReader.FromText(text, options);
        string[]? columns = null;
        var (rows, nowhere) = (new List<PlanCsvRow>(), new List<FileProblem>());
        while (csv.Read() && !open)
        {
            string[] cells = [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];
            if (columns is null)
            {
                columns = cells;
                continue;
            }
            nowhere.AddRange(cells.Where((c, i) => c.Length > 0 && columns.ElementAtOrDefault(i) is null or "").Select(c => new FileProblem((int)csv.LineNumber, new CellHasNoColumn(c))));
            if (cells.Any(c => c.Length > 0)) rows.Add(new((int)csv.LineNumber, columns.Zip(cells).DistinctBy(c => c.First).ToDictionary(c => c.First, c => PlanCsvRow.Text(c.First, c.Second))));
        }
        if (columns is null || !columns.Contains("kind") || !columns.Contains("title")) return (rows, [new(1, new PlanTableHasNoHead())]);
        return open ? (rows, [new((int)csv.LineNumber, new PlanQuoteIsOpen())]) : (rows, [.. OfHead(columns), .. nowhere]);
    }

    /// <summary>What stands under a heading that is not known, or that stands there before, would be lost without a word.</summary>
    private static IEnumerable<FileProblem> OfHead(string[] columns)
    {
        foreach (var group in columns.Where(c => c.Length > 0).GroupBy(c => c))
        {
            if (!PlanCsvRow.Columns.Contains(group.Key)) yield return new(1, new UnknownColumn(group.Key));
            else if (group.Count() > 1) yield return new(1, new ColumnIsTwice(group.Key));
        }
    }
}
