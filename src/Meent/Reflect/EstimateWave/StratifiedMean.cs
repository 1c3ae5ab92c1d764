namespace Meent.Reflect.EstimateWave;

/// <summary>A stratum of a sample as it answered.</summary>
/// <param name="N">schools there are, at least as many as answered</param>
/// <param name="Means">one per school that answered; may be empty</param>
public sealed record AnsweredStratum(int N, IReadOnlyList<double> Means);

/// <summary>The mean over all schools of a frame, estimated from a stratified sample.</summary>
/// <param name="Mean">Σ W_h · ȳ_h</param>
/// <param name="StandardError">√Σ W_h² (1 − f_h) s_h² / n_h; null where one school alone stands for several</param>
/// <param name="Schools">that answered</param>
/// <param name="LargestWeight">of the mean, that the school with most of it has: in 0..1</param>
/// <param name="Joined">strata that were joined with a neighbour, because fewer than two schools answered</param>
/// <param name="Freedom">schools less strata, of those strata whose schools did not all answer: degrees of freedom of the spread</param>
public sealed record StratifiedMean(double Mean, double? StandardError, int Schools, double LargestWeight, int Joined, int Freedom)
{
    /// <summary>Estimates a mean per school: each school of the frame counts once, however large it is.</summary>
    /// <returns>null where no school answered</returns>
    /// <remarks>
    /// <para>Cochran 1977, Sampling Techniques, 3rd edition: mean §5.3, variance §5.4, with finite population correction; W_h = N_h/N.</para>
    /// <para>A stratum of which fewer than two schools answered, but not all, is joined with the next one in order (the last with the one before), before anything is
    /// calculated: collapsed strata, §5A.12. The spread is then that within the joined strata and rather too large. Where sampling fractions differ the mean may be a little off.</para>
    /// <para>Those that answered are taken for a simple random sample of their stratum. That holds as far as staying away has nothing to do with the answers.</para>
    /// </remarks>
    public static StratifiedMean? Of(IReadOnlyList<AnsweredStratum> strata)
    {
        var joined = Join([.. strata.Select(s => (s.N, s.Means.Count))]).Select(part => Together(strata, part)).ToList();
        return From([.. joined.Select(s => Heard.Of(s.N, s.Means))], strata.Count - joined.Count);
    }

    /// <summary>The same before anybody answered, with a mean of 0: how sure it will be, and what weighs how much.</summary>
    /// <param name="strata">schools there are and schools that will answer, in the order in which they are joined</param>
    /// <param name="spread">standard deviation between schools within a stratum that is expected</param>
    /// <returns>null where no school answers</returns>
    public static StratifiedMean? Planned(IReadOnlyList<(int N, int Answering)> strata, double spread)
    {
        var joined = Join(strata);
        return From([.. joined.Select(part => new Heard(strata.Take(part).Sum(s => s.N), strata.Take(part).Sum(s => s.Answering), 0, spread * spread))], strata.Count - joined.Count);
    }

    private static StratifiedMean? From(IReadOnlyList<Heard> strata, int joined)
    {
        if (strata.Sum(s => s.Schools) == 0) return null;
        double all = strata.Sum(s => (long)s.N);
        double mean = 0, variance = 0, largest = 0;
        var known = true;
        foreach (var s in strata)
        {
            var weight = s.N / all;
            mean += weight * s.Mean;
            largest = Math.Max(largest, weight / s.Schools);
            if (s.Schools == s.N) continue;
            if (s.Schools < 2) known = false;
            else variance += weight * weight * (1 - ((double)s.Schools / s.N)) * s.Variance / s.Schools;
        }
        return new(mean, known ? Math.Sqrt(variance) : null, strata.Sum(s => s.Schools), largest, joined, strata.Where(s => s.Schools < s.N).Sum(s => Math.Max(0, s.Schools - 1)));
    }

    /// <summary>Of each stratum, schools there are and schools that answered, both with the strata that it is joined with: a school weighs N/n.</summary>
    public static IReadOnlyList<(int N, int Answered)> Weights(IReadOnlyList<(int N, int Answered)> strata) =>
        [.. Join(strata).SelectMany(part => Enumerable.Repeat((strata.Take(part).Sum(s => s.N), strata.Take(part).Sum(s => s.Answered)), part.End.Value - part.Start.Value))];

    /// <summary>Which neighbours are one.</summary>
    private static List<Range> Join(IReadOnlyList<(int N, int Answered)> strata)
    {
        var parts = new List<Range>();
        int from = 0, schools = 0, answered = 0;
        for (var h = 0; h < strata.Count; h++)
        {
            (schools, answered) = (schools + strata[h].N, answered + strata[h].Answered);
            if (answered < 2 && answered < schools) continue;
            parts.Add(from..(h + 1));
            (from, schools, answered) = (h + 1, 0, 0);
        }
        if (from == strata.Count) return parts;
        if (parts.Count == 0) return [0..strata.Count];
        parts[^1] = parts[^1].Start..strata.Count;
        return parts;
    }

    private static AnsweredStratum Together(IReadOnlyList<AnsweredStratum> strata, Range part) => new(strata.Take(part).Sum(s => s.N), [.. strata.Take(part).SelectMany(s => s.Means)]);

    /// <summary>A stratum, or several that were joined.</summary>
    /// <param name="Variance">between schools, s²; 0 where fewer than two answered</param>
    private readonly record struct Heard(int N, int Schools, double Mean, double Variance)
    {
        public static Heard Of(int n, IReadOnlyList<double> means)
        {
            if (means.Count == 0) return new(n, 0, 0, 0);
            var mean = means.Average();
            return new(n, means.Count, mean, means.Count < 2 ? 0 : means.Sum(y => (y - mean) * (y - mean)) / (means.Count - 1));
        }
    }
}
