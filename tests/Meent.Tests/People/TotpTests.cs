using System.Text;
using Meent.People;

namespace Meent.Tests.People;

public class TotpTests
{
    // RFC 6238, appendix B, the rows for SHA-1; the key is 20 bytes of ASCII.
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("12345678901234567890");

    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void The_values_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, Totp.Code(Key, Totp.Step(DateTimeOffset.FromUnixTimeSeconds(seconds)), digits: 8));

    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Base32_as_in_RFC_4648_without_padding(string text, string expected) => Assert.Equal(expected, Totp.Base32(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void A_clock_may_be_half_a_minute_off_and_no_more()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890);
        var step = Totp.Step(now);
        for (var off = -3; off <= 3; off++)
            Assert.Equal(Math.Abs(off) <= 1 ? step + off : null, Totp.Match(Key, Totp.Code(Key, step + off), now));
        Assert.Null(Totp.Match(Key, "", now));
        Assert.Null(Totp.Match(Key, "89005924", now));
    }

    [Fact]
    public void The_link_for_the_app_is_safe_whatever_the_hub_is_called() =>
        Assert.Equal("otpauth://totp/Our%20hub%20%26%20more:noor%2Bx%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Our%20hub%20%26%20more", Totp.Link("Our hub & more", "noor+x@example.org", Key));
}
