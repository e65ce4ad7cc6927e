using Rectification.Gateway.Auth;

namespace Rectification.Gateway.Shell;

/// <summary>A page of forms for administrators: says what came of a form, and keeps what was typed when that was refused.</summary>
public abstract class AdminPage : SitePage
{
    /// <summary>Why the form that was sent was refused.</summary>
    protected string? Problem { get; private set; }

    /// <summary>What the form that was sent has done.</summary>
    protected string? Done { get; private set; }

    internal FormInput FormInput => new(Context);

    /// <summary>Who asks; the policy of these pages admits only known callers.</summary>
    internal Caller Admin => Context.Caller();

    /// <summary>What was typed into a field, as long as it has not been taken.</summary>
    protected string Kept(string name) => Problem is null ? "" : FormInput.Text(name);

    /// <summary>Says what came of the form.</summary>
    internal void Tell(Refusal? refusal, string done)
    {
        Problem = refusal is null ? null : Sentence(refusal);
        Done = refusal is null ? done : null;
    }

    /// <summary>A refusal with the field it is about.</summary>
    internal string Sentence(Refusal refusal) => refusal.Pointer is { Length: > 0 } pointer ? Field(pointer) + Say.Colon + Say[refusal] : Say[refusal];

    /// <summary>A field as its form names it.</summary>
    private string Field(string pointer) => pointer.Split('/')[1] switch
    {
        "name" => Say["账号", "Account"],
        "code" => Say["启动码", "Set-up code"],
        "password" => Say["密码", "Password"],
        "city" => Say["城市名称", "The city's name"],
        "displayName" => Say["名称", "Display name"],
        "email" => Say["电子邮箱", "E-mail"],
        "roles" => Say["角色", "Roles"],
        "units" => Say["单位", "Units"],
        "leaders" => Say["领导", "Leaders"],
        "reason" => Say["原因", "Reason"],
        "label" => Say["标签", "Label"],
        "expiresAt" => Say["到期日", "Expiry"],
        "account" => Say["代岗人", "Substitute"],
        "from" => Say["从", "From"],
        "until" => Say["到", "Until"],
        "url" => Say["接收地址", "Address"],
        "plan" => Say["方案", "Plan"],
        "holidays" => Say["放假日", "Holidays"],
        "workdays" => Say["调班日", "Working days"],
        "year" => Say["年份", "Year"],
        var other => other,
    };
}
