using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Rectification.Accounts;
using Rectification.Gateway.Http;

namespace Rectification.Gateway.Accounts;

/// <summary>At every start before there is somebody who can sign in with a password: shows a code that makes the first administrator.</summary>
internal sealed class SetUpCode(IGrainFactory grains, IServer server) : HostMoments
{
    public const string Path = "/setup";

    /// <summary>Whether the code is shown, or none is needed.</summary>
    public bool IsDone { get; private set; }

    public override async Task StartedAsync(CancellationToken cancellationToken)
    {
        var code = FirstAdministrator.NewCode();
        if (await grains.GetGrain<ISetupGrain>(ISetupGrain.Key).Open(FirstAdministrator.HashOf(code)))
        {
            Show(server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault(), code);
        }

        IsDone = true;
    }

    /// <summary>To the console and nowhere else: a log would keep it.</summary>
    private static void Show(string? address, string code) => Console.Out.WriteLine(
        $"""

        ==== 首次启动：打开 {address}{Path}，用下面的启动码建立首个管理员；用过即失效 ====
        ==== First start: open {address}{Path} and make the first administrator with this set-up code; good until used ====

            {code}

        """);
}
