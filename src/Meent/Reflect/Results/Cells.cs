namespace Meent.Reflect.Results;

/// <summary>The cells of a release, once it is decided that they may be shown.</summary>
internal static class Cells
{
    /// <summary>What a shown mean is usually off by, because it is shown to a tenth, or comes from bars in steps of 10 per cent.</summary>
    private static double Rounding(int n) => n is >= 30 and < 60 ? 0.1 : 0.05;

    public static ItemCell Empty(string audience, CellState state) => new(audience, state, null, null, null, null, null, null, null, null);

    public static AreaCell Empty(string audience, CellState state, int asked) => new(audience, state, null, null, null, null, null, asked, 0);

    /// <summary>An item with enough answers.</summary>
    public static ItemCell Shown(string audience, ItemTally tally, int answered, int? invited, DisclosurePolicy policy)
    {
        int[] counts = [.. tally.Options.Skip(1).SkipLast(1)];
        var n = tally.OnScale;
        var bars = n >= DisclosurePolicy.Default.BarsFrom ? Coding.Bars(counts, Coding.Step(n)) : null;
        var split = n < policy.SplitFrom ? null : bars is null ? SplitBook.Find(counts) : Coding.Split(bars);
        var (mean, bound) = bars is null ? Coding.Mean(counts) : (Coding.FromBars(bars, n).Mean, Bound.Exact);
        var spread = bars is null ? AssumedSpread(1, counts.Length) : Math.Max(0.3 * Width(counts.Length), Coding.FromBars(bars, n).Spread);
        var interval = bound == Bound.Exact ? Interval(mean, counts.Length, spread, n, answered, invited) : (Estimate?)null;
        return new(
            audience, CellState.Shown, Floor(n), mean, bound, interval?.Low, interval?.High,
            split, n < policy.BarsFrom ? null : bars, DoesNotApply(tally.Options[^1], answered, policy));
    }

    /// <summary>An area with enough people, from its items that are shown.</summary>
    public static AreaCell Shown(ReleasedAudience audience, AreaCount people, List<ItemCell> used, int asked, int steps)
    {
        var n = people.Persons;
        var mean = Math.Round(used.Average(c => c.Mean!.Value), 2, MidpointRounding.AwayFromZero);
        bool above = used.Exists(c => c.Bound == Bound.AtLeast), below = used.Exists(c => c.Bound == Bound.AtMost);
        var interval = Interval(mean, steps, Spread(people, used.Count == asked, asked, steps), n, audience.Answered, audience.Invited);
        // An end that is only known as a bound makes the interval as much wider as it may be off.
        var high = interval.High + used.Sum(c => c.Bound == Bound.AtLeast ? (steps - c.Mean!.Value) / used.Count : 0);
        var low = interval.Low - used.Sum(c => c.Bound == Bound.AtMost ? (c.Mean!.Value - 1) / used.Count : 0);
        var bound = above == below ? Bound.Exact : above ? Bound.AtLeast : Bound.AtMost;
        return new(
            audience.Id, CellState.Shown, Floor(n), mean, bound,
            Math.Round(Math.Max(1, low), 2), Math.Round(Math.Min(steps, high), 2), asked, used.Count);
    }

    /// <summary>One answer of a team, under its name.</summary>
    public static ItemCell Team(AskedItem item, TeamAnswers team)
    {
        var position = team.Asked.Items.ToList().FindIndex(i => i.Id == item.Id && i.Version == item.Version);
        if (position < 0) return Empty(team.Asked.Id, CellState.NotAsked);
        var doesNotApply = Counter.DoesNotApply(team.Asked.Steps);
        return team.Answers[position] switch
        {
            Counter.LeftOpen => Empty(team.Asked.Id, CellState.NobodyAnswered),
            var answer when answer == doesNotApply => Empty(team.Asked.Id, CellState.Shown) with { AtLeast = team.People, DoesNotApply = new Share(100) },
            var answer => Empty(team.Asked.Id, CellState.Shown) with { AtLeast = team.People, Mean = answer, Bound = Bound.Exact },
        };
    }

    /// <summary>One area as a team sees it.</summary>
    public static AreaCell Team(ReleasedAudience team, List<ItemCell> asked)
    {
        var given = asked.Where(c => c.Mean is not null).ToList();
        return given.Count == 0 || given.Count * 2 < asked.Count
            ? Empty(team.Id, CellState.NobodyAnswered, asked.Count)
            : new(team.Id, CellState.Shown, team.Answered, Math.Round(given.Average(c => c.Mean!.Value), 2, MidpointRounding.AwayFromZero),
                Bound.Exact, null, null, asked.Count, given.Count);
    }

    /// <summary>Exact numbers would tell how many left an item out: a cell of one or two.</summary>
    private static int Floor(int n) => n / 5 * 5;

    /// <summary>Few are here four people or less: one child to whom something does not apply is easily known in a class.</summary>
    private static Share? DoesNotApply(int people, int answered, DisclosurePolicy policy) =>
        answered < policy.SplitFrom ? null
        : people < 5 ? Share.Few
        : new(RoundTo(Coding.Step(answered), 100.0 * people / answered));

    private static int RoundTo(int step, double percent) => (int)Math.Round(percent / step, MidpointRounding.AwayFromZero) * step;

    /// <summary>The interval from the number that is shown, not the exact one, which it would give away. How many of all were reached is
    /// taken from the whole questionnaire: whoever leaves an item out stands for as many who were not reached.</summary>
    private static Estimate Interval(double mean, int steps, double spread, int n, int answered, int? invited)
    {
        var shown = Floor(n);
        var population = invited >= answered ? (int)Math.Round((double)shown * invited.Value / answered) : (int?)null;
        var estimate = Estimates.Mean(mean, spread, shown, population);
        return new(
            mean,
            Math.Round(Math.Max(1, estimate.Low - Rounding(n)), 2),
            Math.Round(Math.Min(steps, estimate.High + Rounding(n)), 2));
    }

    /// <summary>The spread between people, coarse: of few people or few items the real one would tell single answers (no spread
    /// means that all answered alike), and where an item is suppressed its answers must not show through.</summary>
    private static double Spread(AreaCount people, bool allShown, int asked, int steps)
    {
        var enough = people.Persons >= 30 ? asked >= 2 : people.Persons >= 10 && asked >= 3;
        if (!enough || !allShown) return AssumedSpread(asked, steps);
        var spread = people.Spread / Width(steps);
        return Width(steps) * (people.Persons >= 30 ? Math.Max(0.3, Math.Ceiling(spread * 10) / 10)
            : spread > 1.25 ? 2
            : Math.Max(0.5, Math.Ceiling(spread * 4) / 4));
    }

    /// <summary>Steps of the scale, wider than what is usual: the interval that it gives is too wide rather than too narrow.</summary>
    internal static double AssumedSpread(int items, int steps) => Width(steps) * (items == 1 ? 1.2 : 1);

    /// <summary>How long the scale is, against that of five steps.</summary>
    private static double Width(int steps) => (steps - 1) / (Coding.Agreement - 1.0);
}
