using System.Text.Json;
using Rectification.Gateway.Shell;
using Rectification.Trails;

namespace Rectification.Gateway.Accounts.Pages;

/// <summary>A change of an account as a row to read; the sealed entry itself is given by <c>GET /accounts/trail</c>.</summary>
internal sealed record AccountChangeRow(string At, string Account, string What, string By, string Details)
{
    /// <summary>Fields that have a column of their own.</summary>
    private static readonly string[] Told = ["type", "account"];

    public static AccountChangeRow Of(TrailLine line, Bilingual say)
    {
        using var entry = JsonDocument.Parse(line.Entry);
        var root = entry.RootElement;
        var happened = root.TryGetProperty("events", out var events) && events.GetArrayLength() > 0 ? events[0] : default;
        var by = Text(root, "by");
        return new(
            root.TryGetProperty("at", out var at) && at.TryGetDateTimeOffset(out var instant) ? AdminTimes.Text(instant) : "–",
            Text(happened, "account"),
            Word(Text(happened, "type"), say),
            (by == "-" ? say["系统", "the product"] : by) + (Text(root, "for") is { Length: > 0 } person ? say[$"（代 {person}）", $" (for {person})"] : ""),
            Rest(happened));
    }

    private static string Rest(JsonElement happened) => happened.ValueKind != JsonValueKind.Object ? "" : string.Join("; ",
        happened.EnumerateObject().Where(static field => !Told.Contains(field.Name)).Select(static field => (field.Name, Value: Value(field.Value)))
            .Where(static field => field.Value.Length > 0).Select(static field => $"{field.Name}: {field.Value}"));

    private static string Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Value)),
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };

    private static string Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()! : "";

    private static string Word(string type, Bilingual say) => type switch
    {
        "accountCreated" => say["新建", "created"],
        "scopeReplaced" => say["改角色与单位", "scope replaced"],
        "accountDisabled" => say["停用", "disabled"],
        "accountEnabled" => say["恢复", "enabled"],
        "passwordReset" => say["重置密码", "password reset"],
        "passwordChanged" => say["修改密码", "password changed"],
        "signInLockedOut" => say["登录锁定", "locked out"],
        "keyIssued" => say["签发密钥", "key issued"],
        "keyRevoked" => say["吊销密钥", "key revoked"],
        "contactReplaced" => say["改名称与邮箱", "contact replaced"],
        "tasksHandedOver" => say["交出任务", "tasks handed over"],
        "tasksTakenOver" => say["接收任务", "tasks taken over"],
        "substituteAppointed" => say["指定代岗", "substitute appointed"],
        "substituteEnded" => say["结束代岗", "substitution ended"],
        "webhookMade" => say["新增推送", "webhook made"],
        "webhookEnabled" => say["恢复推送", "webhook enabled"],
        "webhookDisabled" => say["停止推送", "webhook disabled"],
        "webhookReplayed" => say["重新推送", "delivered again"],
        "backupTaken" => say["取备份", "backup taken"],
        "backupRestored" => say["恢复备份", "backup restored"],
        "setUpCodeShown" => say["显示启动码", "set-up code shown"],
        "setUpLockedOut" => say["启动码锁定", "set-up locked out"],
        "setUpDone" => say["首次设置完成", "set-up done"],
        "cityNamed" => say["设置城市名称", "city named"],
        "calendarBroughtIn" => say["录入工作日历", "calendar brought in"],
        _ => type,
    };
}
