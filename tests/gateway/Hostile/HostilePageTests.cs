using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Rectification.Tests.Gateway.Hostile;

/// <summary>Every page, with every parameter of its address turned odd, for whoever may see it and for strangers: never a fault of the server's.</summary>
public sealed partial class HostilePageTests(FrontDoor door)
{
    /// <summary>Found in the sources, so that a page or parameter that is added is walked, too.</summary>
    internal static readonly (string Route, string[] Parameters)[] Pages = Find();

    [Fact]
    public async Task No_parameter_of_any_page_is_a_fault_of_the_servers()
    {
        Assert.InRange(Pages.Length, 30, 200);
        string[] odd = [.. OddValues.Address.Where(value => value.Length < 500), new('a', 500)];
        var addresses = Pages.SelectMany(page => Addresses(page.Route, page.Parameters, odd)).Distinct().ToList();
        using var office = await door.Somebody("reviewer");

        var faults = new List<string>();
        foreach (var (name, who) in new[] { ("ops", door.Ops), ("office", office), ("stranger", door.Stranger) })
        {
            foreach (var address in addresses.Where((_, i) => name != "stranger" || i % 5 == 0))
            {
                if (await HostileRequestTests.Answered(() => who.Status(HttpMethod.Get, address, null)) is >= 500 and var status)
                {
                    faults.Add($"{status} {name} {address}");
                }
            }
        }

        Assert.Empty(faults);
    }

    /// <summary>What a list is asked for, each word turned odd; every address by one of several kinds of people, told in words and without a fault.</summary>
    [Fact]
    public async Task No_question_to_a_list_is_a_fault_of_the_servers_or_answered_with_its_insides()
    {
        string[] odd = ["-1", "999999999", "unknown", "9999-12-31", "true", new('长', 300)];
        var words = Sources().SelectMany(source => ListWords().Matches(source)).Select(match => match.Groups[1].Value).Append("page").Distinct().ToList();
        Assert.InRange(words.Count, 20, 100);
        var addresses = Pages.SelectMany(page => words.SelectMany(word => odd.Select(value => $"{Usual(page.Route)}?{word}={value}"))).Distinct().ToList();
        List<Api> people =
        [
            door.Ops, await door.Somebody("reviewer"), await door.Somebody("reporter", ["330302"]), await door.Somebody("leader", leaders: ["leader-01"]),
            await door.Somebody("auditor"), door.Stranger,
        ];
        var faults = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(addresses.Index(), TestContext.Current.CancellationToken, async (one, _) =>
        {
            // Drawn by the text, so that neighbours go to different people and a run is like the one before.
            var who = people[one.Item.Aggregate(one.Index, (sum, letter) => (sum * 31 + letter) & 0xFFFF) % people.Count];
            Answer? answer = null;
            var status = await HostileRequestTests.Answered(async () => (answer = await who.Get(one.Item, ("Accept", "text/html"))).Status);
            if (status >= 500 || Insides().IsMatch(answer!.Text))
            {
                faults.Add($"{status} {one.Item}");
            }
        });
        foreach (var person in people.Except([door.Ops, door.Stranger]))
        {
            person.Dispose();
        }

        Assert.True(faults.IsEmpty, $"{faults.Count}:\n{string.Join('\n', faults.Order(StringComparer.Ordinal).Take(50))}");
    }

    [Theory]
    [InlineData("/?wall=x", 400)]
    [InlineData("/?wall=true", 200)]
    [InlineData("/?wall=false&wall=x", 400)]
    [InlineData("/favicon.ico", 301)]
    [InlineData("/language/en?return=/search%3Fq=%E4%B8%AD", 302)]
    public async Task A_strangers_address_is_answered(string address, int status) =>
        Assert.Equal(status, await door.Stranger.Status(HttpMethod.Get, address, null));

