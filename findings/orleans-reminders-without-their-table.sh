#!/usr/bin/env bash
# Microsoft.Orleans.Reminders.AzureStorage and Microsoft.Orleans.Server 10.4.2 (NuGet) on azurite 3.37.0 (npm): the table of reminders no longer answers (SIGSTOP), the silo lives.
# Guess: a reminder is kept by its table, so without it none comes; and who registers one then hears that the store is away.
# Seen: reminders that the silo knows come as before, as often and with no word that their table is away: they are timers in memory, filled from it every five minutes. Who
#   registers one hears a TimeoutException of the call after 30 s, the time of every answer, which names no store; whether it is registered is open.
# Matters: that reminders come is no sign of a store that works, and one that was registered into the silence may come or not: register under one name, again, and ask after it.
set -euo pipefail
dir=$(mktemp -d); server=; trap '[ -z "$server" ] || { kill -CONT "$server"; kill "$server"; wait "$server" || true; }; rm -rf "$dir"' EXIT; mkdir "$dir/app" "$dir/data"; cd "$dir/app"
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

var builder = Host.CreateApplicationBuilder();
builder.Logging.ClearProviders();
builder.UseOrleans(silo => silo.UseLocalhostClustering(int.Parse(args[1]), int.Parse(args[2]))
    .UseAzureTableReminderService(options => options.TableServiceClient = new TableServiceClient(args[0]))
    .Configure<Orleans.Hosting.ReminderOptions>(options => options.MinimumReminderPeriod = TimeSpan.FromSeconds(1)));
using var host = builder.Build();
await host.StartAsync();
var grains = host.Services.GetRequiredService<IGrainFactory>();
await grains.GetGrain<IOffice>("lucheng").Remind(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
var before = await Come(2);
Signal("STOP");
var registering = Stopwatch.StartNew();
var failed = grains.GetGrain<IOffice>("yueqing").Remind(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)).ContinueWith(call => call.Exception?.InnerException);
var between = await Come(before + 6) - before;
var failure = await failed;
var took = registering.Elapsed;
Signal("CONT");
Console.WriteLine($"the table is away: {between} ticks of the reminder that is known, the last after {Tick.Last.TotalSeconds:0} s; registering another: {failure?.GetType().Name} after "
    + $"{took.TotalSeconds:0} s, names a store: {failure?.Message.Contains("Azure")}");
await host.StopAsync();
return between >= 6 && failure is TimeoutException && took > TimeSpan.FromSeconds(20) && !failure.Message.Contains("Azure") ? 0 : 1;

void Signal(string name) { using var kill = Process.Start("kill", $"-{name} {args[3]}"); kill.WaitForExit(); }

async Task<int> Come(int count)
{
    var patience = Stopwatch.StartNew();
    while (Tick.Count < count && patience.Elapsed < TimeSpan.FromMinutes(2)) { await Task.Delay(50); }
    Tick.Last = patience.Elapsed;
    return Tick.Count;
}

public static class Tick { public static int Count; public static TimeSpan Last; }
public interface IOffice : IGrainWithStringKey { Task Remind(TimeSpan due, TimeSpan period); }
public class Office : Grain, IOffice, IRemindable
{
    public Task Remind(TimeSpan due, TimeSpan period) => this.RegisterOrUpdateReminder("monday", due, period);
    public Task ReceiveReminder(string name, TickStatus status) { Interlocked.Increment(ref Tick.Count); return Task.CompletedTask; }
}
C
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
dotnet ../out/app.dll "DefaultEndpointsProtocol=http;AccountName=findings;AccountKey=$key;TableEndpoint=http://127.0.0.1:$tables/findings;" "$(port)" "$(port)" "$server"
