using System.Text.Json.Serialization.Metadata;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Measures;

namespace Rectification.Gateway.Measures;

internal static partial class MeasuresApi
{
    private const string One = "/plans/{plan}/measures/{no}";

    private static void MapCommands(IEndpointRouteBuilder api)
    {
        var json = MeasuresJson.Api;
        Command(api, "/claim", json.ClaimMeasure, "Claim（认领）");
        Command(api, "/reports", json.ReportProgress, "Report progress（进展填报）");
        Command(api, "/confirmations", json.ConfirmAssignment, "Confirm a supporting unit's part, or withdraw that");
        Command(api, "/sign-off", json.RequestSignOff, "Request the sign-off（申请销号）");
        Command(api, "/sign-off/withdraw", json.WithdrawSignOff, "Withdraw the request", new WithdrawSignOff());
        Command(api, "/sign-off/review", json.ReviewSignOff, "Review the request（审核）");
        Command(api, "/extensions", json.RequestExtension, "Request an extension（延期）");
        Command(api, "/extensions/{id}/review", json.ReviewBody, "Review an extension", command: ReviewExtension);
        Command(api, "/basically-done", json.ProposeBasicallyDone, "Propose basically done（基本完成）");
        Command(api, "/basically-done/review", json.ReviewBasicallyDone, "Review basically done");
        Command(api, "/reopen", json.ReopenMeasure, "Reopen（重新整改）");
        Command(api, "/institution", json.RegisterInstitution, "Register the institution（建章立制）");
        Command(api, "/standing-checks", json.RecordStandingCheck, "Record a check of a standing measure（长期坚持复查）");
    }

    private static void Command<TBody>(
        IEndpointRouteBuilder api,
        string path,
        JsonTypeInfo<TBody> type,
        string summary,
        TBody? empty = null,
        Func<HttpContext, TBody, MeasureCommand?>? command = null)
        where TBody : class
    {
        var services = api.ServiceProvider;
        var endpoint = new MeasureCommandEndpoint<TBody>(
            services.GetRequiredService<IGrainFactory>(),
            type,
            command ?? (static (_, body) => (MeasureCommand)(object)body),
            empty);
        api.Post(One + path, Policy.Submit, endpoint.Handle, summary).Takes<TBody>().Gives<CommandAnswer>();
    }

    private static ReviewExtension? ReviewExtension(HttpContext context, ReviewBody body) =>
        RequestPath.Number(context, "id") is > 0 and var id
            ? new() { Extension = id, Decision = body.Decision, Reason = body.Reason }
            : null;
}
