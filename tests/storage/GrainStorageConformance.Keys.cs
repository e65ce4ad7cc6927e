namespace Rectification.Tests.Storage;

/// <summary>Any text is a key, and two grains never share a row.</summary>
public abstract partial class GrainStorageConformance
{
    /// <summary>Longest key asked for, in characters of one byte. A store whose own limit counts the grain's type and a prefix too asks for less.</summary>
    protected virtual int LongestKey => 1_024;

    [Theory]
    [InlineData("plain")]
    [InlineData("wenzhou-xcb-2024:12-3")]
    [InlineData("温州市委宣传部\u003A鹿城区")]
    [InlineData("Кириллица")]
    [InlineData("emoji 🐉 and spaces ")]
    [InlineData("quotes ' \" ` ; -- %_")]
    [InlineData("%2F%00%")]
    [InlineData("ends with a space ")]
    [InlineData("𠮷野家 👨‍👩‍👧")]
    [InlineData("control \u0001\t\n")]
    public async Task Any_text_can_be_a_key(string key)
    {
        if (Limits.HasFlag(DesignLimits.OddCharactersCollide) && key.Any(char.IsControl))
        {
            await Assert.ThrowsAnyAsync<Exception>(() => WriteAsync(Id(key), key));
            return;
        }
        await WriteAsync(Id(key), key);
        Assert.Equal(key, (await ReadAsync(Id(key))).State.Text);
        Assert.False((await ReadAsync(Id(key + "x"))).RecordExists);
    }

    /// <summary>No letter of it can be left out by compression.</summary>
    [Fact]
    public async Task Keys_may_be_long()
    {
        var noise = new byte[LongestKey];
        new Random(1).NextBytes(noise);
        var odd = string.Concat(noise.Select(b => (char)('a' + b % 26)));
        await EachKeepsItsOwnAsync([odd, odd[..^1] + "0", new string('中', LongestKey / 3), new string('中', LongestKey / 3 - 1) + "国"]);
    }

    [Fact]
    public async Task Keys_that_differ_in_odd_characters_only_do_not_collide()
    {
        string[] keys = ["a/b", "a\\b", "a#b", "a?b", "a_b", "a:b", "a b", "a%2Fb"];
        if (Limits.HasFlag(DesignLimits.OddCharactersCollide))
        {
            await WriteAsync(Id("a_b"), "one");
            foreach (var key in keys[..4])
            {
                Assert.Equal("one", (await ReadAsync(Id(key))).State.Text);
            }
        }

        await EachKeepsItsOwnAsync(Limits.HasFlag(DesignLimits.OddCharactersCollide) ? keys[5..] : keys);
    }

    [Fact]
    public async Task Keys_that_differ_in_case_or_spaces_only_do_not_collide() =>
        await EachKeepsItsOwnAsync(["key", "Key", "KEY", "key ", " key", "key  ", "straße", "strasse", "\u00e9", "e\u0301"]);

    [Fact]
    public async Task Keys_that_look_like_numbers_do_not_collide()
    {
        await EachKeepsItsOwnAsync(
        [
            "330106", "0330106", "00330106", "33_0106", "0x330106", "330106 ", "3.30106e5", "A1", "a1", "0a1", "a1+x", "0a1+x", "-1", "ffffffffffffffff",
            "6f9619ff8b86d011b42d00cf4fc964ff", "6F9619FF8B86D011B42D00CF4FC964FF", "6f9619ff-8b86-d011-b42d-00cf4fc964ff",
            "6f9619ff8b86d011b42d00cf4fc964ff+x",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b856",
        ]);
    }

    [Fact]
    public async Task Grains_of_different_types_with_one_key_do_not_collide()
    {
        var ids = new[] { GrainId.Create("county", "1"), GrainId.Create("department", "1"), GrainId.Create("c", "ounty1") };
        foreach (var id in ids)
            await WriteAsync(id, id.ToString());
        foreach (var id in ids)
            Assert.Equal(id.ToString(), (await ReadAsync(id)).State.Text);
    }

    private async Task EachKeepsItsOwnAsync(string[] keys)
    {
        foreach (var key in keys)
            await WriteAsync(Id(key), key);
        foreach (var key in keys)
            Assert.Equal(key, (await ReadAsync(Id(key))).State.Text);
    }
}
