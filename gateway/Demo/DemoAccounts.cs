using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Rectification.Accounts;
using Rectification.Gateway.Accounts;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Plans;

namespace Rectification.Gateway.Demo;

/// <summary>
/// With <c>--demo</c>: an account for every role, unit and leader of the real case and of the plan in progress,
/// so that the whole life of a measure can be tried at
/// once. Passwords and keys stand in one file in the data folder; it is written first and stays true at every later start.
/// </summary>
internal sealed class DemoAccounts(IGrainFactory grains, IServiceScopeFactory scopes,
    IConfiguration configuration, DataFolder data, DemoPlan demo) : HostMoments
{
    public const string File = "demo-accounts.json";
    private const string Plan = "wenzhou-xcb-2024";
    private const string KeyLabel = "demo";
    private static readonly string Reviewer = Roles.Reviewer.Words()[0];

    /// <summary>Whether the accounts are there, or none were asked for.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Whether they were asked for and are still being made.</summary>
    public bool IsComing => !IsDone && configuration.GetValue("Demo", defaultValue: false);

    /// <summary>The demo people, once they are there; none without <c>--demo</c>.</summary>
    public IReadOnlyList<DemoAccount> People { get; private set; } = [];

    public override async Task StartedAsync(CancellationToken cancellationToken)
    {
        var wanted = configuration.GetValue("Demo", defaultValue: false);
        if (wanted)
        {
            await demo.Ensure(cancellationToken);
        }

        if (wanted && await Frame() is { } frame)
        {
            var path = Path.Combine(data.Path, File);
            var known = await Read(path, cancellationToken);
            var accounts = known ?? await Write(path, Of(frame), cancellationToken);
            if (await Ensure(accounts[0]) || known is not null)
            {
                await Parallel.ForEachAsync(accounts.Skip(1), cancellationToken, async (account, _) => await Ensure(account));
                Console.Out.WriteLine($"  演示账号 demo accounts: {path}");
            }
            else
            {
                // Another gateway of the cluster has made them: what this file says of passwords is not so.
                System.IO.File.Delete(path);
                Console.Out.WriteLine("  演示账号已由另一网关建立 demo accounts: made by another gateway, in whose folder the file is");
            }

            await demo.Remind(
                new() { Account = accounts.First(account => account.Roles.Contains(Reviewer)).Account, Roles = Roles.Reviewer },
                unit => accounts.FirstOrDefault(account => account.Units.Contains(unit)) is { } reporter
                    ? new() { Account = reporter.Account, Roles = Roles.Reporter, Units = [unit] } : null);
            People = accounts;
        }

        IsDone = true;
    }

    /// <summary>The real case, or the demo's own plan: both have the same units and leaders.</summary>
    private async Task<PlanFrame?> Frame() =>
        await grains.GetGrain<IPlanGrain>(Plan).GetFrame(0, 0) ?? await grains.GetGrain<IPlanGrain>(DemoPlan.Id).GetFrame(0, 0);

    /// <summary>The office's reviewer is bound to no unit: it reads everything and reviews every step of the office.</summary>
    private static IEnumerable<DemoAccount> Of(PlanFrame frame) =>
    [
        .. frame.Units.Select(unit => Make(unit.Id, $"{unit.Name}填报人", Roles.Reporter, units: [unit.Id])),
        .. frame.Leaders.Select(leader => Make(leader.Id, leader.Title, Roles.Leader, leaders: [leader.Id])),
        Make("principal", "主要领导", Roles.Leader, leaders: [frame.Rules.PrincipalOf(frame.Leaders)!]),
        Make("office", "整改办审核人", Roles.Reviewer),
        Make("auditor", "审计", Roles.Auditor),
        Make("ops", "运维", Roles.Ops),
        Make("public", "公众", Roles.Public),
    ];

    private static DemoAccount Make(string name, string displayName, Roles roles, string[]? units = null, string[]? leaders = null)
    {
        var account = $"demo-{name}";
        return new()
        {
            Account = account,
            DisplayName = displayName,
            Roles = roles.Words(),
            Units = units ?? [],
            Leaders = leaders ?? [],
            Password = Passwords.OneTime(),
            Key = ApiKey.Create(account),
        };
    }

    private static async Task<IReadOnlyList<DemoAccount>?> Read(string path, CancellationToken cancellation) =>
        !System.IO.File.Exists(path) ? null
        : JsonSerializer.Deserialize(await System.IO.File.ReadAllBytesAsync(path, cancellation), DemoJson.Api.ItemListDemoAccount)?.Items;

    /// <summary>Whole or not at all, and for the owner only.</summary>
    private static async Task<IReadOnlyList<DemoAccount>> Write(string path, IEnumerable<DemoAccount> made, CancellationToken cancellation)
    {
        IReadOnlyList<DemoAccount> accounts = [.. made];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var written = $"{path}.new";
        System.IO.File.Delete(written);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using (var file = new FileStream(written, options))
        {
            await JsonSerializer.SerializeAsync(file, new() { Items = accounts }, DemoJson.Api.ItemListDemoAccount, cancellation);
            file.Flush(flushToDisk: true);
        }

        System.IO.File.Move(written, path);
        return accounts;
    }

    /// <returns>Whether this call made the account.</returns>
    private async Task<bool> Ensure(DemoAccount wanted)
    {
        var grain = grains.GetGrain<IAccountGrain>(wanted.Account);
        var (there, mine) = (await grain.Get(), false);
        if (there is null)
        {
            await using var scope = scopes.CreateAsyncScope();
            RoleWords.TryRead(wanted.Roles, out var roles, out _);
            var login = new AccountLogin
            {
                Name = wanted.Account,
                Credentials = AccountCredentials.None,
                Wanted = new()
                {
                    Spec = new() { Name = wanted.Account, Roles = roles, Units = wanted.Units, Leaders = wanted.Leaders },
                    DisplayName = wanted.DisplayName,
                },
            };
            var made = await scope.ServiceProvider.GetRequiredService<UserManager<AccountLogin>>().CreateAsync(login, wanted.Password);
            if (!made.Succeeded)
            {
                if (await grain.Get() is not null)
                {
                    return false;
                }

                throw new InvalidOperationException($"The account {wanted.Account} could not be made: {made}");
            }

            // Another gateway was quicker by a moment: the account is as wanted, its password is the other's.
            mine = !login.Outcome!.Repeated;
        }

        // One that was revoked stays so.
        if (there?.Keys.Any(key => key.Label == KeyLabel) != true)
        {
            await grain.Submit(CommandSender.OfTheProduct().Of(new IssueKey { Label = KeyLabel, SecretHash = KeyHash.Of(wanted.Key).ToHex() }));
        }

        return mine;
    }
}

/// <summary>A demo account as its file holds it.</summary>
internal sealed record DemoAccount
{
    public required string Account { get; init; }
    public required string DisplayName { get; init; }
    public required IReadOnlyList<string> Roles { get; init; }
    public required IReadOnlyList<string> Units { get; init; }
    public required IReadOnlyList<string> Leaders { get; init; }
    public required string Password { get; init; }
    public required string Key { get; init; }
}
