using System.Globalization;
using CsCheck;

namespace Rectification.Tests.Words;

public sealed class HalfWidthTests
{
    [Theory]
    [InlineData("\uFF11\uFF12\uFF05", "12%")]
    [InlineData("\uFF08\uFF21\uFF22\uFF09\uFF1A\uFF1B", "(AB):;")]
    [InlineData("2027-02-05\uFF5E2027\uFF0D02\uFF0D11", "2027-02-05~2027-02-11")]
    [InlineData("2027-02-05\u301C\u2212\u3000", "2027-02-05~- ")]
    [InlineData("鹿城区、瑞安市。", "鹿城区、瑞安市。")]
    public void Full_width_forms_are_folded_and_Chinese_is_not(string typed, string folded) => Assert.Equal(folded, HalfWidth.Of(typed));

    [Theory]
    [InlineData("330302\uFF0C wz-arts\uFF1B330303、\u3000a\nb\uFF0C\uFF0C")]
    [InlineData("330302,wz-arts;330303 a\tb")]
    public void A_list_may_be_separated_by_whatever_a_keyboard_has(string typed) =>
        Assert.Equal(["330302", "wz-arts", "330303", "a", "b"], HalfWidth.Pieces(typed));

    [Theory]
    [InlineData("1,234.5", 1234.5)]
    [InlineData("\uFF11\uFF0C\uFF12\uFF13\uFF14\uFF0E\uFF15", 1234.5)]
    [InlineData("\u22123", -3.0)]
    [InlineData("一百", null)]
    public void Amounts(string typed, double? amount) => Assert.Equal((decimal?)amount, HalfWidth.Amount(typed));

    [Fact]
    public void The_full_width_twin_of_anything_means_the_same() =>
        Gen.Char['\u0020', '\u007E'].Array[0, 40].Select(characters => new string(characters)).Sample(typed =>
            HalfWidth.Of(Twin(typed)) == typed
            && HalfWidth.Pieces(Twin(typed)).SequenceEqual(HalfWidth.Pieces(typed))
            && HalfWidth.Whole(Twin(typed)) == HalfWidth.Whole(typed)
            && HalfWidth.Amount(Twin(typed)) == HalfWidth.Amount(typed)
            && HalfWidth.Contains("前" + Twin(typed), typed) && HalfWidth.Contains("前" + typed, Twin(typed)));

    [Fact]
    public void Numbers_and_days_are_read_at_both_widths() => Gen.Select(Gen.Int, Gen.DateOnly).Sample((number, day) =>
    {
        var (whole, written) = (number.ToString(CultureInfo.InvariantCulture), day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return HalfWidth.Whole(Twin(whole)) == number && HalfWidth.Amount(Twin(whole)) == number && HalfWidth.Day(Twin(written)) == day;
    });

    private static string Twin(string text) =>
        string.Concat(text.Select(character => character == ' ' ? '\u3000' : (char)(character - '!' + '\uFF01')));
}
