using Meent.Design.Charts;
using Meent.Foundation.Localisation;

namespace Meent.Monitor;

/// <summary>Figures of an indicator and what became of them, in words.</summary>
/// <param name="unit">one of <see cref="IndicatorUnit"/></param>
public sealed class MovementWords(Texts T, string unit)
{
    /// <summary>"60.39 %", with as many decimals as were published, up to two.</summary>
    public string Value(decimal value) => WithUnit(Number(value, 2, trim: true));

    /// <summary>"83 %", "0.84 per learner": with so many decimals, whatever the value.</summary>
    public string Value(decimal value, int decimals) => WithUnit(Number(value, decimals, trim: false));

    /// <summary>A value in a table: the same number of decimals in every row.</summary>
    public string Cell(decimal? value, int decimals) => value is { } v ? Number(v, decimals, trim: false) : "";

    /// <summary>"+4.8 points", "−0.1 points"; with its sign.</summary>
    /// <param name="decimals">as many as the figures have that it lies between; null where that is not known: one, and of whole counts none</param>
    public string Difference(decimal difference, int? decimals = null) => Step(Signed(difference, decimals ?? Decimals([difference])));

    /// <summary>Decimals of official figures in pictures: one, and of counts none where all are whole.</summary>
    public int Decimals(IEnumerable<decimal> values) => unit is IndicatorUnit.Number or IndicatorUnit.Euro && values.All(v => v == Math.Round(v)) ? 0 : 1;

    /// <summary>"+4.8", for a table whose heading names the unit.</summary>
    public string Signed(decimal difference, int decimals = 1)
    {
        var rounded = Math.Round(difference, decimals, MidpointRounding.AwayFromZero);
        return (rounded > 0 ? "+" : rounded < 0 ? "−" : "") + Number(Math.Abs(rounded), decimals, trim: false);
    }

    /// <summary>What became of it, in the word that stands for it everywhere.</summary>
    public string Word(Movement movement) => ChartWords.Movement(T, movement);

    /// <summary>"+4.8 points since 2023: it rose clearly."</summary>
    public string Sentence(Change change) => (change.Movement, change.Difference) switch
    {
        (Movement.Rose, { } d) => T["{0} since {1}: it rose clearly.", Difference(d), change.From],
        (Movement.Fell, { } d) => T["{0} since {1}: it fell clearly.", Difference(d), change.From],
        (Movement.NoClearChange, { } d) => T["{0} since {1}: no clear change.", Difference(d), change.From],
        (_, { } d) => T["{0} since {1}; we cannot compare: {2}.", Difference(d), change.From, Why(change)],
        _ => T["We cannot compare with {0}: {1}.", change.From, Why(change)],
    };

    /// <summary>Why two figures are not compared; "" where they are.</summary>
    public string Why(Change change) => change.Why switch
    {
        Incomparable.Missing => T["one of the two figures is missing"],
        Incomparable.Broken => T["it was measured in another way in between"],
        Incomparable.Defined => T["one of the two is defined in another way"],
        Incomparable.Unreliable => T["one of the two is marked as little reliable"],
        Incomparable.Unsure => T["nobody published how sure the figures are"],
        _ => "",
    };

    /// <summary>"3.9 points a year needed until 2030 for 80 %, against 1.6 a year made since 2021."</summary>
    /// <param name="line">of the place that the target is for</param>
    /// <param name="precision">how far chance may move its figures</param>
    public string Pace(IReadOnlyCollection<Figure> line, decimal target, string due, Direction better, Precision precision)
    {
        var (aim, made, needed) = (Value(target), Monitor.Pace.Made(line), Monitor.Pace.Needed(line, target, due));
        return (Courses.Of(line, target, due, better), needed, made) switch
        {
            (Course.Reached, _, _) when !Courses.IsClear(line, target, precision) => T["The figure reaches the target of {0} for {1}, but not clearly: chance may have moved it that far.", aim, due],
            (Course.Reached, _, _) => T["The target of {0} for {1} is met.", aim, due],
            (Course.Beside, _, _) => T["The target for {1} is {0}; it stands at {2}.", aim, due, Value(Monitor.Pace.Newest(line)!.Value!.Value)],
            (Course.Missed, _, _) => T["The target of {0} was due in {1} and is not met.", aim, due],
            (_, null, _) => T["The target is {0} in {1}.", aim, due],
            (_, { } n, null) => T["{0} a year needed until {1} for {2}.", Step(Yearly(n)), due, aim],
            (Course.OnCourse, { } n, { } m) => T["On course for {2} in {1}: {0} a year needed, and {3} a year made since {4}.", Step(Yearly(n)), due, aim, Yearly(m), m.From],
            (_, { } n, { } m) => T["{0} a year needed until {1} for {2}, against {3} a year made since {4}.", Step(Yearly(n)), due, aim, Yearly(m), m.From],
        };
    }

    /// <summary>"7 of 27 countries rose clearly since 2023."</summary>
    /// <param name="ofCountries">false where there are other places among them</param>
    public string Count(MovementCount count, string since, bool ofCountries = true) => count switch
    {
        { Rose: 0, Fell: 0 } when !ofCountries => T["Of no place can we say that it rose or fell clearly since {0}.", since],
        { Fell: 0 } when !ofCountries => T["{0} of {1} places rose clearly since {2}.", count.Rose, count.Of, since],
        _ when !ofCountries => T["{0} of {1} places rose clearly since {2}, {3} fell clearly.", count.Rose, count.Of, since, count.Fell],
        { Rose: 0, Fell: 0 } => T["No country rose or fell clearly since {0}.", since],
        { Fell: 0 } => T["{0} of {1} countries rose clearly since {2}.", count.Rose, count.Of, since],
        _ => T["{0} of {1} countries rose clearly since {2}, {3} fell clearly.", count.Rose, count.Of, since, count.Fell],
    };

    /// <summary>What the count leaves over: "No clear change in 20." and how many cannot be compared.</summary>
    public string Rest(MovementCount count) => string.Join(' ', new[]
    {
        count.Fell == 0 && count.Rose > 0 ? T["None fell clearly."] : "",
        count.NoClearChange > 0 ? T.N(count.NoClearChange, "In one there is no clear change.", "In {0} there is no clear change.") : "",
        count.CannotCompare > 0 ? T.N(count.CannotCompare, "One cannot be compared.", "{0} cannot be compared.") : "",
    }.Where(s => s.Length > 0));

    /// <summary>What a step is counted in: points of a share or a score.</summary>
    public string StepUnit => unit switch
    {
        IndicatorUnit.Percent or IndicatorUnit.Score => T["points"],
        IndicatorUnit.Mbps => T["Mbit/s"],
        IndicatorUnit.Euro => "€",
        IndicatorUnit.PerLearner => T["per learner"],
        _ => "",
    };

    private string Step(string number) => unit switch
    {
        IndicatorUnit.Percent or IndicatorUnit.Score => T["{0} points", number],
        _ => WithUnit(number),
    };

    private string WithUnit(string number) => UnitWords.With(number, unit, T);

    private string Yearly(Pace pace)
    {
        var rounded = Math.Round(pace.PerYear, 1, MidpointRounding.AwayFromZero);
        return (rounded < 0 ? "−" : "") + Number(Math.Abs(rounded), 1, trim: false);
    }

    private string Number(decimal value, int decimals, bool trim)
    {
        var minus = value < 0 ? "−" : "";
        var places = trim ? new string('#', decimals) : new string('0', decimals);
        return minus + Math.Abs(value).ToString(places.Length == 0 ? "#,0" : "#,0." + places, T.Culture);
    }
}
