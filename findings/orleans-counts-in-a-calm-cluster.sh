#!/usr/bin/env bash
# Microsoft.Orleans.TestingHost and Microsoft.Orleans.Sdk 10.4.2 (NuGet): what Orleans' own instruments say of two silos where nothing goes wrong.
# Guess: orleans-messaging-rerouted stays at nought; orleans-directory-partition-size is the number of grains that are registered; gateway-connected-clients that of clients.
# Seen: each request of a client counts as rerouted, 500 of 500; those between grains do not. The directory's partitions are of size 0 with 100 grains registered
#   and alive. A client counts once per silo, and for a minute after it has left (ClientDropTimeout), so one that starts anew is four in two silos.
# Matters: an alert on rerouted messages rings on an ordinary day, one on an empty directory at once, and figures of clients tell restarts as load.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; mkdir "$dir/app"; cd "$dir/app"
cat > app.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit><RestorePackagesPath>../packages</RestorePackagesPath></PropertyGroup>
  <ItemGroup><PackageReference Include="Microsoft.Orleans.TestingHost" Version="[10.4.2]" />
    <PackageReference Include="Microsoft.Orleans.Sdk" Version="[10.4.2]" /></ItemGroup>
</Project>
P
cat > Program.cs <<'C'
using System.Diagnostics.Metrics;
using Orleans.TestingHost;

const int Grains = 100, Calls = 500;
var (counted, looked) = (new Dictionary<string, long>(), new Dictionary<string, long>());
using var listener = new MeterListener { InstrumentPublished = static (instrument, to) => { if (instrument.Meter.Name == "Microsoft.Orleans") { to.EnableMeasurementEvents(instrument); } } };
listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
listener.Start();

var cluster = new TestClusterBuilder(2).Build();
await cluster.DeployAsync();
var rerouted = Of("orleans-messaging-rerouted");
for (var call = 0; call < Calls; call++) { await cluster.GrainFactory.GetGrain<IUnit>($"u{call % Grains}").Add(0); }
var byClient = Of("orleans-messaging-rerouted") - rerouted;
var one = Of("orleans-gateway-connected-clients");
rerouted = Of("orleans-messaging-rerouted");
await cluster.GrainFactory.GetGrain<IUnit>("u0").Add(Grains - 1);
var byGrain = Of("orleans-messaging-rerouted") - rerouted;
var (alive, registered, size) = (Of("orleans-catalog-activations"), Of("orleans-directory-registrations"), Of("orleans-directory-partition-size"));
await cluster.KillClientAsync();
await cluster.InitializeClientAsync();
for (var i = 0; i < 200 && Of("orleans-gateway-connected-clients") == one; i++) { await Task.Delay(50); }
var two = Of("orleans-gateway-connected-clients");
await cluster.StopAllSilosAsync();
Console.WriteLine($"rerouted: {byClient} of {Calls} requests of a client, {byGrain} of the request that made {Grains - 1} between grains; {alive} grains alive, {registered} registered, "
    + $"directory of size {size}; clients of two silos: {one}, and after one left and one came {two}");
return (byClient, alive, registered, size, one, two) == (Calls, Grains, Grains, 0, 2, 4) && byGrain < Grains / 2 ? 0 : 1;

long Of(string name)
{
    lock (counted) { looked.Clear(); }
    listener.RecordObservableInstruments();
    lock (counted) { return looked.TryGetValue(name, out var now) ? now : counted.GetValueOrDefault(name); }
}

void Take(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
{
    foreach (var tag in tags) { if (tag.Key == "grain_type" && tag.Value?.ToString() != "unit") { return; } }
    lock (counted)
    {
        var to = instrument.IsObservable ? looked : counted;
        to[instrument.Name] = to.GetValueOrDefault(instrument.Name) + value;
    }
}

public interface IUnit : IGrainWithStringKey { Task Add(int others); }
public class Unit : Grain, IUnit
{
    public async Task Add(int others) { for (var other = 1; other <= others; other++) { await GrainFactory.GetGrain<IUnit>($"u{other}").Add(0); } }
}
C
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
dotnet ../out/app.dll
