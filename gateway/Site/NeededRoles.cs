using Rectification.Gateway.Auth;

namespace Rectification.Gateway.Site;

/// <summary>Whom a page is for, in words, for visitors who may not open it.</summary>
internal static class NeededRoles
{
    /// <summary>The roles of the policy that said no; <see langword="null"/> when a page was refused for another reason.</summary>
    public static (string Zh, string En)? For(HttpContext context, int status) =>
        status == StatusCodes.Status403Forbidden && context.Features.Get<Denial>() == Denial.Role
            ? context.GetEndpoint()?.Metadata.GetMetadata<AccessPolicyAttribute>()?.Policy switch
            {
                Policy.Ops => ("运维（ops）", "ops"),
                Policy.Audit => ("审计（auditor，不限单位）、运维（ops）", "auditors of all units, ops"),
                Policy.Oversee => ("整改办审核人（reviewer）、审计（auditor）、运维（ops）", "reviewers, auditors, ops"),
                Policy.ReadPlan => ("填报人（reporter）、整改办审核人（reviewer）、领导（leader）、审计（auditor）、运维（ops）", "reporters, reviewers, leaders, auditors, ops"),
                _ => null,
            }
            : null;
}
