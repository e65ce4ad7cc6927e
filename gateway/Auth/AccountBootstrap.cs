using Microsoft.Extensions.Options;
using Rectification.Accounts;
using Rectification.Gateway.Http;

namespace Rectification.Gateway.Auth;

/// <summary>Makes the account <c>ops</c> at the very first start, once the silo is up.</summary>
internal sealed partial class AccountBootstrap(IGrainFactory grains, IOptions<AuthOptions> options, ILogger<AccountBootstrap> logger) : HostMoments
{
    private const string BootstrapLabel = "bootstrap";
    private const int Attempts = 60;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Whether there is an account that can sign in.</summary>
    public bool IsDone { get; private set; }

    public override async Task StartedAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Ensure();
                IsDone = true;
                return;
            }
            catch (Exception e) when (attempt < Attempts && e is not OperationCanceledException)
            {
                LogNotYet(logger, attempt, e);
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }

    private async Task Ensure()
    {
        var account = grains.GetGrain<IAccountGrain>(Identities.OpsAccount);

        // An account without any key is one whose first start ended halfway.
        if (await account.Get() is { Keys.Count: > 0 })
        {
            return;
        }

        Check(await account.Submit(Envelope(new CreateAccount { Spec = new() { Name = Identities.OpsAccount, Roles = Roles.Ops } })));
        var key = options.Value.BootstrapKey ?? ApiKey.Create(Identities.OpsAccount);
        Check(await account.Submit(Envelope(new IssueKey { Label = BootstrapLabel, SecretHash = KeyHash.Of(key).ToHex() })));
        if (options.Value.BootstrapKey is null)
        {
            Show(key);
        }
    }

    /// <summary>A fresh id each time: without a key of its own the account is not complete, so every attempt makes one.</summary>
    private static AccountEnvelope Envelope(AccountCommand command) =>
        new() { Id = Guid.NewGuid().ToString("N"), By = AccountEnvelope.System, Command = command };

    private static void Check(AccountOutcome outcome)
    {
        if (outcome.Refusal is { } refusal)
        {
            throw new InvalidOperationException($"The account ops could not be made: {refusal.En}");
        }
    }

    /// <summary>To the console and nowhere else: a log would keep it.</summary>
    private static void Show(string key) => Console.Out.WriteLine(
        $"""

        ==== 首次启动：运维账号 ops 的密钥，只显示这一次，请妥善保存 ====
        ==== First start: the key of the account ops, shown only this once; keep it safe ====

            {key}

        """);
}
