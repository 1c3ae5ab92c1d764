using FsCheck;
using FsCheck.Fluent;
using Meent.Foundation.Localisation;

namespace Meent.Tests.Foundation;

/// <summary>What people type and what a register writes meet in the same form.</summary>
public class FoldedTests
{
    [Theory]
    [InlineData("Müller", "Mueller")]
    [InlineData("Müller", "MULLER")]
    [InlineData("Goethe", "Göthe")]
    [InlineData("Århus", "Aarhus")]
    [InlineData("Ærø", "Aeroe")]
    [InlineData("Straße", "STRASSE")]
    [InlineData("Ελλάδα", "ΕΛΛΑΔΑ")]
    [InlineData("Λύκειο Πειραιώς", "λυκειο πειραιως")]
    [InlineData("Łódź", "lodz")]
    [InlineData("Școală", "scoala")]
    [InlineData("O'Brien", "O’Brien")]
    [InlineData("co\u00ADöperatie", "coöperatie")]
    [InlineData("e\u0301cole", "École")]
    public void Two_ways_to_write_it_are_one(string one, string other) => Assert.Equal(Folded.Text(one), Folded.Text(other));

    [Theory]
    [InlineData("St.-Johannes-Schule (OT\u00a0Nord)", "st johannes schule ot nord")]
    [InlineData("  \t ,.–  ", "")]
    [InlineData("20.\u00a0Oberschule", "20 oberschule")]
    [InlineData("Βαρβάκειος", "βαρβακειοσ")]
    [InlineData("a\ud83dz", "a z")]
    [InlineData(null, "")]
    public void Words_are_parted_by_what_is_neither_letter_nor_digit(string? text, string folded) => Assert.Equal(folded, Folded.Text(text));

    [Fact]
    public void The_beginning_of_a_word_folds_to_the_beginning_of_the_word() => Prop.ForAll(
        Arb.From(Gen.ArrayOf(Gen.Elements("aeouäöüßnlÅæøάςSTR".ToCharArray())).Where(a => a.Length > 0)), letters =>
        {
            var word = new string(letters);
            var whole = Folded.Text(word);
            for (var n = 1; n <= word.Length; n++) Assert.StartsWith(Folded.Text(word[..n]), whole, StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Folding_again_changes_nothing_and_no_text_breaks_it() => Prop.ForAll<string>(text =>
    {
        var once = Folded.Text(text);
        Assert.Equal(once, Folded.Text(once));
        Assert.All(once, c => Assert.True(char.IsLetterOrDigit(c) || c == ' '));
    }).QuickCheckThrowOnFailure();
}
