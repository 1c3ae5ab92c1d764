using System.Text;
using Meent.People;

namespace Meent.Tests.People;

public class PasswordRuleTests
{
    [Theory]
    [InlineData("kort", typeof(PasswordTooShort))]
    [InlineData("elf tekens1", typeof(PasswordTooShort))]
    [InlineData("PasswordPassword", typeof(PasswordTooCommon))]
    [InlineData("P@ssw0rd1234!", typeof(PasswordTooCommon))]
    [InlineData("Wachtwoord2026", typeof(PasswordTooCommon))]
    [InlineData("welkom welkom", typeof(PasswordTooCommon))]
    [InlineData("Zomer2026Zomer2026", typeof(PasswordTooCommon))]
    [InlineData("qwertyuiop[]", typeof(PasswordTooCommon))]
    [InlineData("123456789012", typeof(PasswordTooCommon))]
    [InlineData("06-12345678-06", typeof(PasswordTooCommon))]
    [InlineData("abcdefghijkl", typeof(PasswordTooCommon))]
    [InlineData("aaaaaaaaaaaaaaaa", typeof(PasswordTooCommon))]
    [InlineData("abababababab", typeof(PasswordTooCommon))]
    [InlineData("noorbakker2026", typeof(PasswordTooPersonal))]
    [InlineData("Bakker-Welkom-1", typeof(PasswordTooPersonal))]
    [InlineData("a long enough password", null)]
    [InlineData("meadow demonstration", null)]
    [InlineData("four words in meadow", null)]
    [InlineData("correct paard batterij nietje", null)]
    [InlineData("tK7#pq!xW2zL", null)]
    [InlineData("ένα μεγάλο λιβάδι", null)]
    [InlineData("草地上的四個詞語和一隻羊在跑", null)]
    public void A_password_is_long_and_not_what_everybody_tries(string password, Type? refusal) =>
        Assert.Equal(refusal, PasswordRule.Check(password, "Noor Bakker", "noor.bakker@elzen.example")?.GetType());

    [Fact]
    public void A_password_of_the_longest_length_will_do_and_a_longer_one_not()
    {
        var words = string.Concat(Enumerable.Range(0, 80).Select(i => (char)('a' + (i * 7 % 26)) + "q9"));
        Assert.Null(PasswordRule.Check(words[..PasswordRule.Longest]));
        Assert.IsType<PasswordTooLong>(PasswordRule.Check(words[..(PasswordRule.Longest + 1)]));
    }

    [Fact]
    public void The_same_word_from_two_keyboards_is_one_password() =>
        Assert.Equal(PasswordRule.Clean("é long password"), PasswordRule.Clean("é long password".Normalize(NormalizationForm.FormD)));
}
