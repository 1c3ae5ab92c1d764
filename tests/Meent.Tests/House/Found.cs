namespace Meent.Tests.House;

public static class Found
{
    /// <summary>Fails with every violation on a line of its own.</summary>
    public static void Nothing(IEnumerable<string> violations)
    {
        var all = string.Join('\n', violations);
        if (all.Length > 0) Assert.Fail(all);
    }
}
