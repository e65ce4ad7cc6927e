#!/usr/bin/env bash
# Microsoft.Orleans.TestingHost and Microsoft.Orleans.Sdk 10.4.2 (NuGet): a grain whose write was refused, and which then moves to another silo.
# Guess: on the other silo a grain begins with what its store holds; a state that could not be written does not outlive the activation.
# Seen: after a WriteStateAsync that failed, the state in memory stays as changed (11, stored 1). MigrateOnIdle, which rebalancing and repartitioning use too, carries it along:
#   11 on the other silo, and the store is not read at all. Only a deactivation brings 1 back.
# Matters: a figure that was never durable is shown for as long as the grain lives and moves. Who changes the state before writing has to take it back, or deactivate.
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
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using Orleans.Storage;
using Orleans.TestingHost;

var builder = new TestClusterBuilder(2);
builder.AddSiloBuilderConfigurator<Silos>();
var cluster = builder.Build();
await cluster.DeployAsync();
var unit = cluster.GrainFactory.GetGrain<IUnit>("lucheng");
await unit.Add(1);
var reads = Store.Reads;
var refused = "";
Store.Full = true;
try { await unit.Add(10); } catch (Exception e) { refused = e.GetType().Name; }
Store.Full = false;
var before = await unit.Look();
await unit.Move(cluster.Silos.Select(silo => silo.SiloAddress).First(silo => !silo.Equals(before.Silo)));
var after = before;
for (var i = 0; i < 200 && after.Silo.Equals(before.Silo); i++) { await Task.Delay(50); after = await unit.Look(); }
var readByMoving = Store.Reads - reads;
await unit.Leave();
var fresh = after;
for (var i = 0; i < 200 && Store.Reads == reads + readByMoving; i++) { await Task.Delay(50); fresh = await unit.Look(); }
await cluster.StopAllSilosAsync();
Console.WriteLine($"refused: {refused}; then {before.Value} in memory, {Store.Kept} stored; moved: {!after.Silo.Equals(before.Silo)}, {after.Value} in memory, "
    + $"{readByMoving} reads; after a deactivation {fresh.Value}");
return refused != "" && (before.Value, Store.Kept, after.Value, readByMoving, fresh.Value) == (11, 1, 11, 0, 1) && !after.Silo.Equals(before.Silo) ? 0 : 1;

public class Silos : ISiloConfigurator
{
    public void Configure(ISiloBuilder silo) => silo.Services.AddKeyedSingleton<IGrainStorage, Store>("store");
}

public class Store : IGrainStorage
{
    public static volatile int Kept, Reads;
    public static volatile bool Full;

    public Task ReadStateAsync<T>(string name, GrainId id, IGrainState<T> state)
    {
        Interlocked.Increment(ref Reads);
        (state.State, state.RecordExists) = ((T)(object)new Sum { Value = Kept }, Kept != 0);
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string name, GrainId id, IGrainState<T> state)
    {
        if (Full) { throw new IOException("No space left on device"); }
        Kept = ((Sum)(object)state.State!).Value;
        state.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string name, GrainId id, IGrainState<T> state) => throw new NotSupportedException();
}

[GenerateSerializer]
public class Sum { [Id(0)] public int Value { get; set; } }

public interface IUnit : IGrainWithStringKey
{
    Task Add(int number);
    Task<(int Value, SiloAddress Silo)> Look();
    Task Move(SiloAddress to);
    Task Leave();
}

public class Unit([PersistentState("sum", "store")] IPersistentState<Sum> sum) : Grain, IUnit
{
    public Task Add(int number) { sum.State.Value += number; return sum.WriteStateAsync(); }
    public Task<(int Value, SiloAddress Silo)> Look() => Task.FromResult((sum.State.Value, GrainContext.Address.SiloAddress!));
    public Task Move(SiloAddress to) { RequestContext.Set(IPlacementDirector.PlacementHintKey, to); this.MigrateOnIdle(); return Task.CompletedTask; }
    public Task Leave() { this.DeactivateOnIdle(); return Task.CompletedTask; }
}
C
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
dotnet ../out/app.dll
