using System.Net.Http.Headers;
using System.Text;

namespace Rectification.Tests.Gateway.Access;

/// <summary>
/// One request to each endpoint that answers by rights alone: its content is in shape, so that a refusal for another reason comes only after
/// the right was given, and none changes what the next caller finds.
/// </summary>
internal static class AccessQuestions
{
    public const string Unknown = "0000000000000000000000000000000000000000000000000000000000000000";

    public static HttpContent? Body(string endpoint, string evidence)
    {
        if (endpoint is "POST /api/v1/evidence" or "POST /api/v1/ledgers/preview")
        {
            // Nothing in it: whoever may upload is told so.
            return new MultipartFormDataContent("edge");
        }

        if (endpoint == "POST /api/v1/plans/{plan}/history")
        {
            return Text("", "application/x-ndjson");
        }

        if (endpoint == "POST /api/v1/plans/{plan}/templates/{kind}")
        {
            return Text("", "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
        }

        return endpoint.StartsWith("POST", StringComparison.Ordinal) || endpoint.StartsWith("PUT", StringComparison.Ordinal)
            ? Text((Json(endpoint, evidence) ?? new JsonObject()).ToJsonString(), "application/json") : null;
    }

    /// <summary>The draft beside the plan: of a plan in force there is none to ask about.</summary>
    public static string Draft(string plan) => $"{plan}-draft";

    /// <summary>Measure 1 is under way; of measure 2 the sign-off is requested, which its review needs.</summary>
    public static string Path(string template, string plan) => template
        .Replace("/measures/{no}/sign-off/review", "/measures/2/sign-off/review", StringComparison.Ordinal)
        .Replace("{plan}/draft", $"{Draft(plan)}/draft", StringComparison.Ordinal)
        .Replace("{plan}", plan, StringComparison.Ordinal)
        .Replace("{unit}", SmallPlan.Lead, StringComparison.Ordinal)
        .Replace("{sha256}", Unknown, StringComparison.Ordinal)
        .Replace("{preview}", "nothing", StringComparison.Ordinal)
        .Replace("{name}", "nobody", StringComparison.Ordinal)
        .Replace("{no}", "1", StringComparison.Ordinal)
        .Replace("{measure}", "4", StringComparison.Ordinal)
        .Replace("{preview}", "no-such-preview", StringComparison.Ordinal)
        .Replace("{label}", "desk", StringComparison.Ordinal)
        .Replace("{account}", "somebody", StringComparison.Ordinal)
        .Replace("{period}", "2026-03-09", StringComparison.Ordinal)
        .Replace("{year}", "2025", StringComparison.Ordinal)
        .Replace("{kind}", "order", StringComparison.Ordinal)
        .Replace("{id}", "1", StringComparison.Ordinal);

    public static JsonObject? Json(string endpoint, string evidence) => endpoint.Replace("POST /api/v1/", "", StringComparison.Ordinal) switch
    {
        // Without an id nothing is brought in.
        "plans" => new() { ["title"] = "没有编号的方案" },
        "plans/{plan}/problems/{no}/sign-off" => new() { ["statement"] = "已全部整改" },
        "plans/{plan}/measures/{no}/claim" => Unit(),
        "plans/{plan}/measures/{no}/reports" => SmallPlan.Report(1),
        "plans/{plan}/measures/{no}/confirmations" => new() { ["unit"] = SmallPlan.Supporting },
        "plans/{plan}/measures/{no}/sign-off" => SignOff(),
        "plans/{plan}/measures/{no}/sign-off/review" => new() { ["decision"] = "approve", ["fingerprint"] = Unknown },
        "plans/{plan}/measures/{no}/extensions" => new() { ["until"] = "2026-12-31", ["reason"] = "原因" },
        "plans/{plan}/measures/{no}/extensions/{id}/review" => new() { ["decision"] = "approve" },
        "plans/{plan}/measures/{no}/waiting" =>
            new() { ["with"] = "省厅", ["since"] = "2026-01-05", ["sent"] = "请示", ["until"] = SmallPlan.InDays(20) },
        "plans/{plan}/measures/{no}/waiting/review" => new() { ["decision"] = "approve" },
        "plans/{plan}/measures/{no}/basically-done" => new() { ["reason"] = "原因", ["expectedBy"] = "2026-03-02" },
        "plans/{plan}/measures/{no}/basically-done/review" => new() { ["decision"] = "approve" },
        "plans/{plan}/measures/{no}/reopen" => new() { ["reason"] = "反弹", ["until"] = "2027-12-31" },
        "plans/{plan}/measures/{no}/institution" => new()
        {
            ["title"] = "制度",
            ["number"] = "1",
            ["date"] = "2026-03-02",
            ["issuedBy"] = "部",
            ["kind"] = "new",
            ["evidence"] = evidence,
        },
        "plans/{plan}/measures/{no}/standing-checks" => new() { ["passed"] = true, ["note"] = "看过" },
        "plans/{plan}/orders" => Order(),
        "plans/{plan}/orders/{no}/answer" => new() { ["text"] = "已办" },
        "plans/{plan}/orders/{no}/return" => new() { ["reason"] = "不够", ["dueInWorkingDays"] = 5 },
        "plans/{plan}/orders/{no}/close" => new() { ["result"] = "已落实" },
        // Who may do it is told that there is no such paper, or that nothing is there to be frozen.
        "plans/{plan}/papers" => new() { ["kind"] = "order", ["subject"] = 999 },
        "plans/{plan}/papers/{no}/void" => new() { ["reason"] = "印错" },
        "plans/{plan}/papers/{no}/scan" => new() { ["evidence"] = evidence },
        "plans/{plan}/notices/{no}/comments" => new() { ["text"] = "意见" },
        "plans/{plan}/opinions/switch" => new() { ["open"] = false },
        "plans/{plan}/opinions/{no}/screen" => new() { ["decision"] = "approve" },
        "plans/{plan}/opinions/{no}/answer" => new() { ["text"] = "已办" },
        "plans/{plan}/notices/{no}/freeze" => new() { ["seen"] = Unknown },
        "plans/{plan}/amendments" => new() { ["reason"] = "什么也不改" },
        "plans/{plan}/amendments/{no}/approve" => new() { ["fingerprint"] = Unknown },
        "plans/{plan}/close" or "plans/{plan}/reopen" => new() { ["reason"] = "整改完成" },
        "plans/{plan}/draft" => new() { ["title"] = "没有编号的方案" },
        "plans/{plan}/draft/problems/{no}/measures" => new() { ["remove"] = new JsonArray(99) },
        "plans/{plan}/draft/problems/{no}/approve" => new() { ["fingerprint"] = Unknown },
        "plans/{plan}/look-backs" => new() { ["seed"] = "2", ["unit"] = Callers.OtherUnit },
        "plans/{plan}/look-backs/{no}/sheets/{measure}" => new() { ["passed"] = true, ["findings"] = "看过" },
        "accounts/{name}/disable" or "accounts/{name}/handover" => new() { ["reason"] = "调离", ["to"] = "somebody" },
        "accounts/{name}/substitutes" => new()
        {
            ["account"] = "somebody",
            ["from"] = "2026-03-01T00:00:00+08:00",
            ["until"] = "2026-03-02T00:00:00+08:00",
            ["reason"] = "出差",
        },
        "accounts/{name}/scope" => new() { ["roles"] = new JsonArray("auditor"), ["units"] = new JsonArray(), ["leaders"] = new JsonArray() },
        "accounts/{name}/keys" => new() { ["label"] = "desk" },
        "webhooks/{id}/replay" => new() { ["from"] = 1 },
        "me/inbox/read" => new() { ["upTo"] = 0 },
        _ => null,
    };

    public static JsonObject Order() => new() { ["unit"] = SmallPlan.Lead, ["measures"] = new JsonArray(1), ["demand"] = "限期整改", ["dueInWorkingDays"] = 5 };

    public static JsonObject SignOff() => new() { ["person"] = "张三", ["act"] = "已办", ["result"] = "见效" };

    private static JsonObject Unit() => new() { ["unit"] = SmallPlan.Lead };

    private static ByteArrayContent Text(string text, string type) =>
        new(Encoding.UTF8.GetBytes(text)) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };
}
