#!/usr/bin/env bash
# Microsoft.Orleans.Reminders.AzureStorage and Microsoft.Orleans.Server 10.4.2 (NuGet) on azurite 3.37.0 (npm): no silo runs at the moment a reminder is due.
# Guess: a reminder is durable, so what fell due while everything was down is delivered as soon as a silo is up.
# Seen: nothing comes then. The tick of that moment is left out; the first one is the next multiple of the period: due after 5 s, period 40 s, up again after 10 s, the tick
#   comes after 45 s, with FirstTickTime as registered and nothing that says that one was missed.
# Matters: a weekly reminder (Monday 08:00) with the servers off on Monday morning is silent for a week. What must not be missed needs a short period and its own schedule.
set -euo pipefail
dir=$(mktemp -d); server=; trap '[ -z "$server" ] || { kill "$server"; wait "$server" || true; }; rm -rf "$dir"' EXIT; mkdir "$dir/app" "$dir/data"; cd "$dir/app"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir/azurite" azurite@3.37.0 >/dev/null
port() { node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'; }
tables=$(port)
key=$(head -c 64 /dev/urandom | base64 -w0)
AZURITE_ACCOUNTS="findings:$key" node "$dir/azurite/node_modules/azurite/dist/src/table/main.js" --silent --disableTelemetry --skipApiVersionCheck \
  --location "$dir/data" --tableHost 127.0.0.1 --tablePort "$tables" >/dev/null 2>&1 &
server=$!
cat > app.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit><NoWarn>NU1701</NoWarn><RestorePackagesPath>../packages</RestorePackagesPath></PropertyGroup>
  <ItemGroup><PackageReference Include="Microsoft.Orleans.Reminders.AzureStorage" Version="[10.4.2]" />
    <PackageReference Include="Microsoft.Orleans.Server" Version="[10.4.2]" /></ItemGroup>
</Project>
P
cat > Program.cs <<'C'
using System.Diagnostics;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

var (due, period) = (TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(40));
var first = await Start();
await first.Services.GetRequiredService<IGrainFactory>().GetGrain<IOffice>("lucheng").Remind(due, period);
var registered = Stopwatch.StartNew();
await first.StopAsync();
first.Dispose();
var before = Tick.Come.Task.IsCompleted;
if (registered.Elapsed < due * 2) { await Task.Delay((due * 2) - registered.Elapsed); }
var second = await Start();
var up = registered.Elapsed;
var status = await Tick.Come.Task.WaitAsync(TimeSpan.FromMinutes(2));
var after = registered.Elapsed;
await second.StopAsync();
Console.WriteLine($"due {due.TotalSeconds:0} s after registering, period {period.TotalSeconds:0} s; ticked before the stop: {before}; up again after {up.TotalSeconds:0} s; "
    + $"first tick after {after.TotalSeconds:0} s, its CurrentTickTime {(status.CurrentTickTime - status.FirstTickTime).TotalSeconds:0} s after FirstTickTime");
return !before && up < due + (period / 2) && after > due + period - TimeSpan.FromSeconds(2) && status.CurrentTickTime - status.FirstTickTime > period / 2 ? 0 : 1;

async Task<IHost> Start()
{
    var builder = Host.CreateApplicationBuilder();
    builder.Logging.ClearProviders();
    builder.UseOrleans(silo => silo.UseLocalhostClustering(int.Parse(args[1]), int.Parse(args[2]))
        .UseAzureTableReminderService(options => options.TableServiceClient = new TableServiceClient(args[0]))
        .Configure<Orleans.Hosting.ReminderOptions>(options => options.MinimumReminderPeriod = TimeSpan.FromSeconds(1)));
    var host = builder.Build();
    await host.StartAsync();
    return host;
}

public static class Tick { public static readonly TaskCompletionSource<TickStatus> Come = new(); }
public interface IOffice : IGrainWithStringKey { Task Remind(TimeSpan due, TimeSpan period); }
public class Office : Grain, IOffice, IRemindable
{
    public Task Remind(TimeSpan due, TimeSpan period) => this.RegisterOrUpdateReminder("monday", due, period);
    public Task ReceiveReminder(string name, TickStatus status) { Tick.Come.TrySetResult(status); return Task.CompletedTask; }
}
C
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
dotnet ../out/app.dll "DefaultEndpointsProtocol=http;AccountName=findings;AccountKey=$key;TableEndpoint=http://127.0.0.1:$tables/findings;" "$(port)" "$(port)"
