using Meent.Places;

namespace Meent.Tests.Places;

/// <summary>One wrong letter: what is near, and that the index keeps near words where a typed one is looked for.</summary>
public class NearWordTests
{
    [Theory]
    [InlineData("gymnasium", "gymnasium", 9)]
    [InlineData("gimnasium", "gymnasium", 9)]
    [InlineData("gymnasuim", "gymnasium", 9)]
    [InlineData("gymasium", "gymnasium", 9)]
    [InlineData("gymnaasium", "gymnasium", 9)]
    [InlineData("ymnasium", "gymnasium", 9)]
    [InlineData("hymnasium", "gymnasium", 9)]
    [InlineData("shlosspark", "schlosspark", 11)]
    [InlineData("groschule", "grossschule", 11)]
    [InlineData("ukm", "ulm", 3)]
    [InlineData("um", "ulm", 3)]
    [InlineData("uml", "ulm", 3)]
    [InlineData("ukm", "ulmen", null)]
    [InlineData("gimn", "gymnasium", 4)]
    [InlineData("gmyn", "gymnasium", 4)]
    [InlineData("scul", "schule", 5)]
    [InlineData("schulx", "schulzentrum", 6)]
    [InlineData("gymnassuimm", "gymnasium", 9)]
    [InlineData("gimnasuim", "gymnasium", null)]
    [InlineData("berlin", "bremen", null)]
    public void Near_is_one_letter_away_from_the_word_or_from_its_beginning(string typed, string word, int? letters) => Assert.Equal(letters, NearWord.Meant(typed, word));

    [Fact]
    public void Within_one_is_what_the_distance_of_Damerau_says()
    {
        var random = new Random(20261122);
        for (var i = 0; i < 20_000; i++)
        {
            string Some() => new([.. Enumerable.Range(0, random.Next(0, 7)).Select(_ => "abc"[random.Next(3)])]);
            var (a, b) = (Some(), Some());
            Assert.True(NearWord.IsWithinOne(a, b) == (Distance(a, b) <= 1), $"{a} {b}");
        }
    }

    [Fact]
    public void The_index_keeps_a_word_where_its_wrong_spellings_are_looked_for()
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var word = new string([.. Enumerable.Range(0, random.Next(3, 14)).Select(_ => "abcdefg"[random.Next(7)])]);
            var beginning = random.Next(2) == 0 ? word : word[..random.Next(3, word.Length + 1)];
            var typed = Misspelled.Word(beginning, random);
            if (!NearWord.IsForgiven(typed) || !NearWord.IsForgiven(word) || NearWord.Meant(typed, word) is null) continue;
            var kept = NearWord.Variants(word).ToList();
            Assert.True(NearWord.Ranges(typed).Any(r => kept.Any(v => string.CompareOrdinal(v, r.From) >= 0 && string.CompareOrdinal(v, r.To) < 0)), $"{typed} for {word}");
        }
    }

    [Theory]
    [InlineData("ab", false)]
    [InlineData("aab", false)]
    [InlineData("abc", true)]
    [InlineData("1234567", false)]
    [InlineData("haus12", false)]
    public void Short_words_and_numbers_are_taken_as_they_are(string word, bool forgiven) => Assert.Equal(forgiven, NearWord.IsForgiven(word));

    // Optimal string alignment, by the book: slow and plain.
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0) d[i, j] = i + j;
                else
                {
                    d[i, j] = Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                    if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }
        return d[a.Length, b.Length];
    }
}

/// <summary>Texts with one wrong letter.</summary>
internal static class Misspelled
{
    /// <summary>One letter changed, left out, put in, or changed with its neighbour, anywhere in the word.</summary>
    public static string Word(string word, Random random)
    {
        var at = random.Next(word.Length);
        var letter = (char)('a' + random.Next(26));
        return random.Next(4) switch
        {
            0 => word[..at] + letter + word[(at + 1)..],
            1 => word.Remove(at, 1),
            2 => word.Insert(at, letter.ToString()),
            _ => at + 1 < word.Length ? $"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}" : word.Remove(at, 1),
        };
    }

    /// <summary>A text with one wrong letter in one of its words of four letters or more.</summary>
    public static string Text(string text, Random random)
    {
        var words = text.Split(' ');
        var long4 = Enumerable.Range(0, words.Length).Where(i => words[i].Length >= 4 && words[i].All(char.IsLetter)).ToList();
        if (long4.Count == 0) return text;
        var at = long4[random.Next(long4.Count)];
        words[at] = Word(words[at], random);
        return string.Join(' ', words);
    }
}
