using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Runtime.Hosting;
using Rectification.Storage.Sqlite;

namespace Rectification.Storage.Hosting;

/// <summary>Registers the embedded store.</summary>
public static class SqliteSiloBuilderExtensions
{
    /// <summary>Grain storage in a SQLite file, under a name ("Default" is the one grains take that name none).</summary>
    public static ISiloBuilder AddSqliteGrainStorage(this ISiloBuilder builder, string name, Action<SqliteStorageOptions> configure) =>
        builder.AddSqliteGrainStorage(name, options => options.Configure(configure));

    /// <inheritdoc cref="AddSqliteGrainStorage(ISiloBuilder, string, Action{SqliteStorageOptions})"/>
    public static ISiloBuilder AddSqliteGrainStorage(this ISiloBuilder builder, string name, Action<OptionsBuilder<SqliteStorageOptions>> configure) =>
        builder.ConfigureServices(services => services.AddSqliteGrainStorage(name, configure));

    /// <inheritdoc cref="AddSqliteGrainStorage(ISiloBuilder, string, Action{SqliteStorageOptions})"/>
    public static IServiceCollection AddSqliteGrainStorage(
        this IServiceCollection services, string name, Action<OptionsBuilder<SqliteStorageOptions>> configure)
    {
        AddOptions(services, name, $"SQLite grain storage \"{name}\"", configure);
        return services.AddGrainStorage(name, static (provider, key) =>
            SqliteStore.CreateStorage(key, provider.GetRequiredService<IOptionsMonitor<SqliteStorageOptions>>().Get(key), provider));
    }

    /// <summary>Reminders in a SQLite file, which may be the one of the grain storage.</summary>
    public static ISiloBuilder UseSqliteReminders(this ISiloBuilder builder, Action<SqliteStorageOptions> configure) =>
        builder.UseSqliteReminders(options => options.Configure(configure));

    /// <inheritdoc cref="UseSqliteReminders(ISiloBuilder, Action{SqliteStorageOptions})"/>
    public static ISiloBuilder UseSqliteReminders(this ISiloBuilder builder, Action<OptionsBuilder<SqliteStorageOptions>> configure)
    {
        builder.AddReminders();
        return builder.ConfigureServices(services =>
        {
            AddOptions(services, SqliteReminderTable.OptionsName, "SQLite reminders", configure);
            services.AddSingleton<IReminderTable, SqliteReminderTable>();
        });
    }

    private static void AddOptions(IServiceCollection services, string name, string owner, Action<OptionsBuilder<SqliteStorageOptions>> configure)
    {
        configure(services.AddOptions<SqliteStorageOptions>(name));
        services.AddTransient<IConfigurationValidator>(provider =>
            new SqliteStorageOptionsValidator(provider.GetRequiredService<IOptionsMonitor<SqliteStorageOptions>>().Get(name), owner));
    }
}
