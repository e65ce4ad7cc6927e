using System.Numerics;

namespace Rectification;

/// <summary>Every count of the system. A leaf (one measure, assignment or problem) gives 0 or 1 to each.</summary>
public enum Figure
{
    MeasureTotal = 0,
    Unclaimed = 1,
    InProgress = 2,
    SignOffRequested = 3,
    BasicallyDone = 4,
    SignedOff = 5,

    /// <summary>Past the end of the current deadline's day and not signed off.</summary>
    Overdue = 6,
    Yellow = 7,
    Red = 8,

    /// <summary>Reopened after a sign-off and not signed off again.</summary>
    Reopened = 9,

    /// <summary>Signed off as standing（长期坚持）.</summary>
    Standing = 10,

    /// <summary>A sign-off request has waited longer than the plan's <c>reviewDays</c>.</summary>
    ReviewLate = 11,

    /// <summary>The current deadline is one that an extension（延期）granted. Seals without <see cref="ReopenedLater"/> count those in here as well.</summary>
    Extended = 12,
    AssignmentTotal = 13,
    AssignmentDone = 14,
    ProblemTotal = 15,
    ProblemSignedOff = 16,
    InstitutionNew = 17,
    InstitutionRevised = 18,
    InstitutionRegistered = 19,

    /// <summary>Standing, and the last check (or the sign-off) is further back than its cadence.</summary>
    StandingDue = 20,

    /// <summary>不再整改：in the record, and in no denominator.</summary>
    Rescinded = 21,

    /// <summary>逾期销号：signed off after the day of the deadline that was then in force.</summary>
    SignedOffLate = 22,

    /// <summary>Signed off after the day of the first deadline, whatever was granted since.</summary>
    SignedOffLateByFirst = 23,

    /// <summary>The current deadline is one that a reopening（重新整改）set, after the plan's.</summary>
    ReopenedLater = 24,

    /// <summary>等待外部：on others, as the office approved. Never done.</summary>
    Waiting = 25,

    /// <summary>
    /// Due in at most 10 days, not signed off. One of the six figures of age counts every measure that is not; they follow the clock
    /// as <see cref="Overdue"/> does.
    /// </summary>
    DueWithin10 = 26,

    /// <summary>Due in 11 to 20 days.</summary>
    DueWithin20 = 27,

    /// <summary>Due in more than 20 days.</summary>
    DueLater = 28,

    /// <summary>Overdue for at most 7 days.</summary>
    OverdueWithin7 = 29,

    /// <summary>Overdue for 8 to 30 days.</summary>
    OverdueWithin30 = 30,

    /// <summary>Overdue for more than 30 days.</summary>
    OverdueLonger = 31,
}

/// <summary>Something that can be added to and taken from a running tally.</summary>
public interface ICounts
{
    /// <summary>Adds every count, times <paramref name="sign"/> (+1 or −1), to the sums.</summary>
    void AddTo(Span<long> sums, int sign);
}

/// <summary>The figures one leaf counts in, one bit each.</summary>
[GenerateSerializer, Immutable, Alias("figure-set")]
public readonly record struct FigureSet([property: Id(0)] uint Bits) : ICounts
{
    public FigureSet With(Figure figure, bool present = true) => present ? new(Bits | 1u << (int)figure) : this;

    public bool Has(Figure figure) => (Bits & 1u << (int)figure) != 0;

    public void AddTo(Span<long> sums, int sign)
    {
        for (var rest = Bits; rest != 0; rest &= rest - 1)
        {
            sums[BitOperations.TrailingZeroCount(rest)] += sign;
        }
    }
}

/// <summary>汇总数：counts that add up, a commutative group under + and −.</summary>
[GenerateSerializer, Immutable, Alias("tally")]
public sealed class Tally : ICounts, IEquatable<Tally>
{
    /// <summary>How many figures a tally has.</summary>
    public static readonly int Size = Enum.GetValues<Figure>().Length;

    public static readonly Tally Zero = new(new long[Size]);

    [Id(0)] private readonly long[] _counts;

    public Tally(ReadOnlySpan<long> counts)
    {
        _counts = new long[Size];
        counts[..Math.Min(counts.Length, Size)].CopyTo(_counts);
    }

    /// <summary>A tally stored before a figure existed counts nothing in it.</summary>
    public long this[Figure figure] => (int)figure < _counts.Length ? _counts[(int)figure] : 0;

    /// <summary>Without the noughts at the end: a tally stored before a figure existed is shorter and still the same tally.</summary>
    private ReadOnlySpan<long> Counted => _counts.AsSpan().TrimEnd(0L);

    public void AddTo(Span<long> sums, int sign)
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            sums[i] += sign * _counts[i];
        }
    }

    public static Tally operator +(Tally left, Tally right) => left.Combine(right, +1);

    public static Tally operator -(Tally left, Tally right) => left.Combine(right, -1);

    public bool Equals(Tally? other) => other is not null && Counted.SequenceEqual(other.Counted);

    public override bool Equals(object? obj) => Equals(obj as Tally);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var count in Counted)
        {
            hash.Add(count);
        }

        return hash.ToHashCode();
    }

    private Tally Combine(Tally other, int sign)
    {
        Span<long> sums = stackalloc long[Size];
        AddTo(sums, +1);
        other.AddTo(sums, sign);
        return new(sums);
    }
}
