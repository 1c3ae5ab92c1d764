using System.Text.RegularExpressions;
using Meent.Tests.House;

namespace Meent.Tests.Reflect.AuditDisclosure;

/// <summary>Anonymous answers and their counts are touched by those who store, count, delete or attack them, and by nobody else: pages, files and figures read
/// releases.</summary>
public sealed partial class ReadersTests
{
    /// <summary>File → why it may.</summary>
    private static readonly Dictionary<string, string> May = new(StringComparer.Ordinal)
    {
        ["Answer/Sealing.cs"] = "puts rows into the order of their ids",
        ["Answer/SubmissionWriter.Postgres.cs"] = "stores",
        ["Answer/SubmissionWriter.Sqlite.cs"] = "stores",
        ["CloseRound/RoundCount.cs"] = "counts once, in the transaction that closes",
        ["CancelRound/CancelRound.cs"] = "deletes",
        ["Pooling/Pools.cs"] = "adds up small groups, for the one function that decides",
        ["ReflectInGroup/GroupClosing.cs"] = "counts once, and deletes",
        ["ReflectInGroup/FollowGroup.cs"] = "deletes",
        ["SayMore/TextsOfRound.cs"] = "takes texts once, in the transaction that closes, and deletes them",
        ["SayMore/FreeText.cs"] = "the tables themselves",
        ["Reflect.cs"] = "the tables themselves",
    };

    [Fact]
    public void Answers_and_counts_are_read_by_nobody_who_shows_them() => Found.Nothing(Strangers(SourceTree.Project));

    [Theory]
    [InlineData("var all = await db.Read<Submission>().ToListAsync();")]
    [InlineData("db.Set<Tally>().Where(t => t.N < 5)")]
    [InlineData("from t in db.Read<FreeText>() select t.Content")]
    [InlineData("$\"select answers from reflect_submission\"")]
    public void A_stranger_is_found(string line) =>
        Assert.Single(Strangers(SourceTree.Of(("src/Meent/Reflect/ReadResults/New.cs", line))));

    private static IEnumerable<string> Strangers(SourceTree tree) =>
        from file in tree.Product
        where file.IsCSharp || file.IsRazor
        where Touches().IsMatch(file.Text)
        let name = file.Path.Replace("src/Meent/Reflect/", "", StringComparison.Ordinal)
        where !May.ContainsKey(name) && !name.StartsWith("AuditDisclosure/", StringComparison.Ordinal)
        select $"{file.Path}: reads answers or counts, and not a release. If it must, say why in {nameof(ReadersTests)}.";

    [GeneratedRegex(@"<(Submission|Tally|AreaTally|FreeText)>\(|reflect_(submission|tally|area_tally|free_text)\b")]
    private static partial Regex Touches();
}
