using Rectification.Measures;
using Rectification.Plans;
using Rectification.Tests.Simulation;

namespace Rectification.Tests.Rules;

/// <summary>Each command as it should be; an example changes the one thing it is about.</summary>
internal static class Say
{
    public static readonly string TooLong = new('字', 2001);
    public static readonly string Longest = new('字', 2000);
    public static readonly EvidenceReference Photo = new() { Sha256 = new('a', 64) };
    public static readonly EvidenceReference Named = new() { Name = "会议纪要.pdf" };

    public static readonly ClaimMeasure Claim = new() { Unit = Worlds.Lead };
    public static readonly ReportProgress Report = new() { Unit = Worlds.Lead, Percent = 50 };
    public static readonly ConfirmAssignment Confirm = new() { Unit = Scene.Supporting };
    public static readonly ConfirmAssignment WithdrawConfirmation = new() { Unit = Scene.Supporting, Withdraw = true };
    public static readonly RequestSignOff Request = new() { Person = "处长", Act = "建立台账", Result = "全部完成" };
    public static readonly WithdrawSignOff Withdraw = new();
    public static readonly ReviewExtension ApproveExtension = new() { Extension = 1, Decision = Decision.Approve };
    public static readonly ReviewExtension ReturnExtension = new() { Extension = 1, Decision = Decision.Return, Reason = "理由不足" };
    public static readonly ReviewBasicallyDone ApproveProposal = new() { Decision = Decision.Approve };
    public static readonly ReviewBasicallyDone ReturnProposal = new() { Decision = Decision.Return, Reason = "尚可推进" };

    public static readonly ReviewWaiting ApproveWaiting = new() { Decision = Decision.Approve };
    public static readonly ReviewWaiting ReturnWaiting = new() { Decision = Decision.Return, Reason = "可先行推进" };
    public static readonly EndWaiting EndWaiting = new() { Reason = "已批复" };

    public static RequestWaiting Wait(Scene measure) => new()
    {
        With = "省自然资源厅",
        Since = measure.Today.AddDays(-3),
        Sent = "用地预审请示〔2024〕12 号",
        Until = measure.Today.AddDays(10),
    };

    public static ReviewSignOff Approve(Scene measure) => new() { Decision = Decision.Approve, Fingerprint = measure.State.Request?.Stated.Fingerprint ?? "" };

    public static ReviewSignOff Return(Scene measure) => Approve(measure) with { Decision = Decision.Return, Reason = "证据不全" };

    public static RequestExtension Extend(Scene measure) => new() { Until = measure.View.Deadline.AddDays(1), Reason = "等候批复" };

    public static ProposeBasicallyDone Propose(Scene measure) => new() { Reason = "等候验收", ExpectedBy = measure.Today.AddDays(30) };

    public static ReopenMeasure Reopen(Scene measure) => new() { Reason = "回头看发现反弹", Until = measure.Today.AddDays(30) };

    public static readonly RequestSignOff RequestStanding = Request with { Standing = new() { Basis = "制度规定", Cadence = Cadence.Monthly } };

    public static readonly RecordStandingCheck CheckPassed = new() { Passed = true, Note = "仍按制度执行" };

    public static RecordStandingCheck CheckFailed(Scene measure) => new() { Passed = false, Note = "制度未执行", Until = measure.Today.AddDays(30) };

    public static RegisterInstitution Register(Scene measure) => new()
    {
        Title = "监管办法",
        Number = "〔2024〕1号",
        Date = measure.Today,
        IssuedBy = "市委",
        Kind = InstitutionKind.New,
        Evidence = Photo,
    };
}
