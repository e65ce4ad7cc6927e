using static Rectification.Refusal;

namespace Rectification.Accounts;

/// <summary>Every "no" of an account. Codes never change; <c>docs/accounts.md</c> lists them.</summary>
public static class AccountRefusals
{
    public static readonly Refusal Unknown = NotFound("account.unknown", "没有这个账号。", "There is no such account.");
    public static readonly Refusal Exists = Conflict("account.exists", "同名账号已存在且内容不同。", "An account of this name exists with other content.", "/name");
    public static readonly Refusal LabelExists = Conflict("account.label-exists", "该名称的密钥已存在。", "A key with this label exists.", "/label");
    public static readonly Refusal TooManyKeys = Conflict("account.too-many-keys", "一个账号至多 50 个密钥。", "An account has at most 50 keys.");
    public static readonly Refusal TooManyChanges =
        TooMany("account.too-many-changes", "该账号 24 小时内的变更过多，请稍后再试。", "Too many changes of this account within 24 hours; try later.");
    public static readonly Refusal TooManyUnits =
        Invalid("account.too-many-units", "一个账号至多 500 个单位和 500 位领导。", "An account has at most 500 units and 500 leaders.", "/units");
    public static readonly Refusal ReasonMissing = Invalid("account.reason-missing", "请填写原因（1 至 500 字）。", "Give a reason (1 to 500 characters).", "/reason");
    public static readonly Refusal IsYourself = Conflict("account.is-yourself", "不能停用自己的账号。", "Nobody disables the own account.");
    public static readonly Refusal IsDisabled = Conflict("account.is-disabled", "该账号已停用。", "The account is disabled.");
    public static readonly Refusal IsEnabled = Conflict("account.is-enabled", "该账号未停用。", "The account is not disabled.");
    public static readonly Refusal KeyUnknown = NotFound("account.key-unknown", "没有这个密钥。", "There is no such key.");
    public static readonly Refusal KeyRevoked = Conflict("account.key-revoked", "该密钥已吊销。", "The key is revoked already.");
    public static readonly Refusal ExpiryPast = Invalid("account.expiry-past", "失效时间须晚于现在。", "A key must expire in the future.", "/expiresAt");
    public static readonly Refusal CredentialsChanged =
        Conflict("account.credentials-changed", "登录信息刚被更改，请重试。", "The credentials have just been changed; try again.");
    public static readonly Refusal HandoverToItself = Invalid("account.handover-to-itself", "不能交接给自己。", "Nobody hands over to the same account.", "/to");
    public static readonly Refusal ReceiverUnknown = Invalid("account.receiver-unknown", "没有这个接手账号。", "There is no account to take over.", "/to");
    public static readonly Refusal ReceiverDisabled = Conflict("account.receiver-disabled", "接手账号已停用。", "The account to take over is disabled.", "/to");
    public static readonly Refusal NothingToHandOver =
        Conflict("account.nothing-to-hand-over", "该账号没有可交接的单位或领导。", "The account has no units or leaders to hand over.");
    public static readonly Refusal SubstituteIsSelf = Invalid("account.substitute-is-self", "不能替岗自己。", "Nobody substitutes for the same account.", "/account");
    public static readonly Refusal SubstituteUnknown = Invalid("account.substitute-unknown", "没有这个替岗账号。", "There is no such account to substitute.",
        "/account");
    public static readonly Refusal SubstituteDisabled = Conflict("account.substitute-disabled", "替岗账号已停用。", "The substitute's account is disabled.",
        "/account");
    public static readonly Refusal SubstituteWindow = Invalid("account.substitute-window", "替岗须有起止时间，止晚于起和现在，至多 92 天。",
        "A substitution ends after it begins and after now, and lasts at most 92 days.", "/until");
    public static readonly Refusal SubstituteExists =
        Conflict("account.substitute-exists", "该账号已在替岗；请先结束再重新指定。", "This account is a substitute already; end that first.", "/account");
    public static readonly Refusal TooManySubstitutes =
        Conflict("account.too-many-substitutes", "一个账号同时至多 20 位替岗。", "An account has at most 20 substitutes at a time.");
    public static readonly Refusal TooManySubstitutions =
        Conflict("account.too-many-substitutions", "一个账号至多为 50 人替岗。", "An account substitutes for at most 50 others.", "/account");
    public static readonly Refusal NoSuchSubstitute = NotFound("account.no-such-substitute", "没有这项替岗。", "There is no such substitution.");

    public static readonly Refusal SetupOver = NotFound("setup.over", "没有这个页面：首个管理员已建立。", "There is no such page: the first administrator is there already.");
    public static readonly Refusal SetupCodeWrong = Forbidden("setup.code-wrong", "启动码不正确。请使用最近一次启动时控制台显示的启动码。",
        "The set-up code is not right. Use the one that the newest start has shown on its console.", "/code");
    public static readonly Refusal SetupLockedOut = TooMany("setup.locked-out", "启动码错误次数过多，请一分钟后再试。",
        "Too many wrong set-up codes; try again in a minute.") with
    { Pointer = "/code" };
    public static readonly Refusal CityMalformed = Invalid("setup.city-malformed", "城市名称为 1 至 20 个字。", "A city's name has 1 to 20 characters.", "/city");

    public static readonly Refusal NotASubstitute = Forbidden("auth.not-a-substitute", "您现在不能代该账号行事。", "You may not act for this account now.");
    public static readonly Refusal NotAnAccount = Forbidden("auth.account-unknown", "该身份没有对应的账号。", "No account belongs to this identity.");
    public static readonly Refusal Disabled = Forbidden("auth.account-disabled", "该账号已停用。", "The account is disabled.");
    public static readonly Refusal SessionEnded = Forbidden("access.sign-in", "请重新登录。", "Sign in again.");
}
