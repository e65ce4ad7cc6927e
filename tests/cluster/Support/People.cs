namespace Rectification.Tests.Cluster.Support;

/// <summary>Who sends commands; everybody is called by what they are.</summary>
internal static class People
{
    public const string LeaderId = "leader-a";

    public static readonly Actor Leader = new() { Account = "the-leader", Roles = Roles.Leader, Leaders = [LeaderId] };
    public static readonly Actor Reviewer = new() { Account = "the-office", Roles = Roles.Reviewer, Units = ["office"] };

    public static readonly Actor Ops = new() { Account = "the-ops", Roles = Roles.Ops };

    public static Actor Of(string unit) => new() { Account = $"{unit}-reporter", Roles = Roles.Reporter, Units = [unit] };
}