    [Theory]
    [InlineData("/中文\u003Fq=反弹🙂", "/%E4%B8%AD%E6%96%87?q=%E5%8F%8D%E5%BC%B9%F0%9F%99%82")]
    [InlineData("/a%20b?q=1#x", "/a%20b?q=1#x")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    public async Task A_page_to_return_to_is_one_of_this_site_and_spelled_as_an_address(string asked, string sent) =>
        Assert.Equal(sent, (await door.Stranger.Get($"/language/zh?return={Uri.EscapeDataString(asked)}")).Must(302).Headers.GetValues("Location").Single());

    /// <summary>400 for what is no name; and where none is named at all, as old probes do, the page all the same.</summary>
    [Theory]
    [InlineData("Host: a:99999", 400)]
    [InlineData("Host: a:b", 400)]
    [InlineData("Host: a:-1", 400)]
    [InlineData("Host: ::::", 400)]
    [InlineData("Host: [::1", 400)]
    [InlineData("Host: a..b:80", 400)]
    [InlineData("Host:", 200)]
    [InlineData("Host: [::1]:80", 200)]
    [InlineData("Host: xn--fiqs8s.example", 200)]
    public async Task A_host_that_is_no_name_is_the_senders_fault(string header, int status)
    {
        foreach (var path in (string[])["/", "/tasks", "/sign-in", "/nothing", "/api/v1/plans", "/health/ready"])
        {
            var answered = await Raw($"GET {path} HTTP/1.1\r\n{header}\r\nAccept: text/html\r\nConnection: close\r\n\r\n");
            Assert.True(status == 400 ? answered == 400 : answered is >= 200 and < 500 and not 400, $"{path}: {answered}");
        }

        Assert.Equal(200, await Raw("GET /health/ready HTTP/1.0\r\n\r\n"));
    }

    private async Task<int> Raw(string request)
    {
        using var line = new TcpClient();
        await line.ConnectAsync(IPAddress.Loopback, door.Port, TestContext.Current.CancellationToken);
        await line.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(line.GetStream());
        var status = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        return int.Parse(status!.Split(' ')[1], CultureInfo.InvariantCulture);
    }

    private static IEnumerable<string> Addresses(string route, string[] parameters, string[] odd) =>
    [
        Usual(route),
        $"/language/en?return={Usual(route)}/%E4%B8%AD",
        .. parameters.SelectMany(parameter => odd.Select(value => $"{Usual(route)}?{parameter}={value}")),
        .. Hole().Matches(route).SelectMany(hole => odd.Select(value => Usual(route.Replace(hole.Value, value, StringComparison.Ordinal)))),
    ];

    private static string Usual(string route) => Hole().Replace(route, hole => hole.Groups[1].Value switch
    {
        "Plan" => FrontDoor.Wenzhou,
        "No" or "Measure" => "1",
        "Unit" => "330302",
        _ => "ops",
    });

    private static (string Route, string[] Parameters)[] Find()
    {
        var sources = Sources();
        var shared = sources.Where(source => !Route().IsMatch(source)).SelectMany(Names).ToArray();
        return
        [
            .. from source in sources
               from route in Route().Matches(source)
               select (route.Groups[1].Value, Names(source).Concat(shared).Distinct().ToArray()),
        ];
    }

    private static List<string> Sources() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "gateway"), "*.*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".razor" or ".cs").Select(File.ReadAllText),
    ];

    /// <summary>Parameters of addresses that a source reads, by the framework or by itself.</summary>
    private static IEnumerable<string> Names(string source) => Asked().Matches(source).Select(match => match.Groups[1].Value);

    [GeneratedRegex("^@page \"([^\"]+)\"", RegexOptions.Multiline)]
    private static partial Regex Route();

    [GeneratedRegex("\\{([A-Za-z]+)(:int)?\\}")]
    internal static partial Regex Hole();

    [GeneratedRegex("(?:SupplyParameterFromQuery\\(Name = |Query\\[)\"([A-Za-z]+)\"")]
    private static partial Regex Asked();

    [GeneratedRegex("query\\.\\w+(?:<\\w+>)?\\(\"([A-Za-z]+)\"")]
    private static partial Regex ListWords();

    /// <summary>An exception's name or a line of its stack.</summary>
    [GeneratedRegex("\\w+Exception\\b|   at [A-Z]\\w+\\.")]
    private static partial Regex Insides();
}
