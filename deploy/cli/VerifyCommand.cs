using System.CommandLine;
using Rectification.Backups;

namespace Rectification.Cli;

/// <summary><c>verify</c>: a backup's every byte, or a running process's every trail and figure.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "备份文件。 A backup.", Arity = ArgumentArity.ZeroOrOne };
        file.AcceptExistingOnly();
        var url = Asking.Url("--url");
        var key = Asking.Key();
        var plan = new Option<string?>("--plan") { Description = "只核验这个方案；默认全部。 Only this plan; default: all." };
        var command = new Command("verify", "核验：备份文件的每个字节；或运行中系统的留痕、重算与完成率。 Verify every byte of a backup; or trails, recount and rates of a running process.")
        {
            file, url, key, plan,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(file) is null == result.GetResult(url) is null)
            {
                result.AddError("须给出备份文件或 --url 之一。 Give a backup or --url.");
            }
        });
        command.SetAction((result, cancellation) => Running.Run(() => result.GetValue(url) is { } address
            ? new LiveVerification(address, result.KeyOf(key)).Verify(result.GetValue(plan), cancellation)
            : Verify(result.GetValue(file)!, cancellation)));
        return command;
    }

    private static async Task<int> Verify(FileInfo file, CancellationToken cancellation)
    {
        var read = await Copying.Read(file, "核验 verifying", static _ => Task.FromResult<IStoreFilling>(new NoFilling()), cancellation);
        var header = read.Header;
        Console.WriteLine($"备份完好：{header.At:O}，来自 {header.Profile}（结构 {header.Schema}），每行、每件佐证与全文的哈希都相符。");
        Console.WriteLine($"The backup is whole: as of {header.At:O}, from {header.Profile} (schema {header.Schema}); the hashes of every row, of every "
            + "file and of the whole fit.");
        return Copying.End(read.Counts);
    }
}
