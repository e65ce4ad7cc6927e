using CsCheck;
using Rectification.Names;

namespace Rectification.Tests.Domain.Names;

public sealed class NameQueryTests
{
    /// <summary>A name and all that finds it.</summary>
    public static TheoryData<string, string> Finds =>
        new((from line in new[]
            {
                ("鹿城区", "lcq lucheng luchengqu LCQ ｌｃｑ lu-cheng lu'cheng lu4cheng2 lùchéng lcqu luchengq luch l"),
                ("龙湾区", "lwq longwan"), ("瓯海区", "ohq ouhai"), ("洞头区", "dtq dongtou"), ("龙港市", "lgs longgang"),
                ("瑞安市", "ras ruian rui'an"), ("乐清市", "yqs yueqing yue4qing1 lqs leqing"), ("永嘉县", "yjx yongjia"),
                ("平阳县", "pyx pingyang"), ("苍南县", "cnx cangnan"), ("文成县", "wcx wencheng"), ("泰顺县", "tsx taishun"),
                ("单县", "sx shanxian dx danxian"), ("重庆市", "cqs chongqing zqs zhongqing"), ("厦门市", "xms xiamen sms"),
                ("六安市", "las luan liuan"), ("台州市", "tzs taizhou"), ("丽水市", "lss lishui"), ("洪洞县", "htx hongtong hdx"),
                ("单福生", "sfs shanfusheng dfs"), ("仇和平", "qhp qiuhp chp"), ("解云", "xy xieyun jy"), ("查良", "zl zhaliang cl"),
                ("曾国", "zg zengguo cg"), ("区伯", "ob oubo qb"), ("朴正", "pz piaozheng"), ("尉迟敬", "ycj yuchi wcj"), ("吕梁", "ll lvliang luliang lyuliang"),
                ("第十二中学", "d12zx dsezx dishierzhongxue d12zhong"), ("第12中学", "d12zx dsezx"), ("第三中学", "d3zx dszx"),
                ("市纪委监委机关（派驻组）", "sjw jgpzz sjwjw"), ("A12街道", "a12jd"),
            }
             from typed in line.Item2.Split(' ')
             select (line.Item1, typed)).ToArray());

    [Theory, MemberData(nameof(Finds))]
    public void A_name_is_found_by_initials_by_syllables_and_by_both_mixed(string name, string typed) =>
        Assert.NotEqual(NameRank.None, NameQuery.Of(typed).Rank(name));

    [Theory]
    [InlineData("鹿城区", "lqc")]
    [InlineData("鹿城区", "lcqx")]
    [InlineData("鹿城区", "luchang")]
    [InlineData("第十二中学", "d13zx")]
    [InlineData("鹿城区", "lc!")]
    [InlineData("鹿城区", "")]
    public void What_is_not_in_a_name_does_not_find_it(string name, string typed) =>
        Assert.True(NameQuery.Of(typed).Rank(name) == NameRank.None || typed.Length == 0);

    [Theory]
    [InlineData("鹿城区", "鹿城区", NameRank.Exact)]
    [InlineData("鹿城区", "鹿城", NameRank.Beginning)]
    [InlineData("鹿城区", "lcq", NameRank.Initials)]
    [InlineData("鹿城区", "luchengq", NameRank.Syllables)]
    [InlineData("乐清市", "yqs", NameRank.Initials)]
    [InlineData("乐清市", "lqs", NameRank.OtherReading)]
    [InlineData("单福生", "sfs", NameRank.Initials)]
    [InlineData("鹿城区", "城区", NameRank.Part)]
    [InlineData("鹿城区", "cq", NameRank.PartAsRead)]
    public void The_better_it_fits_the_better_its_rank(string name, string typed, NameRank rank) => Assert.Equal(rank, NameQuery.Of(typed).Rank(name));

    [Fact]
    public void The_best_comes_first_and_equals_stay_in_their_order()
    {
        string[] names = ["市委龙泉巡查组", "乐清市财政局", "乐清市", "龙泉市", "平阳县", "lqs", "路桥所"];
        Assert.Equal(["lqs", "龙泉市", "路桥所", "乐清市", "乐清市财政局"], NameQuery.Of("lqs").Of(names, name => name, _ => null));
        Assert.Equal(["乐清市财政局", "乐清市"], NameQuery.Of("乐清").Of(names, name => name, _ => null));
        Assert.Equal(["平阳县"], NameQuery.Of("C7").Of(names, name => name, name => name == "平阳县" ? "c7" : null));
    }

