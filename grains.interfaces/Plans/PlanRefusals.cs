using System.Globalization;

namespace Rectification.Plans;

/// <summary>Everything that can be wrong with a plan document. Codes never change; every pointer leads to the place in the document.</summary>
public static class PlanRefusals
{
    public static readonly Refusal Unknown = Refusal.NotFound("plan.unknown", "没有这个整改方案。", "There is no such plan.");
    public static readonly Refusal ImportInterrupted = Refusal.Unavailable(
        "plan.import-interrupted", "方案导入中断，请重新导入；已导入的内容不会重复。",
            "The import was interrupted; bring the plan in again: what is in already is not brought in twice.");
    public static readonly Refusal TooManyRules = Refusal.Conflict(
        "plan.too-many-rules", "该方案的规则改动次数过多。", "The rules of this plan have been changed too often.");

    public static Refusal JsonMalformed(string pointer, long line) =>
        Invalid("plan.json-malformed", $"不是有效的 JSON（第 {line} 行附近）。", $"Not valid JSON (near line {line}).", pointer);

    public static Refusal FieldMissing(string pointer, string field) =>
        Invalid("plan.field-missing", $"缺少必填项 {field}。", $"The field {field} is missing.", pointer);

    public static Refusal FieldType(string pointer, string zhExpected, string enExpected) =>
        Invalid("plan.field-type", $"此处应为{zhExpected}。", $"Expected {enExpected}.", pointer);

    public static Refusal TextMalformed(string pointer) =>
        Invalid("plan.text-malformed", "文本含有控制字符或不完整的字符。", "The text has control characters or broken characters.", pointer);

    public static Refusal DateMalformed(string pointer) =>
        Invalid("plan.date-malformed", "日期须为存在的某一天，格式 YYYY-MM-DD。", "A date is an existing day, written YYYY-MM-DD.", pointer);

    public static Refusal TimeMalformed(string pointer) =>
        Invalid("plan.time-malformed", "时刻格式须为 HH:MM。", "A time of day is written HH:MM.", pointer);

    public static Refusal IdMalformed(string pointer) =>
        Invalid("plan.id-malformed", "编号须为 1 至 64 个字母、数字、点或连字符，且以字母或数字开头。",
            "An id has 1 to 64 letters, digits, dots or hyphens and begins with a letter or digit.", pointer);

    public static Refusal EnumUnknown(string pointer, string allowed) =>
        Invalid("plan.enum-unknown", $"此处只能是：{allowed}。", $"Expected one of: {allowed}.", pointer);

    public static Refusal LineUnknown(string pointer, string allowed) =>
        Invalid("plan.line-unknown", $"每行须恰有一项：{allowed}。", $"A line holds exactly one of: {allowed}.", pointer);

    public static Refusal LineTooLong(string pointer, int longest) =>
        Invalid("plan.line-too-long", $"一行至多 {Number(longest)} 字节。", $"A line has at most {Number(longest)} bytes.", pointer);

    public static Refusal HeaderMissing() =>
        Invalid("plan.header-missing", "缺少 plan 行。", "There is no line with the plan itself.", "/lines");

    public static Refusal HeaderRepeated(string pointer) =>
        Invalid("plan.header-repeated", "plan 行只能有一行。", "There is more than one line with the plan itself.", pointer);

    public static Refusal ListEmpty(string pointer) =>
        Invalid("plan.list-empty", "至少需要一项。", "At least one is needed.", pointer);

    public static Refusal TooMany(string pointer, int most) =>
        Invalid("plan.too-many", $"至多 {Number(most)} 项。", $"There are at most {Number(most)}.", pointer);

    public static Refusal TextLength(string pointer, int longest) =>
        Invalid("plan.text-length", $"须有 1 至 {Number(longest)} 个字，不能全为空白。", $"The text has 1 to {Number(longest)} characters and is not only blanks.", pointer);

    public static Refusal FiguresTooLarge(string pointer, int longest) =>
        Invalid("plan.figures-too-large", $"至多 {Number(longest)} 个字符。", $"There are at most {Number(longest)} characters.", pointer);

