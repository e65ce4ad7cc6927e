#!/usr/bin/env bash
# Microsoft.Orleans.Persistence.AzureStorage 10.4.2 (NuGet) on azurite 3.37.0 (npm): states near the size of a row.
# Guess: a row takes 1 MiB; what is larger is refused by the service, as a storage exception.
# Seen: the provider itself refuses from 960 KiB with ArgumentOutOfRangeException, which whoever sorts errors by "storage or bug" takes for a bug. A key of
#   600 characters is read as "no record" and refused only when written.
# Matters: a list that grows by a row a week fails one day at its first write, not before; sizes and keys must be bounded by design.
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

(string What, string Key, int Bytes, string Expected)[] cases =
    [("950 KiB", "a", 950 * 1024, "written"), ("960 KiB", "b", 960 * 1024, "ArgumentOutOfRangeException"), ("a key of 600 characters", new('k', 600), 10, "RequestFailedException")];
var wrong = 0;
foreach (var (what, key, bytes, expected) in cases)
{
    var state = await Read(key);
    var isThere = state.RecordExists;
    state.State = [new('x', bytes)];
    var seen = await Write(key, state);
    Console.WriteLine($"Orleans.Persistence.AzureStorage 10.4.2: {what}: read: record={isThere}; write: {seen}");
    wrong += !isThere && seen == expected ? 0 : 1;
}

return wrong;
C
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
dotnet ../out/app.dll "DefaultEndpointsProtocol=http;AccountName=findings;AccountKey=$key;TableEndpoint=http://127.0.0.1:$tables/findings;"
