using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Meent.Foundation.Localisation;
using Meent.Reflect.Answer;
using Meent.Reflect.Instruments;

namespace Meent.Tests.Reflect.Answer;

public class SentAnswersTests
{
    private static readonly string[] Items = ["a.one", "b.two-three", "own.1", "own.10"];

    private static readonly Sheet Sheet = new(LocalizedText.Empty, new Questionnaire(
        new Audience("teachers", LocalizedText.Empty, [], true), null, Profile.Full, Scale.Unlabelled,
        [new("a", LocalizedText.Empty, LocalizedText.Empty, [.. Items.Select(i => new Question(i, 1, LocalizedText.Empty, LocalizedText.Empty, false))])]));

    [Theory]
    [InlineData("a.one=1&own.10=6", new byte[] { 1, 0, 0, 6 })]
    [InlineData("own.10=6&a.one=1", new byte[] { 1, 0, 0, 6 })]
    [InlineData("%61.one=%31&b.two%2Dthree=2", new byte[] { 1, 2, 0, 0 })]
    [InlineData("a.one=&own.1=5", new byte[] { 0, 0, 5, 0 })]
    [InlineData("a.one&own.1=5&&", new byte[] { 0, 0, 5, 0 })]
    public void Answers_stand_at_the_place_of_their_item(string body, byte[] packed)
    {
        var sent = SentAnswers.Read(Encoding.UTF8.GetBytes(body), Sheet);
        Assert.Equal(packed, sent.Packed);
        Assert.True(sent.CanBeStored);
    }

    [Theory]
    [InlineData("a.one=0")]
    [InlineData("a.one=7")]
    [InlineData("a.one=-1")]
    [InlineData("a.one=3.0")]
    [InlineData("a.one= 3")]
    [InlineData("a.one=+3")]
    [InlineData("a.one=%D9%A3")]
    [InlineData("a.one=3&a.one=3")]
    [InlineData("a.one=3&a.one=9")]
    [InlineData("a.one=9&a.one=3")]
    [InlineData("a.one=3&a.one=4&a.one=5")]
    [InlineData("a.one=3%00")]
    [InlineData("a.one=3333333333333333333333333333333333333333333333333")]
    public void A_value_that_is_none_is_named_and_left_open(string body)
    {
        var sent = SentAnswers.Read(Encoding.UTF8.GetBytes(body + "&own.1=2"), Sheet);
        Assert.Equal(["a.one"], sent.Wrong.Distinct());
        Assert.Equal([0, 0, 2, 0], sent.Packed);
        Assert.False(sent.CanBeStored);
    }

    [Theory]
    [InlineData("own.2=3")]
    [InlineData("A.ONE=3")]
    [InlineData("a.one%=3")]
    [InlineData("a.one%0=3")]
    [InlineData("a.one%zz=3")]
    [InlineData("=3")]
    [InlineData("a.one;b.two-three=3")]
    public void A_field_that_is_not_asked_is_noticed_and_the_rest_kept(string body)
    {
        var sent = SentAnswers.Read(Encoding.UTF8.GetBytes(body + "&own.1=2"), Sheet);
        Assert.True(sent.HasForeign);
        Assert.Equal(2, sent.Packed[2]);
        Assert.False(sent.CanBeStored);
    }

    [Fact]
    public void Any_bytes_at_all_are_read_without_failing_and_only_answers_come_out() =>
        Prop.ForAll<byte[]>(body =>
        {
            var sent = SentAnswers.Read(body ?? [], Sheet);
            return sent.Packed.Length == Items.Length && sent.Packed.All(b => b <= Sheet.DoesNotApply);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_is_chosen_comes_back_from_the_form_that_a_browser_sends() =>
        Prop.ForAll(Gen.Choose(0, 6).ListOf(Items.Length).ToArbitrary(), chosen =>
        {
            var fields = Items.Zip(chosen).Where(c => c.Second > 0).Select(c => KeyValuePair.Create(c.First, c.Second.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            using var form = new FormUrlEncodedContent(fields);
            var body = form.ReadAsByteArrayAsync().GetAwaiter().GetResult();
            return SentAnswers.Read(body, Sheet).Packed.SequenceEqual(chosen.Select(c => (byte)c));
        }).QuickCheckThrowOnFailure();
}