    public static Refusal SharesDoNotAddUp(string pointer, string sum, string target) =>
        Invalid("plan.shares-do-not-add-up", $"各单位分解数合计 {sum}，与目标 {target} 不符。",
            $"The units' shares add up to {sum}, not to the target of {target}.", pointer);

    public static Refusal ShareUnitUnknown(string pointer, string unit) =>
        Invalid("plan.share-unit-unknown", $"单位 {unit} 不承担该措施，不能分解目标。", $"The unit {unit} has no part in the measure, so no share of its target.", pointer);

    public static Refusal QuantityNameTaken(string pointer, string name) =>
        Invalid("plan.quantity-name-taken", $"数量名 {name} 重复，或与固定指标（percent、quantity）同名。",
            $"The name {name} is used twice, or is that of a fixed metric (percent, quantity).", pointer);

    public static Refusal QuantityBound(string pointer) =>
        Invalid("plan.quantity-bound", "数量目标只能是不少于（atLeast）或不超过（atMost）。", "A quantity is to be at least (atLeast) or at most (atMost) its target.", pointer);

    public static Refusal OutcomeIsMoney(string pointer, string unit) =>
        Invalid("plan.outcome-is-money", $"成效金额须以元、万元或亿元计，不能是「{unit}」。", $"An outcome is money and counted as such, not in {unit}.", pointer);

    public static Refusal FigureOrigin(string pointer, string allowed) =>
        Invalid("plan.figure-origin", $"数字的来源须恰为一种：{allowed}。", $"A figure comes from exactly one of: {allowed}.", pointer);

    public static Refusal FigureMeasureUnknown(string pointer, int no) =>
        Invalid("plan.figure-measure-unknown", $"没有第 {Number(no)} 号措施。", $"There is no measure {Number(no)}.", pointer);

    public static Refusal FigureQuantityUnknown(string pointer, int no, string? name) => name is null
        ? Invalid("plan.figure-quantity-unknown", $"措施 {Number(no)} 没有量化目标。", $"Measure {Number(no)} has no target.", pointer)
        : Invalid("plan.figure-quantity-unknown", $"措施 {Number(no)} 没有名为 {name} 的数量。", $"Measure {Number(no)} has no quantity called {name}.", pointer);

    public static Refusal FigureUnitDiffers(string pointer, string from, string to) =>
        Invalid("plan.figure-unit-differs", $"「{from}」不能折算为「{to}」：二者不是同一种计量单位。请按「{to}」另报一项数量。",
            $"{from} is not converted to {to}: they count different things. Have a quantity reported in {to}.", pointer);

    public static Refusal FigureUnitMissing(string pointer) =>
        Invalid("plan.figure-unit-missing", "由填报数量得出的数字须写明计量单位。", "A figure that comes from reported quantities states its unit.", pointer);

    public static Refusal FigureCadenceMissing(string pointer, int no) =>
        Invalid("plan.figure-cadence-missing", $"措施 {Number(no)} 没有填报频次。", $"Measure {Number(no)} has no cadence.", pointer);

    public static Refusal NumberOutOfRange(string pointer) =>
        Invalid("plan.number-out-of-range", "序号须为 1 或更大的整数。", "A number is 1 or more.", pointer);

    public static Refusal DuplicateNumber(string pointer, int number) =>
        Invalid("plan.duplicate-number", $"序号 {number} 重复。", $"The number {number} is used twice.", pointer);

    public static Refusal DuplicateId(string pointer, string id) =>
        Invalid("plan.duplicate-id", $"编号 {id} 重复。", $"The id {id} is used twice.", pointer);

    public static Refusal UnitUnknown(string pointer, string id) =>
        Invalid("plan.unit-unknown", $"没有单位 {id}。", $"There is no unit {id}.", pointer);

    public static Refusal LeaderUnknown(string pointer, string id) =>
        Invalid("plan.leader-unknown", $"没有责任领导 {id}。", $"There is no leader {id}.", pointer);

    public static Refusal ProblemUnknown(string pointer, int no) =>
        Invalid("plan.problem-unknown", $"没有第 {no} 号问题。", $"There is no problem {no}.", pointer);

    public static Refusal CategoryUnknown(string pointer, int no) =>
        Invalid("plan.category-unknown", $"没有第 {no} 号类别。", $"There is no category {no}.", pointer);

