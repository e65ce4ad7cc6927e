using System.Text.Json;
using Rectification.Gateway.Shell;
using Rectification.Trails;

namespace Rectification.Gateway.Accounts.Pages;

/// <summary>A change of an account as a row to read; the sealed entry itself is given by <c>GET /accounts/trail</c>.</summary>
internal sealed record AccountChangeRow(string At, string Account, string What, string By, string? For, string Details)
{
    /// <summary>Fields that have a column of their own.</summary>
    private static readonly string[] Told = ["type", "account"];

    public static AccountChangeRow Of(TrailLine line, Bilingual say)
    {
        using var entry = JsonDocument.Parse(line.Entry);
        var root = entry.RootElement;
        var happened = root.TryGetProperty("events", out var events) && events.GetArrayLength() > 0 ? events[0] : default;
        return new(
            root.TryGetProperty("at", out var at) && at.TryGetDateTimeOffset(out var instant) ? AdminTimes.Text(instant) : "–",
            Text(happened, "account"),
            Word(Text(happened, "type"), say),
            Text(root, "by"),
            Text(root, "for") is { Length: > 0 } person ? person : null,
            Rest(happened, say));
    }

    private static string Rest(JsonElement happened, Bilingual say) => happened.ValueKind != JsonValueKind.Object ? "" : say.Clauses(
        happened.EnumerateObject().Where(static field => !Told.Contains(field.Name)).Select(field => (field.Name, Value: Value(field.Name, field.Value, say)))
            .Where(static field => field.Value.Length > 0).Select(field => Field(field.Name, say) + say.Colon + field.Value));

    private static string Value(string name, JsonElement value, Bilingual say) => value.ValueKind switch
    {
        JsonValueKind.Array => say.List(value.EnumerateArray().Select(one => Value(name, one, say))),
        JsonValueKind.String when name == "roles" => say[RoleWords.Term(value.GetString()!)],
        JsonValueKind.String when value.GetString()!.Contains('T', StringComparison.Ordinal) && value.TryGetDateTimeOffset(out var instant)
            => AdminTimes.Text(instant),
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

    /// <summary>What a field of an entry holds, as the pages call it.</summary>
    private static string Field(string name, Bilingual say) => name switch
    {
        "displayName" => say["名称", "name"],
        "roles" => say["角色", "roles"],
        "units" => say["单位", "units"],
        "leaders" => say["领导", "leaders"],
        "reason" => say["理由", "reason"],
        "label" => say["用途", "label"],
        "expiresAt" => say["有效期至", "valid until"],
        "from" => say["自", "from"],
        "to" => say["交给", "to"],
        "until" => say["至", "until"],
        "substitute" => say["代岗人", "substitute"],
        "host" => say["接收地址", "receiver"],
        "plan" => say["方案", "plan"],
        "kinds" => say["通知种类", "kinds"],
        "position" => say["序号", "number"],
        "instant" => say["时间", "time"],
        "source" => say["依据", "source"],
        "holidays" => say["放假", "holidays"],
        "workdays" => say["调休上班", "days worked"],
        "operator" => say["操作人", "operator"],
        "sha256" => say["文件哈希", "hash of the file"],
        "backupAt" => say["备份时间", "backed up"],
        "restoredAt" => say["恢复时间", "restored"],
        "rows" => say["行数", "rows"],
        "administrator" => say["管理员", "administrator"],
        "city" => say["城市", "city"],
        _ => name,
    };
}
