#!/usr/bin/env bash
# Microsoft.Orleans.Server 10.4.2 (NuGet): a silo with a health check (IHealthCheckParticipant) that takes some seconds the first time, or that is started on a busy machine.
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
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

var said = new Said();
var builder = Host.CreateApplicationBuilder();
builder.Logging.ClearProviders().AddProvider(said).SetMinimumLevel(LogLevel.Warning);
builder.Services.AddSingleton<IHealthCheckParticipant>(new Slow(said));
builder.UseOrleans(silo => silo.UseLocalhostClustering(int.Parse(args[0]), 0));
using var host = builder.Build();
var begun = TimeSpan.FromMilliseconds(Environment.TickCount64);
await host.StartAsync();
var line = await said.Heard.Task.WaitAsync(TimeSpan.FromMinutes(2));
var told = TimeSpan.Parse(Regex.Match(line, @"for ([0-9.:]+), ").Groups[1].Value, CultureInfo.InvariantCulture);
await host.StopAsync();
Console.WriteLine($"a silo of less than two minutes on a machine that is up for {begun.TotalMinutes:0} minutes: {line.Split(',')[0]}");
return begun > TimeSpan.FromMinutes(3) && told >= begun - TimeSpan.FromMinutes(1) ? 0 : 1;

// The first check lasts until the silo says something of it.
internal sealed class Slow(Said said) : IHealthCheckParticipant
{
    public bool CheckHealth(DateTime lastCheckTime, out string reason)
    {
        reason = "";
        said.Heard.Task.Wait(TimeSpan.FromMinutes(1));
        return true;
    }
}

internal sealed class Said : ILoggerProvider, ILogger
{
    public readonly TaskCompletionSource<string> Heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ILogger CreateLogger(string name) => this;
    public IDisposable? BeginScope<T>(T state) where T : notnull => null;
    public bool IsEnabled(LogLevel level) => true;
    public void Dispose() { }

    public void Log<T>(LogLevel level, EventId id, T state, Exception? failure, Func<T, Exception?, string> text)
    {
        if (text(state, failure) is var line && line.StartsWith("Participant check thread has not completed for")) { Heard.TrySetResult(line); }
    }
}
C
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
dotnet ../out/app.dll "$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')"
