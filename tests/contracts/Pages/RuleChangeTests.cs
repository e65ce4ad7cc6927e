using Rectification.Gateway.Plans.Pages;
using Rectification.Gateway.Shell;
using Rectification.Plans;
using Rectification.Tests.Contracts.Pages.Support;

namespace Rectification.Tests.Contracts.Pages;

/// <summary>What an amendment of rules says to people: never the JSON that is sealed.</summary>
public sealed class RuleChangeTests
{
    [Theory]
    [InlineData("lights",
        "[{\"light\":\"red\",\"kind\":\"overdue\"},{\"light\":\"yellow\",\"kind\":\"behindPace\",\"points\":20,\"forDays\":14,\"metric\":\"percent\"}]",
        "亮灯规则", "红灯：逾期；黄灯：落后 20 个百分点持续 14 天")]
    [InlineData("lights", "[]", "亮灯规则", "不亮灯")]
    [InlineData("reviewDays", "5", "审核期限", "5 天")]
    [InlineData("signOffChain", "[\"leader\",\"office\"]", "销号审核", "责任领导 → 整改办")]
    [InlineData("standingCadence", "quarterly", "长期坚持复查频次", "每季度")]
    [InlineData("escalation", "[{\"after\":0,\"to\":\"unit\",\"days\":\"calendar\"},{\"after\":3,\"to\":\"office\",\"days\":\"working\"}]",
        "预警升级", "亮灯即通知牵头单位；满 3 个工作日通知整改办")]
    [InlineData("lookBack", "{\"share\":0.2,\"minimum\":5}", "回头看", "抽取 20%，至少 5 条")]
    [InlineData("digest", "{\"day\":\"friday\",\"at\":\"17:30:00\"}", "周报", "每周五 17:30")]
    [InlineData("digest", "{\"day\":\"monday\",\"at\":\"08:00:00\",\"holiday\":\"workingDayAfter\",\"workingDay\":2,"
        + "\"reportBy\":{\"day\":\"friday\",\"at\":\"17:00:00\"},\"rankFrom\":3}",
        "周报", "每周一 08:00；遇节假日顺延至节后第 2 个工作日；报送截止：每周五 17:00；任务满 3 项的单位参加排名")]
    [InlineData("percentDecimals", "2", "百分数小数位数", "2 位")]
    [InlineData("extensions", "{\"most\":2,\"longestDays\":180,\"until\":\"17:00:00\"}", "延期规则", "至多 2 次；最长 180 天；须在到期日 17:00 前申请")]
    [InlineData("extensions", "{\"most\":null,\"longestDays\":null}", "延期规则", "不限")]
    [InlineData("amendments", "{\"chain\":[\"office\",\"principal\"],\"direct\":[\"text\"]}", "方案调整规则", "审批：整改办 → 主要领导；直接生效：文字")]
    [InlineData("closing", "{\"objectionDays\":3}", "结束规则", "公示 3 个工作日")]
    [InlineData("closing", "[1]", "结束规则", "[1]")]
    public void A_changed_rule_is_said_in_words(string rule, string value, string field, string words)
    {
        var change = new FieldChange { Subject = "plan", Field = $"rules.{rule}", From = null, To = value, Kind = ChangeKind.Duty };
        var (zh, en) = (new Bilingual(English: false), new Bilingual(English: true));

        Assert.Equal((field, words), (FieldChangeWords.Field(zh, change), FieldChangeWords.Value(zh, Samples.Frame, change, value)));
        Assert.Equal("—", FieldChangeWords.Value(zh, Samples.Frame, change, change.From));
        var english = FieldChangeWords.Field(en, change) + FieldChangeWords.Value(en, Samples.Frame, change, value);
        Assert.All(english, letter => Assert.True(char.IsAscii(letter) || letter == '→', english));
        Assert.Equal(words == value, english.AsSpan().ContainsAny("[{\""));
    }

    /// <summary>Each rule that a plan has is known by name: none is told by the name of its field.</summary>
    [Fact]
    public void Every_rule_has_a_name_for_people() => Assert.All(
        typeof(PlanRules).GetProperties().Select(rule => $"rules.{char.ToLowerInvariant(rule.Name[0])}{rule.Name[1..]}"),
        field => Assert.NotEqual(
            field, FieldChangeWords.Field(new(English: false), new() { Subject = "plan", Field = field, To = "", Kind = ChangeKind.Duty })));
}
