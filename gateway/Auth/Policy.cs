using Microsoft.AspNetCore.Authorization;

namespace Rectification.Gateway.Auth;

/// <summary>Who may use an endpoint. An endpoint without a policy refuses every caller.</summary>
internal enum Policy
{
    /// <summary>Every caller; a key, if sent, must be valid.</summary>
    Open = 1,

    /// <summary>Every key holder; without a key only the city figures of public plans.</summary>
    PublicPlan = 2,

    /// <summary>Accounts that read plans, each within its units.</summary>
    ReadPlan = 3,

    /// <summary>Accounts that read plans; whether they may do what they ask is a rule of the domain.</summary>
    Submit = 4,

    /// <summary>Any account.</summary>
    Account = 11,

    /// <summary>Role ops.</summary>
    Ops = 5,

    /// <summary>Roles reviewer, auditor and ops: those who oversee others' work.</summary>
    Oversee = 10,

    /// <summary>Any account, about itself; also one that must first change its password.</summary>
    Self = 6,

    /// <summary>Roles ops and auditor.</summary>
    Audit = 7,
}

/// <summary>An endpoint's policy, as its metadata; a page carries it as an attribute.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class AccessPolicyAttribute(Policy policy) : Attribute, IAuthorizeData
{
    public Policy Policy { get; } = policy;

    string? IAuthorizeData.Policy { get; set; } = policy.ToString();

    string? IAuthorizeData.Roles { get; set; }

    string? IAuthorizeData.AuthenticationSchemes { get; set; }
}
