using System.Globalization;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;

namespace Meent.Tests.Foundation;

/// <summary>Numbers as people write them, or take them over from a page or a paper.</summary>
public class TypedNumberTests
{
    [Theory]
    [InlineData("+3.5", "3.5")]
    [InlineData("+3,5", "3.5")]
    [InlineData("−3.5", "-3.5")]
    [InlineData("0.0000012", "0.0000012")]
    [InlineData("1.12345678901234", "1.12345678901234")]
    [InlineData("+1.234,5", "1234.5")]
    [InlineData("1.123456789012345", null)]
    [InlineData("+1.234", null)]
    [InlineData("+-1", null)]
    [InlineData("+", null)]
    public void A_sign_and_many_decimals_are_read(string typed, string? number)
    {
        var errors = new FormErrors();
        Assert.Equal(number, TypedNumber.Read(typed, "effect", errors, new(new TextCatalogue("", [], ""), "en"))?.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(number is null, errors.Any);
    }
}