    [Theory]
    [InlineData("严格落实理论学习中心组学习制度", "llxx", true)]
    [InlineData("严格落实理论学习中心组学习制度", "lilunxuexi", true)]
    [InlineData("严格落实理论学习中心组学习制度", "zhxz", true)]
    [InlineData("严格落实理论学习中心组学习制度", "lilxx", false)]
    [InlineData("严格落实，理论学习", "lsll", false)]
    [InlineData("严格落实理论学习", "l", false)]
    [InlineData("修订GDP核算办法", "gdphs", true)]
    public void A_text_is_found_by_initials_or_by_syllables_throughout(string text, string typed, bool found) =>
        Assert.Equal(found, NameQuery.Of(typed).ReadsIn(text));

    [Fact]
    public void What_is_marked_is_what_was_found()
    {
        Assert.Equal((2, 2), NameQuery.Of("ll").Where("落实理论学习"));
        Assert.Equal((0, 3), NameQuery.Of("LCQ").Where("鹿城区财政局"));
        Assert.Equal((3, 2), NameQuery.Of("财政").Where("鹿城区财政局"));
        Assert.Null(NameQuery.Of("xyz").Where("鹿城区"));
    }

    [Fact]
    public void Whatever_is_typed_in_Chinese_finds_what_contains_it_and_nothing_else()
    {
        const string Signs = "鹿城区乐清市单县第十二中学（）A1 ａ";
        var piece = Gen.Char[Signs].Array[0, 6].Select(signs => new string(signs));
        piece.Select(piece).Sample((name, typed) =>
        {
            var query = NameQuery.Of(typed);
            Assert.Equal(HalfWidth.Contains(name, typed), query.StandsIn(name));
            if (!query.IsSpelt)
            {
                Assert.Equal(HalfWidth.Contains(name, typed), query.Rank(name) != NameRank.None);
                Assert.False(query.ReadsIn(name));
            }
        });
    }

    [Fact]
    public void Every_way_to_read_a_name_finds_it()
    {
        var names = new[] { "乐清市", "重庆市", "单行道", "曾都区", "长子县" };
        foreach (var name in names)
        {
            var ways = name.Aggregate(new List<string> { "" }, (typed, sign) =>
                [.. from before in typed from reading in Read(sign) from part in new[] { reading, reading[..1] } select before + part]);
            Assert.All(ways, typed => Assert.NotEqual(NameRank.None, NameQuery.Of(typed).Rank(name)));
        }

        static IEnumerable<string> Read(char sign) => sign switch
        {
            '乐' => ["yue", "le", "lao"],
            '清' => ["qing"],
            '市' => ["shi"],
            '重' => ["chong", "zhong"],
            '庆' => ["qing"],
            '单' => ["shan", "dan", "chan"],
            '行' => ["xing", "hang"],
            '道' => ["dao"],
            '曾' => ["zeng", "ceng"],
            '都' => ["du", "dou"],
            '区' => ["qu", "ou"],
            '长' => ["chang", "zhang"],
            '子' => ["zi"],
            _ => ["xian"],
        };
    }

    [Fact]
    public void People_and_places_are_sorted_as_they_are_read()
    {
        Assert.Equal(["仇和平", "任远", "单福生", "王一", "解云", "张一", "章一", "掌一"],
            new[] { "解云", "掌一", "王一", "张一", "单福生", "章一", "任远", "仇和平" }.OrderBy(NameOrder.OfPerson, StringComparer.Ordinal));
        Assert.Equal(["A组", "重庆市", "丽水市", "六安市", "单县", "台州市", "厦门市", "乐清市"],
            new[] { "乐清市", "单县", "厦门市", "六安市", "台州市", "丽水市", "A组", "重庆市" }.OrderBy(NameOrder.Of, StringComparer.Ordinal));
    }
}
