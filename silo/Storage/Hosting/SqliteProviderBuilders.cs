using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Providers;
using Orleans.Storage;
using Rectification.Storage.Hosting;
using Rectification.Storage.Sqlite;

[assembly: RegisterProvider("Sqlite", "GrainStorage", "Silo", typeof(SqliteGrainStorageProviderBuilder))]
[assembly: RegisterProvider("Sqlite", "Reminders", "Silo", typeof(SqliteRemindersProviderBuilder))]

namespace Rectification.Storage.Hosting;

/// <summary>
/// <c>Orleans:GrainStorage:{name}:ProviderType=Sqlite</c>; keys: those of <see cref="SqliteStorageOptions"/> and <c>SerializerKey</c> (a keyed
/// <see cref="IGrainStorageSerializer"/>).
/// </summary>
internal sealed class SqliteGrainStorageProviderBuilder : IProviderBuilder<ISiloBuilder>
{
    public void Configure(ISiloBuilder builder, string? name, IConfigurationSection configurationSection) =>
        builder.AddSqliteGrainStorage(
            name ?? "Default", (OptionsBuilder<SqliteStorageOptions> options) => options.Configure<IServiceProvider>((target, services) =>
        {
            configurationSection.Bind(target);
            if (configurationSection["SerializerKey"] is { Length: > 0 } key)
            {
                target.GrainStorageSerializer = services.GetRequiredKeyedService<IGrainStorageSerializer>(key);
            }
        }));
}

/// <summary><c>Orleans:Reminders:ProviderType=Sqlite</c>; keys: those of <see cref="SqliteStorageOptions"/>.</summary>
internal sealed class SqliteRemindersProviderBuilder : IProviderBuilder<ISiloBuilder>
{
    public void Configure(ISiloBuilder builder, string? name, IConfigurationSection configurationSection) =>
        builder.UseSqliteReminders((OptionsBuilder<SqliteStorageOptions> options) => options.Configure(target => configurationSection.Bind(target)));
}
