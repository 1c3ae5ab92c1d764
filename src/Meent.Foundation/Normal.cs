namespace Meent.Foundation;

/// <summary>The standard normal distribution, as far as intervals need it.</summary>
public static class Normal
{
    /// <summary>Its 97.5 % point: so many standard errors on each side hold 95 %.</summary>
    public const double Point975 = 1.959963984540054;
}
