namespace Meent.Reflect.Results;

/// <summary>One statement as it was put to an audience.</summary>
/// <param name="Area">null for an item that the school added itself</param>
/// <param name="Text">the wording of the school's own item; null where the instrument has it</param>
public sealed record AskedItem(string Id, int Version, string? Area, string? Text = null);

/// <summary>One audience of a round, with what it was asked in the order in which its answers are packed.</summary>
/// <param name="Invited">people who could have answered; null where nobody knows</param>
/// <param name="Steps">of the scale on which all its items are answered: 5 where people agree or not, 4 to 6 levels of a ladder</param>
public sealed record AskedAudience(string Id, string? Variant, int? Invited, IReadOnlyList<AskedItem> Items, int Steps = Coding.Agreement);

/// <summary>The tally of one item in one audience.</summary>
/// <param name="Options">how often each answer was given, by its packed value: 0 left open, 1..k the scale, k + 1 does not apply</param>
public sealed record ItemTally(AskedItem Item, IReadOnlyList<int> Options)
{
    /// <summary>Answers on the scale.</summary>
    public int OnScale
    {
        get
        {
            var n = 0;
            for (var i = 1; i < Options.Count - 1; i++) n += Options[i];
            return n;
        }
    }
}

/// <summary>How one audience sees one area, a person at a time: items within a person hang together, so the person is what is
/// sampled.</summary>
/// <param name="Persons">who answered at least half of what they were asked here on the scale</param>
/// <param name="Sum">of the persons' means, each in units of 1/720720 of a scale point</param>
/// <param name="SumOfSquares">of the same</param>
public sealed record AreaCount(string Area, int Persons, long Sum, long SumOfSquares)
{
    /// <summary>The least common multiple of 1..16: a mean of up to 16 answers is a whole number of these, so sums are exact
    /// and the order in which submissions are read cannot show.</summary>
    public const long Unit = 720720;

    /// <summary>Sample standard deviation of the persons' means in scale points; 0 for fewer than two persons.</summary>
    public double Spread
    {
        get
        {
            if (Persons < 2) return 0;
            var squares = (double)(((Int128)SumOfSquares * Persons) - ((Int128)Sum * Sum));
            return Math.Sqrt(Math.Max(0, squares / Persons / (Persons - 1))) / Unit;
        }
    }
}

/// <summary>Everything that is counted of one audience when a round closes.</summary>
/// <param name="Answered">submissions</param>
/// <param name="Areas">areas of which this audience was asked anything</param>
public sealed record AudienceCounts(
    AskedAudience Asked, int Answered, IReadOnlyList<ItemTally> Items, IReadOnlyList<AreaCount> Areas);

/// <summary>What a leadership team answered together under its name.</summary>
/// <param name="Authors">as they sign</param>
/// <param name="People">how many they are</param>
/// <param name="Answers">one packed answer per asked item</param>
public sealed record TeamAnswers(AskedAudience Asked, string Authors, int People, IReadOnlyList<byte> Answers);

/// <summary>A closed round, counted: what <see cref="Disclosure"/> decides on.</summary>
/// <param name="Areas">areas of the instrument in its order</param>
/// <param name="Audiences">who answered anonymously, in the order in which they are shown</param>
/// <param name="Teams">who answered under its name</param>
public sealed record RoundCounts(
    ReleasedRound Round,
    IReadOnlyList<string> Areas,
    IReadOnlyList<AudienceCounts> Audiences,
    IReadOnlyList<TeamAnswers> Teams)
{
    /// <summary>What people wrote in their own words; null where they were not asked to.</summary>
    public GivenTexts? Texts { get; init; }

    /// <summary>Of the scale of the instrument: all audiences answer on the same.</summary>
    public int Steps => Audiences.Select(a => a.Asked).Concat(Teams.Select(t => t.Asked)).FirstOrDefault()?.Steps ?? Coding.Agreement;
}

/// <summary>Counts the packed answers of one audience, in any order, holding no submission.</summary>
public sealed class Counter
{
    public const byte LeftOpen = 0;

    private readonly byte doesNotApply;
    private readonly AskedAudience asked;
    private readonly int width;
    private readonly int[] options;
    private readonly string[] areas;
    private readonly int[] areaOf;
    private readonly int[] askedIn;
    private readonly int[] persons;
    private readonly long[] sums;
    private readonly long[] squares;
    private readonly int[] given;
    private readonly int[] total;
    private int answered;

    public Counter(AskedAudience asked)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(asked.Steps, Coding.FewestSteps);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(asked.Steps, Coding.MostSteps);
        this.asked = asked;
        doesNotApply = DoesNotApply(asked.Steps);
        width = asked.Steps + 2;
        areas = [.. asked.Items.Select(i => i.Area).OfType<string>().Distinct()];
        areaOf = [.. asked.Items.Select(i => i.Area is null ? -1 : Array.IndexOf(areas, i.Area))];
        options = new int[asked.Items.Count * width];
        askedIn = [.. areas.Select(a => asked.Items.Count(i => i.Area == a))];
        (persons, sums, squares) = (new int[areas.Length], new long[areas.Length], new long[areas.Length]);
        (given, total) = (new int[areas.Length], new int[areas.Length]);
    }

    /// <summary>The packed answer of whom an item does not apply to, or who does not know: the one after the highest step.</summary>
    public static byte DoesNotApply(int steps) => (byte)(steps + 1);

    /// <summary>Adds one submission: a byte per asked item, in the order of the items.</summary>
    public void Add(ReadOnlySpan<byte> answers)
    {
        if (answers.Length != areaOf.Length) throw new ArgumentException($"{answers.Length} answers for {areaOf.Length} items", nameof(answers));
        answered++;
        Array.Clear(given);
        Array.Clear(total);
        for (var i = 0; i < answers.Length; i++)
        {
            var answer = answers[i];
            if (answer > doesNotApply) throw new ArgumentException($"answer {answer} is not on the scale", nameof(answers));
            options[(i * width) + answer]++;
            if (areaOf[i] < 0 || answer == LeftOpen || answer == doesNotApply) continue;
            given[areaOf[i]]++;
            total[areaOf[i]] += answer;
        }
        for (var a = 0; a < areas.Length; a++) AddPerson(a);
    }

    public AudienceCounts Result() => new(
        asked,
        answered,
        [.. asked.Items.Select((item, i) => new ItemTally(item, options[(i * width)..((i + 1) * width)]))],
        [.. areas.Select((area, a) => new AreaCount(area, persons[a], sums[a], squares[a]))]);

    private void AddPerson(int area)
    {
        if (given[area] == 0 || given[area] * 2 < askedIn[area]) return;
        var mean = ((total[area] * AreaCount.Unit) + (given[area] / 2)) / given[area];
        persons[area]++;
        sums[area] += mean;
        squares[area] += mean * mean;
    }
}
