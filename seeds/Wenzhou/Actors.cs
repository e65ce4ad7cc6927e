namespace Rectification.Seeds.Wenzhou;

/// <summary>Who acts: one account a unit, one a leader, and the rectification office's. Roles only, no persons.</summary>
internal static class Actors
{
    private const string OfficeUnit = "wz-rectify-office";

    /// <summary>The rectification office; it leads no measure and supports none, so it may review all of them.</summary>
    public static readonly Actor Office = new() { Account = OfficeUnit, Roles = Roles.Reviewer, Units = [OfficeUnit] };

    public static Actor Reporter(string unit) => new() { Account = unit, Roles = Roles.Reporter, Units = [unit] };

    public static Actor Leader(string leader) => new() { Account = leader, Roles = Roles.Leader, Leaders = [leader] };
}
