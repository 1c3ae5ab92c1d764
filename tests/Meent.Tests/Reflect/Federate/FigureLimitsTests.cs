using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Meent.Reflect;
using Meent.Reflect.Areas;
using Meent.Reflect.Federate;

namespace Meent.Tests.Reflect.Federate;

/// <summary>Files that a partner signed and that say what cannot be: each is refused, and none of them breaks a page later.</summary>
public class FigureLimitsTests
{
    private static readonly CounterFile Good = Made.File(Made.Edition(3, 9, Made.Shown("leadership.vision", 9, 300, 4), Made.Hidden("leadership.voice")));

    public static TheoryData<string, CounterFile> Impossible => new()
    {
        { "answers", With(Made.Shown("leadership.vision", 9, 900_005, 4)) },
        { "more schools than took part", With(Made.Shown("leadership.vision", 10, 300, 4)) },
        { "schools", Made.File(Made.Edition(3, int.MaxValue)) },
        { "a sector with more schools than there are", Good with { Edition = Good.Edition with { Parts = [.. Good.Edition.Parts, new("primary", 10, [], [])] } } },
        { "a sector that nobody knows", Good with { Edition = Good.Edition with { Parts = [.. Good.Edition.Parts, new("space", 3, [], [])] } } },
        { "coverage of more than there are", Covering(new("sector", "primary", 9, 8)) },
        { "coverage of too many", Covering(new("sector", "primary", 9, int.MaxValue)) },
        { "coverage by something else", Covering(new("colour", "red", 9, 90)) },
        { "an edition that would be the last for ever", About(a => a with { Number = int.MaxValue }) with { Number = int.MaxValue } },
        { "published in the future", About(a => a with { MadeOn = Made.Today.AddDays(2) }) with { MadeOn = Made.Today.AddDays(2) } },
        { "written at the end of time", Good with { WrittenOn = DateOnly.MaxValue } },
        { "rounds at the end of time", About(a => a with { Until = DateOnly.MaxValue }) },
        { "closed before it began", About(a => a with { From = a.Until.AddDays(1) }) },
        { "a school year of two years", About(a => a with { Period = "2025-2027" }) with { Period = "2025-2027" } },
        { "no version", About(a => a with { Versions = [] }) },
    };

    [Theory, MemberData(nameof(Impossible))]
    public void What_cannot_be_is_refused(string why, CounterFile file)
    {
        Assert.Null(FigureLimits.Check(Good, Made.Versions, Made.Today));
        Assert.True(FigureLimits.Check(file, Made.Versions, Made.Today) is CounterFileImpossible, why);
    }

    [Fact]
    public void Leaders_and_teachers_counted_together_are_a_group_as_well() =>
        Assert.Null(FigureLimits.Check(With(Made.Shown("leadership.vision", 9, 300, 4) with { Audience = "staff" }), Made.Versions, Made.Today));

    [Fact]
    public void What_the_questionnaire_does_not_have_is_refused() => Assert.All(
        [With(Made.Shown("leadership.none", 9, 300, 4)), With(Made.Shown("leadership.vision", 9, 300, 4) with { Audience = "trainers" }), With(Made.Shown("leadership.vision", 9, 300, 4) with { Area = "infrastructure" }),
         With(Made.Shown("leadership.vision", 9, 300, 4) with { Version = 99 }), About(a => a with { Versions = [1, 99] })],
        file => Assert.IsType<CounterFileOfUnknownItem>(FigureLimits.Check(file, Made.Versions, Made.Today)));

    [Fact]
    public void Whatever_stands_anywhere_in_a_file_is_refused_or_can_be_added_up()
    {
        using var key = Made.Key();
        var body = CounterFile.Open(Good.Write(key))!.Body;
        string?[] others = [null, "null", "[]", "{}", "[null]", "[{}]", "-1", "2147483647", "1e300", "true", "\"\"", "\"\\u0000\"", "\"9999-12-31\"", "\"shown\""];
        var taken = 0;
        for (var at = 0; at < Nodes(JsonNode.Parse(body)!).Count; at++)
            foreach (var other in others)
                if (Put(body, at, other) is { } changed && IsTaken(changed)) taken++;
        // What a hub calls itself, the place at the partner, the run and the like may be anything.
        Assert.InRange(taken, 5, 60);
    }

    /// <summary>Adding up what was taken must not fail.</summary>
    private static bool IsTaken(byte[] body)
    {
        CounterFile file;
        try
        {
            file = CounterFile.Read(body);
        }
        catch (JsonException)
        {
            return false;
        }
        if (FigureLimits.Check(file, Made.Versions, Made.Today) is not null) return false;
        var stored = Edition.FromJson(file.Edition.ToJson());
        Assert.NotNull(JointEdition.Of(Good.Edition, [stored, stored], Guid.Empty).Of(null));
        return true;
    }

    /// <summary>The file with something else at one place, or with nothing there.</summary>
    private static byte[]? Put(byte[] body, int at, string? other)
    {
        var all = JsonNode.Parse(body)!;
        var (parent, name, index) = Nodes(all)[at];
        if (parent is JsonObject fields)
        {
            if (other is null) fields.Remove(name!);
            else fields[name!] = JsonNode.Parse(other);
        }
        else if (other is null) return null;
        else parent.AsArray()[index] = JsonNode.Parse(other);
        return Encoding.UTF8.GetBytes(all.ToJsonString());
    }

    private static List<(JsonNode Parent, string? Name, int Index)> Nodes(JsonNode node) => node switch
    {
        JsonObject o => [.. o.SelectMany(f => (IEnumerable<(JsonNode, string?, int)>)[(o, f.Key, 0), .. f.Value is null ? [] : Nodes(f.Value)])],
        JsonArray a => [.. a.SelectMany((n, i) => (IEnumerable<(JsonNode, string?, int)>)[(a, null, i), .. n is null ? [] : Nodes(n)])],
        _ => [],
    };

    private static CounterFile With(ItemFigure figure) => Made.File(Made.Edition(3, 9, figure));

    private static CounterFile Covering(Coverage coverage) => Good with { Edition = Good.Edition with { Coverage = [coverage] } };

    private static CounterFile About(Func<EditionAbout, EditionAbout> change) => Good with { Edition = Good.Edition with { About = change(Good.Edition.About) } };
}
