#!/usr/bin/env bash
# Microsoft.Orleans.Server 10.4.2 (NuGet): a silo with a health check (IHealthCheckParticipant) that takes three seconds the first time, or that is started on a busy machine.
# Guess: nothing is said, or that the check has not completed for those seconds; and a silo of one second is healthy.
# Seen: "Participant check thread has not completed for …" with the time since the machine was switched on, hours or days, each second until the first check ends: the time
#   of the last check is nought before there was one, and the clock it is held against counts from the start of the machine.
# Matters: whoever starts a service for the first time reads that it has been stuck for days, and a rule that alerts on the text or the duration fires at every start.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; mkdir "$dir/app"; cd "$dir/app"
cat > app.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit><RestorePackagesPath>../packages</RestorePackagesPath></PropertyGroup>
  <ItemGroup><PackageReference Include="Microsoft.Orleans.Server" Version="[10.4.2]" /></ItemGroup>
</Project>
P
cat > Program.cs <<'C'
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

var builder = Host.CreateApplicationBuilder();
builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
builder.Services.AddSingleton<IHealthCheckParticipant, Slow>();
builder.UseOrleans(silo => silo.UseLocalhostClustering(int.Parse(args[0]), 0));
using var host = builder.Build();
await host.StartAsync();
await Task.Delay(6000);

internal sealed class Slow : IHealthCheckParticipant
{
    private bool _was;

    public bool CheckHealth(DateTime lastCheckTime, out string reason)
    {
        if (!_was) { _was = true; Thread.Sleep(3000); }
        reason = "";
        return true;
    }
}
C
dotnet build -c Release -o ../out -v q --nologo >/dev/null
port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
dotnet ../out/app.dll "$port" > ../said 2>&1
line=$(grep -m 1 -o 'Participant check thread has not completed for [0-9.:]*' ../said)
told=$(python3 -c 'import re, sys; d, h, m, s = re.search(r"(?:(\d+)\.)?(\d+):(\d+):(\d+)", sys.argv[1]).groups(); print(int(d or 0) * 86400 + int(h) * 3600 + int(m) * 60 + int(s))' "$line")
up=$(cut -d. -f1 /proc/uptime)
echo "a silo of a few seconds on a machine that is up for $up s: $line"
[ "$up" -gt 60 ] && [ "$((up - told))" -ge 0 ] && [ "$((up - told))" -le 30 ]
