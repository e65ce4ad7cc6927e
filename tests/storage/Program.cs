using Rectification.Tests.Storage;

// The crash tests start this program a second time to have a process that writes and can be killed.
if (Environment.GetEnvironmentVariable(CrashTests.ChildPath) is { } path)
    await CrashTests.WriteForeverAsync(path);
return await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
