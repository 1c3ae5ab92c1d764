using System.Numerics;

namespace Meent.Reflect.AuditDisclosure;

/// <summary>An exact fraction in lowest terms, with its sign above the line.</summary>
internal readonly record struct Fraction
{
    private readonly BigInteger lessOne;

    public Fraction(BigInteger top, BigInteger bottom)
    {
        if (bottom.IsZero) throw new DivideByZeroException();
        var common = BigInteger.GreatestCommonDivisor(top, bottom) * bottom.Sign;
        (Top, lessOne) = (top / common, (bottom / common) - 1);
    }

    public static Fraction One { get; } = new(1, 1);

    public BigInteger Top { get; }

    /// <summary>Never zero, not even in <c>default</c>, which is 0 / 1.</summary>
    public BigInteger Bottom => lessOne + 1;

    public bool IsZero => Top.IsZero;

    public static Fraction operator -(Fraction a, Fraction b) => new((a.Top * b.Bottom) - (b.Top * a.Bottom), a.Bottom * b.Bottom);

    public static Fraction operator *(Fraction a, Fraction b) => new(a.Top * b.Top, a.Bottom * b.Bottom);

    public static Fraction operator /(Fraction a, Fraction b) => new(a.Top * b.Bottom, a.Bottom * b.Top);
}
