using Microsoft.AspNetCore.Authorization;

namespace Rectification.Gateway.Auth;

/// <summary>Who may use an endpoint. One without a policy may be used by nobody.</summary>
internal enum Policy
{
    /// <summary>Anybody; a key, if one is sent, must be good.</summary>
    Open = 1,

    /// <summary>Whoever has a key; without one only what a plan marked public shows of its city.</summary>
    PublicPlan = 2,

    /// <summary>Accounts that read plans, each within its units.</summary>
    ReadPlan = 3,

    /// <summary>Any account; whether it may do what it asks is a rule of the domain.</summary>
    Submit = 4,

    /// <summary>Role ops.</summary>
    Ops = 5,

    /// <summary>Roles reviewer, auditor and ops: whoever watches over others' work.</summary>
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
