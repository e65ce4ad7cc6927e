using System.Globalization;
using System.Numerics;

namespace Rectification.Figures;

/// <summary>A number without any rounding: a fraction in lowest terms. What is added, converted and divided is compared as it is.</summary>
public readonly struct Amount : IEquatable<Amount>, IComparable<Amount>
{
    /// <summary>Decimals that an amount is shown with at most.</summary>
    public const int ShownDecimals = 6;

    private readonly BigInteger _over;

    /// <summary>One less than the denominator, so that the default is 0.</summary>
    private readonly BigInteger _underLess;

    private Amount(BigInteger over, BigInteger under)
    {
        var common = BigInteger.GreatestCommonDivisor(over, under) * under.Sign;
        (_over, _underLess) = (over / common, (under / common) - 1);
    }

    private BigInteger Under => _underLess + 1;

    public static Amount Of(long value) => new(value, BigInteger.One);

    public static Amount Of(decimal value)
    {
        var bits = decimal.GetBits(value);
        var whole = (((new BigInteger((uint)bits[2]) << 32) + (uint)bits[1]) << 32) + (uint)bits[0];
        return new(bits[3] < 0 ? -whole : whole, BigInteger.Pow(10, (bits[3] >> 16) & 0xFF));
    }

    public static Amount operator +(Amount one, Amount other) => new((one._over * other.Under) + (other._over * one.Under), one.Under * other.Under);

    public static Amount operator *(Amount one, Amount other) => new(one._over * other._over, one.Under * other.Under);

    /// <exception cref="DivideByZeroException">The divisor is 0.</exception>
    public static Amount operator /(Amount one, Amount other) =>
        other._over.IsZero ? throw new DivideByZeroException() : new(one._over * other.Under, one.Under * other._over);

    public static bool operator ==(Amount one, Amount other) => one.Equals(other);

    public static bool operator !=(Amount one, Amount other) => !one.Equals(other);

    public static bool operator <(Amount one, Amount other) => one.CompareTo(other) < 0;

    public static bool operator >(Amount one, Amount other) => one.CompareTo(other) > 0;

    public static bool operator <=(Amount one, Amount other) => one.CompareTo(other) <= 0;

    public static bool operator >=(Amount one, Amount other) => one.CompareTo(other) >= 0;

    public bool IsZero => _over.IsZero;

    /// <summary>Whether <see cref="Shown"/> says all of it.</summary>
    public bool IsShownWhole => Of(Shown) == this;

    /// <summary>Rounded half away from 0 at <see cref="ShownDecimals"/> decimals.</summary>
    /// <exception cref="OverflowException">It is larger than any decimal.</exception>
    public decimal Shown
    {
        get
        {
            var all = BigInteger.Pow(10, ShownDecimals);
            var steps = ((2 * BigInteger.Abs(_over) * all) + Under) / (2 * Under);
            var whole = (decimal)BigInteger.DivRem(steps, all, out var rest) + ((decimal)rest / (decimal)all);
            return _over.Sign < 0 ? -whole : whole;
        }
    }

    public int CompareTo(Amount other) => (_over * other.Under).CompareTo(other._over * Under);

    public bool Equals(Amount other) => _over == other._over && _underLess == other._underLess;

    public override bool Equals(object? obj) => obj is Amount other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_over, _underLess);

    /// <summary>As people read it, without needless zeros.</summary>
    public override string ToString() => Shown.ToString("0.######", CultureInfo.InvariantCulture);
}
