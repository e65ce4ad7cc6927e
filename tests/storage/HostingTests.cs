using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting.Kubernetes;
using Orleans.Storage;
using Rectification.Hosting;
using Rectification.Storage;

namespace Rectification.Tests.Storage;

/// <summary>What a silo makes of its settings before it starts.</summary>
public sealed class HostingTests
{
    [Fact]
    public void Kubernetes_hosting_outside_of_a_pod_is_refused_in_two_languages()
    {
        var refused = Assert.Throws<InvalidOperationException>(() => Silo(("Kubernetes:Enabled", "true"), ("POD_NAME", "silo-1"), ("POD_IP", "10.0.0.1")));
        Assert.Contains("需要在 Pod 中运行", refused.Message, StringComparison.Ordinal);
        Assert.Contains("needs a pod with KUBERNETES_SERVICE_HOST, POD_NAMESPACE", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_pod_Kubernetes_hosting_is_on()
    {
        (string, string)[] pod = [("Kubernetes:Enabled", "true"), ("KUBERNETES_SERVICE_HOST", "10.0.0.9"), ("POD_NAME", "silo-1"),
            ("POD_NAMESPACE", "rectification"), ("POD_IP", "10.0.0.1")];
        using var inside = Silo(pod);
        using var outside = Silo();
        Assert.Single(inside.Services.GetServices<IValidateOptions<KubernetesHostingOptions>>());
        Assert.Empty(outside.Services.GetServices<IValidateOptions<KubernetesHostingOptions>>());
    }

    [Fact]
    public void On_postgres_the_states_lie_in_the_products_own_store()
    {
        using var silo = Silo();
        Assert.IsType<GroupCommitStorage>(silo.Services.GetRequiredKeyedService<IGrainStorage>("Default"));
    }

    [Fact]
    public void On_azure_one_connection_string_is_all_that_Orleans_own_packages_need()
    {
        using var silo = Silo(("Profile", "azure"), ("ConnectionStrings:Rectification", ""), ("ConnectionStrings:Storage", "UseDevelopmentStorage=true"));
        Assert.IsType<AzureTableGrainStorage>(silo.Services.GetRequiredKeyedService<IGrainStorage>("Default"));
        Assert.Equal("AzureBasedMembershipTable", silo.Services.GetRequiredService<IMembershipTable>().GetType().Name);
        Assert.Equal("AzureBasedReminderTable", silo.Services.GetRequiredService<IReminderTable>().GetType().Name);
        var options = silo.Services.GetRequiredService<IOptionsMonitor<AzureTableStorageOptions>>().Get("Default");
        Assert.Equal(ServiceLifecycleStage.RuntimeStorageServices, options.InitStage);
        Assert.IsType<OrleansGrainStorageSerializer>(options.GrainStorageSerializer);

        var refused = Assert.Throws<InvalidOperationException>(() => Silo(("Profile", "azure")));
        Assert.Equal("运行方式 azure 需要 ConnectionStrings:Storage。 The profile azure needs ConnectionStrings:Storage.", refused.Message);
    }

    private static IHost Silo(params (string Name, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(
            [new("Profile", "postgres"), new("ConnectionStrings:Rectification", "Host=127.0.0.1;Username=nobody;Database=none")]);
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(setting.Name, setting.Value)));
        builder.AddRectificationSilo();
        return builder.Build();
    }
}
