#!/usr/bin/env bash
# Microsoft.Orleans.Persistence.AzureStorage 10.4.2 (NuGet) on azurite 3.37.0 (npm): a state that is cleared before anything was written.
# Guess: clearing nothing does nothing; another activation that has read nothing may then insert.
# Seen: the clear inserts an empty row. Whoever read before it, with "no record", is refused his first insert; whoever reads after it still sees "no record",
#   but with a tag, and may write. The refusal says "Unknown" for the tag that is stored, as at every conflict.
# Matters: "no record" is not "no row", and a log of conflicts cannot tell who won.
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

var before = await Read("lucheng");
var clearing = await Read("lucheng");
await store.ClearStateAsync("state", Unit("lucheng"), clearing);
var rows = service.GetTableClient("states").Query<TableEntity>().Count();
before.State = ["first"];
var refused = await Write("lucheng", before);
var after = await Read("lucheng");
after.State = ["second"];
var (hasRecord, hasTag, written) = (after.RecordExists, after.ETag is not null, await Write("lucheng", after));
Console.WriteLine($"Orleans.Persistence.AzureStorage 10.4.2: rows after clearing nothing {rows}; who read before: {refused}; who reads after: record {hasRecord}, tag {hasTag}, {written}");
return rows == 1 && refused == "TableStorageUpdateConditionNotSatisfiedException, stored tag \"Unknown\", own tag \"\"" && !hasRecord && hasTag && written == "written" ? 0 : 1;
C
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
dotnet ../out/app.dll "DefaultEndpointsProtocol=http;AccountName=findings;AccountKey=$key;TableEndpoint=http://127.0.0.1:$tables/findings;"
