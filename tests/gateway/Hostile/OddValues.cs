using System.Text.RegularExpressions;

namespace Rectification.Tests.Gateway.Hostile;

/// <summary>Values that nobody means and somebody sends.</summary>
internal static class OddValues
{
    /// <summary>As JSON.</summary>
    public static readonly string[] Json =
    [
        "null", "true", "0", "-1", "1", "1.5", "1e400", "-1e400", "1e-400", "1e28", "79228162514264337593543950336", "2147483648",
        "9223372036854775808", "-0", "0.0000000000000000000000000001",
        "\"\"", "\" \"", "\"x\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00x\"", "\"a\\ud83d\"", "\"\\u202e反\"", "\"🙂\"", "\"-\"", "\"a:b\"",
        "\"../../etc/passwd\"", "\"\\r\\nX: y\"",
        "\"0001-01-01\"", "\"9999-12-31\"", "\"2026-02-30\"", "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59.9999999-14:00\"",
        "\"2026-01-01T00:00:00Z\"", "\"2026-01-01\"",
        "[]", "{}", "[null]", "[[]]", "[{}]", "[\"\\ud800\"]", "[1e400]", "{\"\":null}", "{\"\\ud800\":1}", "{\"a\":1,\"a\":2}", "{\"a\":null}",
        $"\"{new string('长', 3_000)}\"", $"\"{new string('a', 300)}\"", $"{new string('[', 40)}{new string(']', 40)}",
        $"{new string('[', 3_000)}{new string(']', 3_000)}",
    ];

    /// <summary>In addresses, as they are sent.</summary>
    public static readonly string[] Address =
    [
        "", "x", "0", "-1", "1", "true", "null", "99999999999999999999", "2147483647", "9223372036854775807", "%00", "%FF", "%ED%A0%80", "%E4%B8%AD",
        "%F0%9F%99%82", "%20", "+", "%2e%2e%2f", "a%3Ab", "%25", "%",
        "0001-01-01", "9999-12-31", "2026-02-30", "0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59.9999999-14:00", "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z", "2026-05-01T00:00:00Z", "%0D%0AX:y", "%E2%80%AE",
        new('a', 2_000), "1,2,3", "a&b", "[]", "rk_ops_", "(1:1)", "1:1",
    ];

    /// <summary>What is typed into fields of one sort.</summary>
    public static readonly (Regex Sort, string[] Values)[] Form =
    [
        (new("^\\d{4}-\\d\\d-\\d\\d$"), ["0001-01-01", "9999-12-31", "2026-02-30", "9999-12-31~0001-01-01"]),
        (new("^\\d{4}-\\d\\d-\\d\\dT"), ["0001-01-01T00:00", "9999-12-31T23:59", "9999-12-31T23:59:59"]),
        (new("^-?\\d+$"), ["-1", "0", "2147483648", "9223372036854775808", "1e9", "0.0000001", "79228162514264337593543950336", "１２"]),
    ];

    /// <summary>Headers with their values.</summary>
    public static readonly (string Name, string Value)[] Headers =
    [
        ("Idempotency-Key", ""), ("Idempotency-Key", "中"), ("Idempotency-Key", new('k', 300)), ("Idempotency-Key", "same"), ("If-Match", "\"x\""),
        ("If-Match", "\"99999999999999999999\""), ("If-Match", "*"),
        ("If-None-Match", "\"1\""), ("Accept-Language", "\u00ff;q=x"), ("Accept-Language", "en;q=NaN"), ("Accept", "text/html"), ("Accept", "x/"),
        ("Acting-For", "nobody"), ("Acting-For", "中\u003A"), ("Acting-For", ""),
        ("Cookie", "rectification-session=x; rectification-language=x"), ("Cookie", "="), ("Origin", "null"), ("Sec-Fetch-Site", "cross-site"),
        ("Last-Event-ID", "x"), ("Last-Event-ID", "99999999999999999999"),
        ("Range", "bytes=9-1"), ("Authorization", "Bearer ey.x.y"), ("Authorization", "Bearer rk__"), ("Authorization", "Basic x"), ("Authorization", "Bearer"),
        ("X-HTTP-Method-Override", "DELETE"),
        ("Content-Encoding", "gzip"), ("Expect", "x"), ("traceparent", "x"), ("X-Forwarded-For", "x"), ("X-Forwarded-Proto", "x"),
    ];
}
