using CsCheck;

namespace Rectification.Tests.Counting;

public sealed class StampAndTokenLaws
{
    private const string Letters = "ABCXYZabcxyz0189";

    private static readonly Gen<Stamp> AnyStamp = Gen.Select(Gen.Long[0, 5], Gen.Long[0, 5], (epoch, sequence) => new Stamp(epoch, sequence));
    private static readonly Gen<Stamp> LargeStamp = Gen.Select(Gen.Long[0, long.MaxValue], Gen.Long[0, long.MaxValue],
        (epoch, sequence) => new Stamp(epoch, sequence));

    private static readonly Gen<string> AnyId = Gen.Select(
        Gen.Char[Letters], Gen.Char[Letters + ".-"].Array[0, Ids.MaxLength - 1], (first, rest) => first + new string(rest));

    [Fact]
    public void Stamps_are_in_one_order() => Gen.Select(AnyStamp, AnyStamp, AnyStamp).Sample((a, b, c) =>
        (a < b ? 1 : 0) + (a == b ? 1 : 0) + (a > b ? 1 : 0) == 1
        && (a <= b) == !(b < a)
        && (a >= b) == (b <= a)
        && (!(a <= b && b <= c) || a <= c)
        && Math.Sign(a.CompareTo(b)) == -Math.Sign(b.CompareTo(a)));

    [Fact]
    public void A_newer_epoch_is_later_whatever_its_sequence() =>
        Gen.Select(AnyStamp, Gen.Long[1, 9], Gen.Long[0, 99]).Sample((stamp, epochs, sequence) => stamp < new Stamp(stamp.Epoch + epochs, sequence));

    [Fact]
    public void None_is_before_every_other() => AnyStamp.Sample(stamp => Stamp.None <= stamp);

    [Fact]
    public void A_version_for_people_keeps_the_order() => Gen.Select(AnyStamp, AnyStamp).Sample((a, b) => a < b == a.ToVersion() < b.ToVersion());

    [Fact]
    public void A_stamp_is_read_as_it_was_written() => LargeStamp.Sample(stamp => Stamp.TryParse(stamp.ToString(), out var read) && read == stamp);

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData(".1")]
    [InlineData("1.")]
    [InlineData("-1.2")]
    [InlineData("1.2.3")]
    [InlineData(" 1.2")]
    [InlineData("1.99999999999999999999")]
    public void What_is_no_stamp_is_not_read(string text) => Assert.False(Stamp.TryParse(text, out _));

    [Fact]
    public void A_token_is_read_as_it_was_written() => Gen.Select(AnyId, LargeStamp).Array[0, 20].Sample(pairs =>
    {
        var stamps = pairs.Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2)).ToList();
        Assert.True(Token.TryParse(Token.Write(stamps), out var read));
        Assert.Equal(stamps, read);
    });

    [Theory]
    [InlineData("unit")]
    [InlineData("unit:")]
    [InlineData(":1.2")]
    [InlineData("no such id:1.2")]
    [InlineData("unit:1.2;unit:1.2")]
    [InlineData("unit:1.2,unit:x.y")]
    public void What_is_no_token_is_not_read(string text) => Assert.False(Token.TryParse(text, out _));

    [Fact]
    public void A_token_over_its_bound_is_not_read() => Assert.False(Token.TryParse(new('a', Token.MaxLength + 1), out _));

    [Fact]
    public void No_chance_text_breaks_the_reader() => Gen.String.Sample(text => Token.TryParse(text, out var read) == read is not null);
}
