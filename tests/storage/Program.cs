using Rectification.Tests.Storage;

// The crash tests start this program a second time to have a process that writes and can be killed.
if (Environment.GetEnvironmentVariable(CrashTests.ChildPath) is { } path)
    await CrashTests.WriteForeverAsync(path);
// Or one that ends as Orleans ends a silo.
if (Environment.GetEnvironmentVariable(OrleansMendsTests.ChildEnds) is not null)
    OrleansMendsTests.End();
// "dotnet test" talks to the test platform; started by hand it is the console runner, as in the entry point that xunit generates.
return args.Contains("--server")
    ? await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, Rectification.SelfRegisteredExtensions.AddSelfRegisteredExtensions)
    : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
