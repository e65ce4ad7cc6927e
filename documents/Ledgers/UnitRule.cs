using System.Globalization;
using System.Text.RegularExpressions;

namespace Rectification.Documents.Ledgers;

/// <summary>Reads the units of a cell: separators within brackets belong to the name, roles in words count, nothing near is taken for a name.</summary>
/// <param name="directory">The plan's units.</param>
/// <param name="counties">Who 各县（市、区） are.</param>
/// <param name="collective">Further words that mean several units.</param>
public sealed partial class UnitRule(UnitDirectory directory, IReadOnlyList<string> counties, IReadOnlyDictionary<string, IReadOnlyList<string>> collective)
{
    private readonly Dictionary<string, IReadOnlyList<string>> collectives = Collectives(counties, collective);

    /// <param name="written">The cell's text.</param>
    /// <param name="column">What the column holds.</param>
    /// <param name="withPerson">Whether the heading names a person beside the unit.</param>
    public UnitReading Read(string written, UnitColumn column, bool withPerson = false)
    {
        var text = Fold.Trimmed(written);
        text = directory.Knows(text) ? text : WithoutMarks(text);
        if (Fold.Tight(text).Trim('-', '/', '\\', '~').Length == 0 || Nobody().IsMatch(Fold.Tight(text)))
        {
            return new UnitReading { Remarks = column == UnitColumn.Supporting ? [] : [new Remark(LedgerCodes.UnitMissing)] };
        }

        UnitCell cell = new(column);
        if (directory.Knows(text))
        {
            Add(cell, text, text, withPerson: false);
            return cell.Reading();
        }

        var parts = Split(text, "\n/");
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i].Trim() is not { Length: > 0 } part)
            {
                continue;
            }

            if ((i > 0 || withPerson) && IsPerson(part))
            {
                cell.Person(part);
            }
            else
            {
                foreach (var token in Split(part, "\u3001,;\u3002"))
                {
                    Token(cell, token.Trim(), withPerson);
                }
            }
        }

        return cell.Reading();
    }

    // 1.甲县 2.乙区 and ①甲县②乙区 count, 党委、政府 are one body, and how the work is shared out is no name.
    private static string WithoutMarks(string text)
    {
        var bare = Apart().Replace(Counted().Replace(text, "\u3001"), "$1");
        bare = BeforePercent().Replace(bare, "");
        bare = OneBody().Replace(bare, "\u59D4\u653F\u5E9C");
        bare = RoleBrackets(bare);
        return Shared().Replace(bare, "").Trim('\u3001', ' ');
    }

    // 市直一处（牵头）甲县（配合） and 【牵头】市直一处【配合】甲县: a role in brackets parts as well as a sign does.
    private static string RoleBrackets(string text)
    {
        var folded = Fold.Width(text);
        var roles = RoleBracket().Matches(folded);
        if (roles.Count < 2)
        {
            return text;
        }

        var areBefore = folded[..roles[0].Index].Trim().Length == 0;
        for (var i = roles.Count - 1; i >= 0; i--)
        {
            var at = areBefore ? roles[i].Index : roles[i].Index + roles[i].Length;
            text = at > 0 && at < text.Length ? text.Insert(at, "\u3001") : text;
        }

        return text;
    }

    private static Dictionary<string, IReadOnlyList<string>> Collectives(
        IReadOnlyList<string> counties, IReadOnlyDictionary<string, IReadOnlyList<string>> collective)
    {
        Dictionary<string, IReadOnlyList<string>> words = new(StringComparer.Ordinal);
        foreach (var order in new[] { "\u53BF\u5E02\u533A", "\u53BF\u533A\u5E02", "\u5E02\u53BF\u533A", "\u533A\u53BF\u5E02", "\u533A\u5E02\u53BF",
            "\u5E02\u533A\u53BF", "\u53BF\u533A", "\u533A\u53BF", "\u5E02\u533A", "\u53BF\u5E02" })
        {
            words["\u5404" + order] = counties;
        }

        foreach (var (word, units) in collective)
        {
            words[Plain(word)] = units;
        }

        return words;
    }

    // 各县（市、区） and 各县市区 are one word.
    private static string Plain(string word) => CollectiveSigns().Replace(Fold.Tight(word), "");

    private IReadOnlyList<string>? Collective(string folded)
    {
        var plain = Plain(folded);
        if (collectives.TryGetValue(plain, out var units))
        {
            return units;
        }

        // 6个县（市、区） are all of them only where there are as many.
        if (Number().Match(ChineseNumerals.ToDigits(plain)) is { Success: true } number)
        {
            return collectives.TryGetValue("\u5404" + plain[(plain.IndexOf('\u4E2A', StringComparison.Ordinal) + 1)..], out units)
                && number.Groups["n"].Value == units.Count.ToString(CultureInfo.InvariantCulture) ? units : null;
        }

        var core = Government().Replace(WholeCity().Replace(plain, "\u5404"), "");
        return collectives.TryGetValue(core, out units) ? units : null;
    }

    private void Token(UnitCell cell, string token, bool withPerson)
    {
        if (token.Length == 0)
        {
            return;
        }

        if (!directory.Knows(token) && PersonLabel().Match(token) is { Success: true } person)
        {
            cell.Person(token[person.Length..]);
            return;
        }

        if (!directory.Knows(token) && Label().Match(token) is { Success: true } label && Labelled(label, token))
        {
            cell.Labelled(RoleOf(label.Groups["r"].Value));
            token = token[label.Length..].Trim();
        }

        if (token.Length > 0)
        {
            Add(cell, token, token, withPerson);
        }
    }

    // 牵头单位：… is a label; 牵头处 may be a name. Without a colon a unit has to follow.
    private bool Labelled(Match label, string token) =>
        label.Groups["colon"].Success || token.Length == label.Length || directory.LongestAtStart(Fold.Tight(token[label.Length..])) is not null;

    private void Add(UnitCell cell, string token, string shown, bool withPerson)
    {
        var folded = Fold.Tight(token);
        if (directory.Of(folded) is { Count: > 0 } units)
        {
            cell.Unit(units, null, directory.IsOther(folded) ? shown : null);
        }
        else if (Collective(folded) is { } all)
        {
            cell.Collective(all);
        }
        else if (RoleBracket().Match(folded) is { Success: true } bracket)
        {
            // A bracket alone on its line speaks of the unit above it.
            var named = folded.Remove(bracket.Index, bracket.Length);
            var before = named.Length == 0 ? Math.Max(0, cell.Count - 1) : cell.Count;
            if (named.Length > 0)
            {
                Add(cell, named, shown, withPerson);
            }

            cell.Mark(before, RoleOf(bracket.Groups["r"].Value));
        }
        else if (!Split(token, " \t").TrueForAll(part => part == token))
        {
            var parts = Split(token, " \t");
            for (var i = 0; i < parts.Count; i++)
            {
                if (withPerson && i > 0 && parts[i].Trim() is { Length: > 0 } name && IsPerson(name))
                {
                    // 责任单位及责任人 over 市直一处 张三.
                    cell.Person(name);
                }
                else
                {
                    Token(cell, parts[i].Trim(), withPerson);
                }
            }
        }
        else if (OpenEnd().Match(folded) is { Success: true } open)
        {
            cell.Open();
            if (open.Index > 0)
            {
                Add(cell, folded[..open.Index], shown, withPerson);
            }
        }
        else
        {
            Composed(cell, folded, shown, withPerson);
        }
    }

    private void Composed(UnitCell cell, string folded, string shown, bool withPerson)
    {
        if (RoleEnd().Match(folded) is { Success: true, Index: > 0 } role)
        {
            var before = cell.Count;
            Add(cell, folded[..role.Index], shown, withPerson);
            cell.MarkBack(before, RoleOf(role.Groups["r"].Value));
        }
        else if (With().Match(folded) is { Success: true } with && directory.LongestAtStart(folded[with.Length..]) is not null)
        {
            // 市直一处牵头，会同甲县: who comes along supports, and so do those behind.
            cell.Labelled(UnitRole.Supporting);
            Add(cell, folded[with.Length..], shown, withPerson);
        }
        else if (folded[0] == '\u7531' && directory.LongestAtStart(folded[1..]) is not null)
        {
            Add(cell, folded[1..], shown, withPerson);
        }
        else if (Joined(folded) is { } joined)
        {
            foreach (var (part, word) in joined)
            {
                cell.JoinedBy(word);
                Add(cell, part, part, withPerson);
            }
        }
        else if (Unclear().IsMatch(folded))
        {
            cell.Unclear();
        }
        else if (directory.LongestAtStart(folded) is { } reporting && StateRule.Read(folded[reporting.Length..].Trim('(', ')', ':',
            '-')) is { Known: true } state)
        {
            cell.Progress(directory.Of(reporting), state.Percent);
        }
        else if (withPerson && directory.LongestAtStart(folded) is { } unit && (IsTitle(folded[unit.Length..]) || folded[unit.Length] == ':'))
        {
            cell.Unit(directory.Of(unit), null);
            cell.Person(folded[unit.Length..].Trim('(', ')', ':'));
        }
        else
        {
            cell.Unknown(shown, directory.Nearest(shown));
        }
    }

    // 市直一处和甲县: split only where every part is a unit; 住房和城乡建设局 stays whole.
    private List<(string Part, string Word)>? Joined(string folded)
    {
        foreach (Match word in Conjunction().Matches(folded))
        {
            if (word.Index == 0 || word.Index + word.Length == folded.Length)
            {
                continue;
            }

            var left = folded[..word.Index].TrimEnd('\u3001', ',');
            var right = folded[(word.Index + word.Length)..];
            if (IsUnits(left))
            {
                List<(string, string)> rest = IsUnits(right) ? [(right, word.Value)] : Joined(right) is { } more ? [(more[0].Part, word.Value),
                    .. more.Skip(1)] : [];
                if (rest.Count > 0)
                {
                    return [(left, ""), .. rest];
                }
            }
        }

        return null;
    }

    private bool IsUnits(string folded)
    {
        var bare = RoleBracket().Replace(folded, "");
        bare = OpenEnd().Replace(bare, "");
        return bare.Length > 0 && (directory.Knows(bare) || Collective(bare) is not null || Unclear().IsMatch(bare));
    }

    private bool IsPerson(string part)
    {
        foreach (var token in Split(part, "\u3001,;"))
        {
            var folded = Fold.Tight(token);
            if (folded.Length == 0)
            {
                continue;
            }

            if (IsUnits(folded) || Label().IsMatch(folded) || Joined(folded) is not null || UnitEnd().IsMatch(Fold.WithoutBrackets(folded)) ||
                directory.LongestAtStart(folded) is not null || Split(token.Trim(), " \t").Exists(directory.Knows))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsTitle(string rest) => Title().IsMatch(rest.Trim('(', ')')) || rest.Length > 2 && rest[0] == '(' && rest[^1] == ')' &&
        !UnitEnd().IsMatch(rest.Trim('(', ')'));

    private static UnitRole RoleOf(string word) => word switch
    {
        "\u914D\u5408" or "\u534F\u529E" or "\u534F\u540C" or "\u534F\u52A9" or "\u53C2\u4E0E" or "\u53C2\u52A0" or "\u8054\u529E" => UnitRole.Supporting,
        "\u8D23\u4EFB" or "\u627F\u529E" or "\u8D1F\u8D23" => UnitRole.Responsible,
        _ => UnitRole.Lead
    };

    // At the signs given, never within brackets; blanks and signs in full width count as their like.
    private static List<string> Split(string text, string separators)
    {
        var folded = Fold.Width(text);
        List<string> parts = [];
        var start = 0;
        var depth = 0;
        for (var i = 0; i < folded.Length; i++)
        {
            depth = folded[i] switch { '(' => depth + 1, ')' => Math.Max(0, depth - 1), _ => depth };
            if (depth == 0 && separators.Contains(folded[i]))
            {
                parts.Add(text[start..i]);
                start = i + 1;
            }
        }

        parts.Add(text[start..]);
        return parts;
    }

    private const string Roles = "(?<r>\u603B?\u7275\u5934|\u4E3B\u529E|\u4E3B\u8D23|\u4E3B\u8981\u8D23\u4EFB|" +
        "\u9996\u8D23|\u8D23\u4EFB|\u627F\u529E|\u914D\u5408|" +
        "\u534F\u529E|\u534F\u540C|\u534F\u52A9|\u53C2\u4E0E|\u53C2\u52A0|\u8054\u529E)";

    [GeneratedRegex("^\\s*" + Roles + "(?:\u8D23\u4EFB)?(?:\u5355\u4F4D|\u90E8\u95E8|\u5904\u5BA4|\u65B9)?\\s*(?<colon>[:\uFF1A])?\\s*")]
    private static partial Regex Label();

    [GeneratedRegex("^\\s*(?:\u5177\u4F53|\u76F4\u63A5|\u6574\u6539)?(?:\u8D23\u4EFB\u4EBA|\u8054\u7CFB\u4EBA|\u8D1F\u8D23\u4EBA|\u627F\u529E\u4EBA|" +
        "\u7ECF\u529E\u4EBA|\u8054\u7EDC\u5458)\\s*[:\uFF1A]\\s*(?=\\S)")]
    private static partial Regex PersonLabel();

    [GeneratedRegex("\\(" + Roles + "(?:\u5355\u4F4D|\u90E8\u95E8|\u8D23\u4EFB\u5355\u4F4D)?\\)")]
    private static partial Regex RoleBracket();

    [GeneratedRegex("(?:\u4E3A)?(?<r>\u7275\u5934|\u4E3B\u529E|\u4E3B\u8D23|\u8D1F\u8D23|\u914D\u5408|\u534F\u529E|\u534F\u540C|\u534F\u52A9|\u53C2\u4E0E)(?:" +
        "\u5355\u4F4D|\u90E8\u95E8|\u8D1F\u8D23|\u843D\u5B9E|\u529E\u7406|\u6574\u6539|\u5B9E\u65BD)?$")]
    private static partial Regex RoleEnd();

    [GeneratedRegex("\u7B49(?:(?:\\d+|[\u4E00\u4E8C\u4E24\u4E09\u56DB\u4E94\u516D\u4E03\u516B\u4E5D\u5341]{1,3})[\u4E2A\u5BB6]|\u6709\u5173|" +
        "\u76F8\u5173|\u8D23\u4EFB|\u76F8\u5173\u8D23\u4EFB|\u6709\u5173\u8D23\u4EFB)?(?:\u5355\u4F4D|" +
        "\u90E8\u95E8|\u5904\u5BA4|\u53BF\u533A|\u53BF\u5E02\u533A|\u53BF\\([^()]*\\)|\u5355\u4F4D\\(\u90E8\u95E8\\)|\u90E8\u95E8\\(\u5355\u4F4D\\))?$")]
    private static partial Regex OpenEnd();

    [GeneratedRegex("^(?:\u4F1A\u540C|\u8054\u5408|\u8FDE\u540C)")]
    private static partial Regex With();

    [GeneratedRegex("\u4F1A\u540C|\u4EE5\u53CA|\u53CA\u5176|\u53CA|\u548C|\u4E0E|\u66A8|\u8FDE\u540C|\u8054\u5408")]
    private static partial Regex Conjunction();

    [GeneratedRegex("^(?:\u5404|\u6709\u5173|\u76F8\u5173|\u6240\u6709|\u5168\u4F53|\u5168\u90E8|\u5176\u4ED6|\u5176\u4F59|\u6D89\u53CA|\u5C5E\u5730|" +
        "\u673A\u5173\u5404|\u5E02\u76F4\u5404|\u5E02\u7EA7\u5404|\u5168\u5E02|\u76F4\u5C5E\u5404|\u5C40\u5C5E\u5404|\u59D4\u5C5E\u5404|" +
        "\u7CFB\u7EDF\u5404)|\u6709\u5173(?:\u5355\u4F4D|\u90E8\u95E8|\u5904\u5BA4|\u53BF)|\u76F8\u5173(?:\u5355\u4F4D|\u90E8\u95E8|\u5904" +
        "\u5BA4|\u53BF)|\u5404(?:\u8D23\u4EFB|\u6709\u5173|\u76F8\u5173)?(?:\u5355\u4F4D|\u90E8\u95E8|\u5904\u5BA4|\u79D1\u5BA4|\u4E61" +
        "\u9547|\u8857\u9053|\u652F\u90E8|\u515A\u7EC4\u7EC7)|^(?:\u76F8\u5E94|\u5BF9\u5E94|\u76F8\u5173)?\u8D23\u4EFB\u5355\u4F4D$|^\u540C" +
        "\u4E0A$|\u6210\u5458\u5355\u4F4D$|^\u9664.*\u5916")]
    private static partial Regex Unclear();

    [GeneratedRegex("(?:\u957F|\u4E3B\u4EFB|\u4E66\u8BB0|\u59D4\u5458|\u4E3B\u5E2D|\u7ECF\u7406|\u603B\u76D1|\u8D1F\u8D23\u4EBA|\u540C\u5FD7|\u4E13" +
        "\u5458|\u4E3B\u7BA1|\u5E72\u90E8|\u9886\u5BFC|\u5DE1\u89C6\u5458|\u8C03\u7814\u5458|\u7EC4\u5458|\u79D8\u4E66)(?:\\(.*\\))?$")]
    private static partial Regex Title();

    [GeneratedRegex("(?:\u5904|\u5C40|\u529E|\u59D4|\u53BF|\u533A|\u5E02|\u90E8|\u4E2D\u5FC3|\u79D1|\u5BA4|\u9547|\u4E61|\u8857\u9053|\u516C\u53F8|" +
        "\u7BA1\u59D4\u4F1A|\u653F\u5E9C|\u5385|\u9662|\u6821|\u534F\u4F1A|\u7AD9|\u6240|\u961F|\u94F6\u884C|\u515A\u59D4|\u515A\u7EC4|" +
        "\u652F\u90E8|\u96C6\u56E2|\u5355\u4F4D|\u90E8\u95E8|\u5DE5\u4F1A|\u59D4\u5458\u4F1A|\u8054\u5408\u4F1A)$")]
    private static partial Regex UnitEnd();

    [GeneratedRegex("^(?:\u65E0|\u6682\u65E0|\u6CA1\u6709|\u4E0D\u6D89\u53CA)$")]
    private static partial Regex Nobody();

    // 党委、政府 are one body, and so are 党委和政府.
    [GeneratedRegex("\u59D4(?:\u3001|\u548C|\u53CA)\u653F\u5E9C")]
    private static partial Regex OneBody();

    [GeneratedRegex("(?<=^|[\\s\u3001;\uFF1B])(?:\\d{1,2}[.\uFF0E\u3001)\uFF09](?!\\d)|[(\uFF08]\\d{1,2}[)\uFF09])|" +
        "(?<=^\\s*[(\uFF08]1[)\uFF09].+)[(\uFF08]\\d{1,2}[)\uFF09]|[\u2460-\u2473\u2474-\u2487]")]
    private static partial Regex Counted();

    [GeneratedRegex("[^\\S\\n]+(?=\\d{1,3}(?:\\.\\d+)?[%\uFF05])")]
    private static partial Regex BeforePercent();

    [GeneratedRegex("[^\\S\\n]+(\u4F1A\u540C|\u4EE5\u53CA|\u548C|\u53CA|\u4E0E)[^\\S\\n]+")]
    private static partial Regex Apart();

    [GeneratedRegex("(?:\u6309|\u6309\u7167|\u4F9D|\u6839\u636E)(?:\u5404\u81EA)?\u804C(?:\u8D23|\u80FD)(?:\u5206\u5DE5)?(?:\u5206\u522B|\u5171\u540C)?" +
        "(?:\u8D1F\u8D23|\u843D\u5B9E|\u6574\u6539)?$|(?:\u5206\u522B|\u5171\u540C|\u5404\u81EA)(?:\u8D1F\u8D23|\u843D\u5B9E|\u6574\u6539)$")]
    private static partial Regex Shared();

    [GeneratedRegex("^(?:\u5168\u5E02)?(?<n>\\d{1,3})\u4E2A")]
    private static partial Regex Number();

    [GeneratedRegex("[\u3001()/,]")]
    private static partial Regex CollectiveSigns();

    [GeneratedRegex("^(?:\u5168\u5E02|\u672C\u5E02|\u5168\u7701|\u5168\u5DDE)?(?:\u5404|\u6240\u6709|\u5168\u90E8|\u5168\u4F53)|^\u5168\u5E02(?=\u53BF)")]
    private static partial Regex WholeCity();

    [GeneratedRegex("(?:\u515A\u59D4\u653F\u5E9C|\u515A\u59D4|\u4EBA\u6C11\u653F\u5E9C|\u653F\u5E9C|\u59D4\u653F\u5E9C|\u59D4)$")]
    private static partial Regex Government();
}
