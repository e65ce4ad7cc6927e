using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;
using Orleans.Hosting.Kubernetes;
using Orleans.Storage;
using Rectification.Hosting;
using Rectification.Storage;
using Rectification.Storage.AdoNet;
using Rectification.Storage.Azure;

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
        (string, string)[] pod = [("Kubernetes:Enabled", "true"), ("KUBERNETES_SERVICE_HOST", "10.0.0.9"), ("POD_NAME", "silo-1"), ("POD_NAMESPACE", "rectification"), ("POD_IP", "10.0.0.1")];
        using var inside = Silo(pod);
        using var outside = Silo();
        Assert.Single(inside.Services.GetServices<IValidateOptions<KubernetesHostingOptions>>());
        Assert.Empty(outside.Services.GetServices<IValidateOptions<KubernetesHostingOptions>>());
    }

    [Fact]
    public void The_official_store_is_taken_by_one_setting_and_with_whole_keys()
    {
        using var official = Silo(("Orleans:GrainStorage:Default:ProviderType", "AdoNet"));
        Assert.IsType<WholeKeyStorage>(official.Services.GetRequiredKeyedService<IGrainStorage>("Default"));
        var connection = new NpgsqlConnectionStringBuilder(official.Services.GetRequiredService<IConfiguration>()["Orleans:GrainStorage:Default:ConnectionString"]);
        Assert.Equal(("rectification", 24, "-c synchronous_commit=on"), (connection.SearchPath, connection.MaxPoolSize, connection.Options));
        using var own = Silo();
        Assert.IsType<GroupCommitStorage>(own.Services.GetRequiredKeyedService<IGrainStorage>("Default"));
    }

    [Fact]
    public void On_azure_the_states_lie_in_the_table_of_the_one_account_that_is_named()
    {
        using var silo = Silo(("Profile", "azure"), ("ConnectionStrings:Storage", "UseDevelopmentStorage=true"));
        Assert.IsType<AzureTableStorage>(silo.Services.GetRequiredKeyedService<IGrainStorage>("Default"));
        var settings = silo.Services.GetRequiredService<IConfiguration>();
        Assert.Equal(("AdoNet", "AdoNet"), (settings["Orleans:Clustering:ProviderType"], settings["Orleans:Reminders:ProviderType"]));

        var refused = Assert.Throws<InvalidOperationException>(() => Silo(("Profile", "azure")));
        Assert.Equal("运行方式 azure 需要 ConnectionStrings:Storage。 The profile azure needs ConnectionStrings:Storage.", refused.Message);
    }

    /// <summary>The official provider may take ours' place, so it is told nothing that it does not know.</summary>
    [Fact]
    public void On_azure_the_defaults_are_settings_of_the_official_provider()
    {
        using var silo = Silo(("Profile", "azure"), ("ConnectionStrings:Storage", "UseDevelopmentStorage=true"));
        var section = silo.Services.GetRequiredService<IConfiguration>().GetSection("Orleans:GrainStorage:Default");
        Assert.Equal(["ConnectionName", "ProviderType", "SerializerKey"], section.GetChildren().Select(setting => setting.Key).Order());
        Assert.IsType<OrleansGrainStorageSerializer>(silo.Services.GetRequiredKeyedService<IGrainStorageSerializer>(section["SerializerKey"]!));
    }

    private static IHost Silo(params (string Name, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("Profile", "postgres"), new("ConnectionStrings:Rectification", "Host=127.0.0.1;Username=nobody;Database=none")]);
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(setting.Name, setting.Value)));
        builder.AddRectificationSilo();
        return builder.Build();
    }
}
