#!/usr/bin/env bash
# Microsoft.Orleans.Server 10.4.2 (NuGet): three silos, one of which falls silent (SIGSTOP), its connections stay open. ProbeTimeout 1 s, NumMissedProbesLimit 3, two votes.
# Guess: three missed probes of a second each, so the others declare it dead after three to five seconds.
# Seen: after twelve and more. No vote counts while the line to it has said anything within MaxProbeTimeout x NumMissedProbesLimit, and MaxProbeTimeout, when it is not set,
#   is four times ProbeTimeout. With MaxProbeTimeout 1 s as well it takes three to six seconds. A silo that is killed is not concerned: its lines break.
# Matters: behind a network that drops packets, or beside a virtual machine that is suspended, calls wait three to four times as long as the two settings say.
set -euo pipefail
dir=$(mktemp -d); silos=(); trap 'for s in "${silos[@]}"; do kill -9 "$s" 2>/dev/null || true; done; rm -rf "$dir"' EXIT; mkdir "$dir/app"; cd "$dir/app"
cat > app.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit><RestorePackagesPath>../packages</RestorePackagesPath></PropertyGroup>
  <ItemGroup><PackageReference Include="Microsoft.Orleans.Server" Version="[10.4.2]" /></ItemGroup>
</Project>
P
cat > Program.cs <<'C'
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Runtime;

// port of this silo, port of the first, MaxProbeTimeout in seconds or 0 for the default
var (port, first, most) = (int.Parse(args[0]), int.Parse(args[1]), double.Parse(args[2]));
var builder = Host.CreateApplicationBuilder();
builder.Logging.ClearProviders();
builder.UseOrleans(silo => silo.UseLocalhostClustering(port, 0, new IPEndPoint(IPAddress.Loopback, first)).Configure<ClusterMembershipOptions>(membership =>
{
    membership.ProbeTimeout = TimeSpan.FromSeconds(1);
    membership.NumMissedProbesLimit = 3;
    membership.NumVotesForDeathDeclaration = 2;
    if (most > 0) { membership.MaxProbeTimeout = TimeSpan.FromSeconds(most); }
}));
var host = builder.Build();
await host.StartAsync();
var members = host.Services.GetRequiredService<IClusterMembershipService>();
while (true)
{
    Console.WriteLine(members.CurrentSnapshot.Members.Values.Count(member => member.Status == SiloStatus.Active));
    await Task.Delay(100);
}
C
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
port() { node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'; }
now() { date +%s%N; }
# Prints the tenths of a second until the other two know of no third any more.
silence() {
  local first second third last; first=$(port); silos=()
  for n in first second third; do
    [ $n = first ] && at=$first || at=$(port)
    dotnet ../out/app.dll "$at" "$first" "$1" > "$dir/$n" & silos+=($!)
    sleep 3
  done
  until [ "$(tail -n 1 "$dir/first")" = 3 ] && [ "$(tail -n 1 "$dir/second")" = 3 ]; do sleep 0.1; done
  # Until the probes' times are known.
  sleep 10
  kill -STOP "${silos[2]}"; last=$(now)
  until [ "$(tail -n 1 "$dir/first")" = 2 ]; do sleep 0.1; done
  took=$(( ($(now) - last) / 100000000 ))
  for s in "${silos[@]}"; do kill -9 "$s"; wait "$s" 2>/dev/null || true; done; silos=()
}
silence 0; default=$took
# A busy machine answers late for itself, and silos that are late wait longer: the shortest of some counts.
bounded=$default
for attempt in 1 2 3 4 5 6; do
  silence 1; [ "$took" -ge "$bounded" ] || bounded=$took
  [ "$bounded" -gt 80 ] || break
done
echo "declared dead after $((default / 10)).$((default % 10)) s by default, after $((bounded / 10)).$((bounded % 10)) s with MaxProbeTimeout 1 s"
[ "$default" -ge 110 ] && [ "$bounded" -le 80 ] && [ "$bounded" -lt "$((default - 40))" ]
