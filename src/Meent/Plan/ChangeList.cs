namespace Meent.Plan;

/// <summary>Collects what is different; knows what it speaks of at the moment.</summary>
internal sealed class ChangeList
{
    private readonly List<PlanChange> all = [];
    private (string? Objective, string? Measure) about;

    public IReadOnlyList<PlanChange> All => all;

    /// <summary>From here on it is about this objective, or this measure of it.</summary>
    public ChangeList In(string? objective, string? measure)
    {
        about = (objective, measure);
        return this;
    }

    public void Say(string english, params object?[] args) => all.Add(new PlanChange(about.Objective, about.Measure, english, args));

    /// <summary>A text; empty is the same as none.</summary>
    public void Text(string? was, string? now, string set, string changed, string gone) =>
        Value(string.IsNullOrEmpty(was) ? null : was, string.IsNullOrEmpty(now) ? null : now, set, changed, gone);

    /// <param name="set">said of a value where none was</param>
    /// <param name="changed">said of the old and the new value</param>
    /// <param name="gone">said of the value that was</param>
    /// <param name="first">comes before the values, where the sentence names something</param>
    public void Value(object? was, object? now, string set, string changed, string gone, object? first = null)
    {
        if (Equals(was, now)) return;
        object?[] before = first is null ? [] : [first];
        if (was is null) Say(set, [.. before, now]);
        else if (now is null) Say(gone, [.. before, was]);
        else Say(changed, [.. before, was, now]);
    }

    /// <summary>Something that is always there.</summary>
    /// <param name="changed">said of the old and the new value</param>
    public void Changed(object was, object now, string changed)
    {
        if (!Equals(was, now)) Say(changed, was, now);
    }

    /// <summary>Goes through what is there now, then through what is gone.</summary>
    public void Matched<T, TKey>(IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, TKey> key, Action<T> added, Action<T> gone, Action<T, T> both)
        where T : notnull where TKey : notnull
    {
        var here = about;
        var (was, now) = (before.ToLookup(key), after.Select(key).ToHashSet());
        foreach (var item in after)
        {
            about = here;
            if (was.Contains(key(item))) both(was[key(item)].First(), item);
            else added(item);
        }
        foreach (var item in before.Where(b => !now.Contains(key(b))))
        {
            about = here;
            gone(item);
        }
        about = here;
    }

    /// <summary>Says so where what both have stands in another order.</summary>
    public void Order<T, TKey>(IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, TKey> key, string english) where TKey : notnull
    {
        var (was, now) = (before.Select(key).ToHashSet(), after.Select(key).ToHashSet());
        if (!before.Select(key).Where(now.Contains).SequenceEqual(after.Select(key).Where(was.Contains))) Say(english);
    }

    /// <summary>What <paramref name="these"/> have and <paramref name="those"/> have not.</summary>
    public static IEnumerable<T> Only<T>(IReadOnlyList<T> these, IReadOnlyList<T> those) => these.Where(t => !those.Contains(t));
}
