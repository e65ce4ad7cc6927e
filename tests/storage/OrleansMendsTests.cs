using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Orleans.Configuration;
using Orleans.Metadata;
using Orleans.Serialization;
using Orleans.Serialization.TypeSystem;
using Orleans.TestingHost;
using Rectification.OrleansMends;
using Rectification.Storage;

namespace Rectification.Tests.Storage;

/// <summary>
/// Orleans without each of the mends: a test that fails here says that Orleans does by itself what a mend was made for, and that the mend can go
/// (silo/OrleansMends/README.md).
/// </summary>
public sealed class OrleansMendsTests
{
    internal const string ChildEnds = "RECTIFICATION_TEST_END_OF_SILO";

    /// <summary>What a shell calls an end by SIGABRT.</summary>
    private const int Aborted = 134;

    [Fact]
    public void A_failure_of_a_driver_still_does_not_travel()
    {
        using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();
        Assert.Throws<CodecNotFoundException>(
            () => serializer.SerializeToArray<Exception>(new StorageUnavailableException("now", new NpgsqlException("gone"))));
    }

    [Fact]
    public void A_client_still_looks_for_providers_that_only_silos_have()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Orleans:GrainStorage:Default:ProviderType", "Sqlite")]).Build();
        Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddOrleansClient(settings, _ => { }));
        new ServiceCollection().AddOrleansClient(ClientsAreNotSilos.SettingsFor(settings), _ => { });
    }

    [Fact]
    public void What_an_interface_is_called_is_still_asked_at_every_call()
    {
        using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        var types = services.GetRequiredService<TypeConverter>();
        var asked = new AskedInterfaces();
        var orleans = new GrainInterfaceTypeResolver([asked], types);
        var called = orleans.GetGrainInterfaceType(typeof(IEndlessGrain));
        Assert.Equal(called, orleans.GetGrainInterfaceType(typeof(IEndlessGrain)));
        Assert.Equal(2, asked.Times);
        Assert.Equal(called, new GrainInterfaceTypeResolver([new KnownInterfaces(services, types)], types).GetGrainInterfaceType(typeof(IEndlessGrain)));
    }

    /// <summary>
    /// It aborts: with a core dump where those are on, and on some systems not at all, so that the service manager has nothing to start again.
    /// </summary>
    [Fact]
    public async Task A_silo_given_up_still_ends_by_an_abort()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [typeof(OrleansMendsTests).Assembly.Location])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment[ChildEnds] = "1";
        using var child = Process.Start(start)!;
        await Task.WhenAll(child.StandardOutput.ReadToEndAsync(), child.StandardError.ReadToEndAsync()).InTime();
        await child.WaitForExitAsync(TestContext.Current.CancellationToken).InTime();
        Assert.Equal(Aborted, child.ExitCode);
    }

    [Fact]
    public async Task A_call_lost_with_its_silo_is_still_not_made_again()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) => silo.Configure<ClusterMembershipOptions>(options =>
            (options.ProbeTimeout, options.NumMissedProbesLimit, options.NumVotesForDeathDeclaration) = (TimeSpan.FromSeconds(2), 3, 1)));
        await using var cluster = builder.Build();
        await cluster.DeployAsync().InTime();
        var grain = cluster.Client.GetGrain<IEndlessGrain>("1");
        var call = grain.Begin();
        await EndlessGrain.Begun.Task.InTime();
        Assert.True(cluster.TryGetGrainContext(grain.GetGrainId(), out var context));
        await cluster.KillSiloAsync(cluster.GetSiloForAddress(context.Address.SiloAddress!)!).InTime();
        await Assert.ThrowsAnyAsync<Exception>(() => call.InTime());
        Assert.Equal(1, EndlessGrain.Calls);
        await cluster.StopAllSilosAsync().InTime();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_ran_on_a_silos_address_is_still_declared_dead_only_when_others_can_connect(bool isMended)
    {
        var port = LastingPort.Free();
        bool? couldConnect = null;
        var former = Members.Silo(port, SiloStatus.Active);
        var members = new Members(former)
        {
            Changing = entry => couldConnect ??= entry.SiloAddress.Equals(former.SiloAddress) && entry.Status == SiloStatus.Dead ? CanConnect(port) : null,
        };
        using var silo = Silo(members, port, builder =>
        {
            if (isMended)
            {
                builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, FormerSelf>();
            }
        });
        await silo.StartAsync(TestContext.Current.CancellationToken).InTime();
        await silo.StopAsync(TestContext.Current.CancellationToken).InTime();
        Assert.Equal(!isMended, couldConnect);
    }

    /// <summary>Any line of a silo to another's port for gateways will do; why it would want one is told at the mend.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_silo_still_talks_to_a_port_for_gateways_as_if_it_were_one_for_silos(bool isMended)
    {
        using var gateway = new TcpListener(IPAddress.Loopback, 0);
        gateway.Start();
        var gatewayPort = ((IPEndPoint)gateway.LocalEndpoint).Port;
        var members = new Members();
        using var silo = Silo(members, LastingPort.Free(), builder =>
        {
            if (isMended)
            {
                GatewaysAreNotSilos.Guard(builder);
            }
        });
        await silo.StartAsync(TestContext.Current.CancellationToken).InTime();
        members.Add(Members.Silo(LastingPort.Free(), SiloStatus.Active, gatewayPort));

        var asking = silo.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0)
            .GetRuntimeStatistics([SiloAddress.New(IPAddress.Loopback, gatewayPort, 0)]);
        using var line = await gateway.AcceptTcpClientAsync(TestContext.Current.CancellationToken).AsTask().InTime();
        var said = await line.GetStream().ReadAsync(new byte[64], TestContext.Current.CancellationToken).AsTask().InTime();
        Assert.Equal(isMended, said == 0);
        line.Close();
        gateway.Stop();
        await silo.StopAsync(TestContext.Current.CancellationToken).InTime();
        await Assert.ThrowsAnyAsync<Exception>(() => asking.InTime());
    }

    /// <summary>In a process of its own: ends it as Orleans does.</summary>
    internal static void End()
    {
        using var silo = Silo(new(), LastingPort.Free(), _ => { });
        silo.Services.GetRequiredService<IFatalErrorHandler>().OnFatalException("test", "given up", null);
    }

    private static IHost Silo(Members members, int port, Action<ISiloBuilder> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans(silo =>
        {
            silo.ConfigureEndpoints(IPAddress.Loopback, port, LastingPort.Free());
            silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = ("mends", "mends"));
            silo.Services.AddSingleton<IMembershipTable>(members);
            configure(silo);
        });
        return builder.Build();
    }

    private static bool CanConnect(int port)
    {
        using var client = new TcpClient();
        try
        {
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

/// <summary>A call that never ends.</summary>
[Alias("tests.storage.endless")]
public interface IEndlessGrain : IGrainWithStringKey
{
    [Alias("Begin")]
    Task Begin();
}

/// <inheritdoc cref="IEndlessGrain"/>
public sealed class EndlessGrain : Grain, IEndlessGrain
{
    internal static TaskCompletionSource Begun { get; } = new();

    internal static int Calls { get; private set; }

    public Task Begin()
    {
        Calls++;
        Begun.TrySetResult();
        return new TaskCompletionSource().Task;
    }
}

/// <summary>Knows no interface, and counts how often it was asked.</summary>
internal sealed class AskedInterfaces : IGrainInterfaceTypeProvider
{
    public int Times { get; private set; }

    public bool TryGetGrainInterfaceType(Type type, out GrainInterfaceType grainInterfaceType)
    {
        Times++;
        grainInterfaceType = default;
        return false;
    }
}
