using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Measures;

namespace Rectification.Gateway.Measures;

internal static partial class MeasuresApi
{
    private static void MapCommands(IEndpointRouteBuilder api)
    {
        Command<ClaimMeasure>(api, "/claim", "Claim（认领）");
        Command<ReportProgress>(api, "/reports", "Report progress（进展填报）");
        Command<ConfirmAssignment>(api, "/confirmations", "Confirm a supporting unit's part, or withdraw that");
        Command<RequestSignOff>(api, "/sign-off", "Request the sign-off（申请销号）");
        api.Post(One + "/sign-off/withdraw", Policy.Submit, Withdraw, "Withdraw the request");
        Command<ReviewSignOff>(api, "/sign-off/review", "Review the request（审核）");
        Command<RequestExtension>(api, "/extensions", "Request an extension（延期）");
        api.Post(One + "/extensions/{id}/review", Policy.Submit, ReviewExtension, "Review an extension");
        Command<ProposeBasicallyDone>(api, "/basically-done", "Propose basically done（基本完成）");
        Command<ReviewBasicallyDone>(api, "/basically-done/review", "Review basically done");
        Command<ReopenMeasure>(api, "/reopen", "Reopen（重新整改）");
        Command<RegisterInstitution>(api, "/institution", "Register the institution（建章立制）");
        Command<RequestWaiting>(api, "/waiting", "Ask to wait on others（等待外部）");
        Command<ReviewWaiting>(api, "/waiting/review", "Approve or return it");
        api.Post(One + "/waiting/end", Policy.Submit, EndWaiting, "End the waiting before its day, or take the request back");
        Command<RecordStandingCheck>(api, "/standing-checks", "Record a check of a standing measure（长期坚持复查）");
    }

    private static void Command<TCommand>(IEndpointRouteBuilder api, string path, string summary)
        where TCommand : MeasureCommand =>
        api.Post(One + path, Policy.Submit, (MeasureKey measure, [AsParameters] Call call, Body<TCommand> body, IGrainFactory grains) =>
            Submit(grains, measure, call, body.Value), summary);

    private static Task<Answer<CommandAnswer>> Withdraw(MeasureKey measure, [AsParameters] Call call, OptionalBody<WithdrawSignOff> body,
        IGrainFactory grains) =>
        Submit(grains, measure, call, body.Value);

    private static Task<Answer<CommandAnswer>> EndWaiting(MeasureKey measure, [AsParameters] Call call, OptionalBody<EndWaiting> body,
        IGrainFactory grains) =>
        Submit(grains, measure, call, body.Value);

    /// <summary>What is no number is 0, which no extension has.</summary>
    private static Task<Answer<CommandAnswer>> ReviewExtension(
        MeasureKey measure, string id, [AsParameters] Call call, Body<ReviewBody> body, IGrainFactory grains) =>
        Submit(grains, measure, call, new ReviewExtension
        {
            Extension = RequestPath.Number(id),
            Decision = body.Value.Decision,
            Reason = body.Value.Reason,
        });

    private static async Task<Answer<CommandAnswer>> Submit(IGrainFactory grains, MeasureKey measure, Call call, MeasureCommand command)
    {
        var outcome = await MeasureSubmission.Submit(grains, call.Caller, measure.Plan, measure.No, command, call.Key.Id, call.IfMatch.Version);
        return outcome.Refusal is { } refusal ? refusal
            : Answer<CommandAnswer>.Of(new() { Measure = outcome.Measure!, Token = outcome.Token! }, outcome.Version, outcome.Repeated);
    }
}
