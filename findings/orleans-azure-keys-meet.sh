#!/usr/bin/env bash
# Microsoft.Orleans.Persistence.AzureStorage 10.4.2 (NuGet) on azurite 3.37.0 (npm): keys of grains with / \ # ? in them.
# Guess: what Azure's tables forbid in keys is escaped, so that two grains never share a row; or it is refused.
# Seen: each of the four becomes "_": five different grains read and overwrite one row, also unit_1's of the type "plan" and 1's of the type "plan_unit".
# Matters: a grain reads another's state as its own and nothing is said. Keys and types must keep to an alphabet of their own.
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
  <ItemGroup><PackageReference Include="Microsoft.Orleans.Persistence.AzureStorage" Version="[10.4.2]" />
    <PackageReference Include="Microsoft.Orleans.Server" Version="[10.4.2]" /></ItemGroup>
</Project>
P
cat > Program.cs <<'C'
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
var service = new TableServiceClient(args[0], new TableClientOptions { Retry = { NetworkTimeout = TimeSpan.FromMinutes(1) } });
var store = new AzureTableGrainStorage("Default",
    new AzureTableStorageOptions { TableName = "states", TableServiceClient = service, GrainStorageSerializer = new OrleansGrainStorageSerializer(services.GetRequiredService<Serializer>()) },
    Options.Create(new ClusterOptions { ServiceId = "office", ClusterId = "office" }), NullLogger<AzureTableGrainStorage>.Instance, services.GetRequiredService<IActivatorProvider>());
var life = new SiloLifecycleSubject(NullLogger<SiloLifecycleSubject>.Instance);
store.Participate(life);
await life.OnStart(CancellationToken.None);
GrainId Unit(string key) => GrainId.Create("unit", key);
async Task<GrainState<List<string>>> Read(string key) { var state = new GrainState<List<string>>([]); await store.ReadStateAsync("state", Unit(key), state); return state; }
async Task<string> Write(string key, GrainState<List<string>> state)
{
    try { await store.WriteStateAsync("state", Unit(key), state); return "written"; }
    catch (InconsistentStateException e) { return $"{e.GetType().Name}, stored tag \"{e.StoredEtag}\", own tag \"{e.CurrentEtag}\""; }
    catch (Exception e) { return e.GetType().Name; }
}

var seen = new List<string>();
foreach (var key in new[] { "2024/1", "2024#1", "2024?1", "2024\\1", "2024_1" })
{
    var state = await Read(key);
    seen.Add(string.Concat(state.State));
    state.State = [key];
    await Write(key, state);
}

var one = new GrainState<List<string>>(["of plan / unit_1"]);
await store.WriteStateAsync("state", GrainId.Create("plan", "unit_1"), one);
var two = new GrainState<List<string>>([]);
await store.ReadStateAsync("state", GrainId.Create("plan_unit", "1"), two);
var rows = service.GetTableClient("states").Query<TableEntity>().Select(row => row.PartitionKey).ToList();
Console.WriteLine($"Orleans.Persistence.AzureStorage 10.4.2: five keys read {string.Join(", ", seen.Select(text => $"'{text}'"))}; plan_unit / 1 reads '{string.Concat(two.State)}'; rows {string.Join(", ", rows)}");
return seen.SequenceEqual(["", "2024/1", "2024#1", "2024?1", "2024\\1"]) && two.State is ["of plan / unit_1"] && rows.Count == 2 ? 0 : 1;
C
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
dotnet ../out/app.dll "DefaultEndpointsProtocol=http;AccountName=findings;AccountKey=$key;TableEndpoint=http://127.0.0.1:$tables/findings;"