    public static Refusal RegionUnknown(string pointer, string id) =>
        Invalid("plan.region-unknown", $"没有地区 {id}。", $"There is no region {id}.", pointer);

    public static Refusal ParentUnknown(string pointer, string id) =>
        Invalid("plan.parent-unknown", $"没有上级地区或单位 {id}。", $"There is no region or unit {id} above.", pointer);

    public static Refusal UnitRepeated(string pointer, string id) =>
        Invalid("plan.unit-repeated", $"单位 {id} 在该措施中重复（牵头单位不再列为配合单位）。",
            $"The unit {id} is named twice on this measure (the lead unit is not a supporting one).", pointer);

    public static Refusal UnitCycle(string pointer, string id) =>
        Invalid("plan.unit-cycle", $"{id} 的上级关系成环。", $"What lies above {id} leads back to it.", pointer);

    public static Refusal TooDeep(string pointer, int levels) =>
        Invalid("plan.levels-too-deep", $"层级至多 {levels} 层。", $"There are at most {levels} levels.", pointer);

    public static Refusal SeveralRoots(string pointer, string first) =>
        Invalid("plan.several-roots", $"只能有一个最上级地区，已有 {first}。", $"Only one region stands above all; it is {first} already.", pointer);

    public static Refusal RootMissing() =>
        Invalid("plan.root-missing", "缺少没有上级的最上级地区。", "No region stands above all: one must have no parent.", "/regions");

    public static Refusal TimeZoneUnknown(string pointer) =>
        Invalid("plan.time-zone-unknown", "没有这个时区（用 IANA 名称，如 Asia/Shanghai）。", "There is no such time zone (an IANA name like Asia/Shanghai).", pointer);

    public static Refusal DateOutOfRange(string pointer, DateOnly earliest, DateOnly latest) =>
        Invalid("plan.date-out-of-range", $"日期须在 {earliest:yyyy-MM-dd} 至 {latest:yyyy-MM-dd} 之间。",
            $"The date lies outside {earliest:yyyy-MM-dd} to {latest:yyyy-MM-dd}.", pointer);

    public static Refusal DeadlineBeforeStart(string pointer) =>
        Invalid("plan.deadline-before-start", "完成时限早于开始日期。", "The deadline lies before the start.", pointer);

    public static Refusal PeriodReversed(string pointer) =>
        Invalid("plan.period-reversed", "结束日期早于开始日期。", "The period ends before it begins.", pointer);

    public static Refusal TargetOutOfRange(string pointer) =>
        Invalid("plan.target-out-of-range", "目标值须大于 0、不超过 1,000,000,000,000、至多 6 位小数。",
            "A target is over 0, at most 1,000,000,000,000, with at most 6 decimals.", pointer);

    public static Refusal ProblemWithoutMeasures(string pointer, int no) =>
        Invalid("plan.problem-without-measures", $"第 {no} 号问题没有整改措施。", $"The problem {no} has no measure.", pointer);

    public static Refusal ChainMalformed(string pointer) =>
        Invalid("plan.chain-malformed", "销号流程须为 1 至 3 个互不相同的步骤。", "The sign-off chain has one to three different steps.", pointer);

    public static Refusal AmendmentChainMalformed(string pointer) =>
        Invalid("plan.amendment-chain-malformed", "方案调整的审批步骤只能是 office、principal，各至多一次。",
            "An amendment is approved by office and principal, each at most once.", pointer);

    public static Refusal RuleOutOfRange(string pointer, decimal lowest, decimal highest) =>
        Invalid("plan.rule-out-of-range", $"须在 {Number(lowest)} 至 {Number(highest)} 之间。",
            $"The value lies outside {Number(lowest)} to {Number(highest)}.", pointer);

    public static Refusal RuleLightNone(string pointer) =>
        Invalid("plan.rule-light-none", "预警规则须亮黄灯或红灯。", "A rule lights yellow or red.", pointer);

    private static Refusal Invalid(string code, string zh, string en, string pointer) => Refusal.Invalid(code, zh, en, pointer);

    private static string Number(decimal value) => value.ToString("#,0.######", CultureInfo.InvariantCulture);
}
