using System.Text;

namespace Rectification.Gateway.Accounts.Pages;

/// <summary>One account of a table, read and judged.</summary>
internal sealed record AccountSheetRow
{
    /// <summary>Its line of the table, from 1.</summary>
    public required int Line { get; init; }
    public required NewAccount Account { get; init; }

    /// <summary>Everything that is wrong with it; empty: it can be created.</summary>
    public required IReadOnlyList<Refusal> Wrong { get; init; }
}

/// <summary>
/// A table of accounts as it is pasted from a spreadsheet or read from a CSV file. Columns go by their heads, or without heads in this order: account, name,
/// roles, units, leaders, e-mail. Units and leaders may stand by name.
/// </summary>
internal static class AccountSheet
{
    /// <summary>Most accounts of one table.</summary>
    public const int MaxRows = 500;

    /// <summary>Longest table, in characters.</summary>
    public const int MaxText = 200_000;

    private const int ColumnCount = 6;
    private static readonly string[][] Heads =
    [
        ["账号", "account", "name"], ["姓名", "名称", "显示名称", "display name", "displayname"], ["角色", "role", "roles"], ["单位", "unit", "units"],
        ["领导", "责任领导", "leader", "leaders"], ["邮箱", "电子邮箱", "email", "e-mail"],
    ];

    private static readonly Refusal NameTwice = Refusal.Invalid("account.name-twice", "同一账号在表中出现两次。", "The account stands twice in the table.", "/name");
    private static readonly Refusal NameTaken = Refusal.Conflict("account.exists", "同名账号已存在。", "An account of this name exists.", "/name");

    /// <summary>The rows of a table; empty lines are passed over.</summary>
    /// <param name="text">The table.</param>
    /// <param name="places">Whom an account can belong to.</param>
    /// <param name="taken">Names of accounts there are.</param>
    public static IReadOnlyList<AccountSheetRow> Read(string text, PlaceNames places, IReadOnlySet<string> taken)
    {
        var lines = Cells(text).Select((cells, index) => (Cells: cells, Line: index + 1)).Where(line => line.Cells.Any(cell => cell.Length > 0)).ToList();
        var columns = lines.Count == 0 ? null : Columns(lines[0].Cells);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return
        [
            .. lines.Skip(columns is null ? 0 : 1).Take(MaxRows)
                .Select(line => Row(line.Line, line.Cells, columns ?? [.. Enumerable.Range(0, ColumnCount)], places, taken, seen)),
        ];
    }

    private static AccountSheetRow Row(int line, List<string> cells, int[] columns, PlaceNames places, IReadOnlySet<string> taken, HashSet<string> seen)
    {
        var wrong = new List<Refusal>();
        string Cell(int column) => columns[column] is >= 0 and var at && at < cells.Count ? cells[at] : "";
        var name = HalfWidth.Of(Cell(0)).Trim();
        var roles = Parts(Cell(2)).Select(Role).ToList();
        var units = Parts(Cell(3)).Select(unit => Known(places.UnitOf(unit), PlaceNames.UnitUnknown(unit), unit)).ToList();
        var leaders = Parts(Cell(4)).Select(leader => Known(places.LeaderOf(leader), PlaceNames.LeaderUnknown(leader), leader)).ToList();
        var account = new NewAccount
        {
            Name = name,
            DisplayName = Cell(1) is { Length: > 0 } display ? display : null,
            Roles = roles,
            Units = units,
            Leaders = leaders,
            Email = HalfWidth.Of(Cell(5)).Trim() is { Length: > 0 } mail ? mail : null,
        };
        if (AccountRequests.Of(account).Refusal is { } refusal)
        {
            wrong.Add(refusal);
        }

        if (!seen.Add(name))
        {
            wrong.Add(NameTwice);
        }
        else if (taken.Contains(name))
        {
            wrong.Add(NameTaken);
        }

        return new() { Line = line, Account = account, Wrong = wrong };

        string Known(string? id, Refusal unknown, string said)
        {
            if (id is null)
            {
                wrong.Add(unknown);
            }

            return id ?? said;
        }
    }

    /// <summary>A role by its word, or by what people call it.</summary>
    private static string Role(string said) =>
        RoleWords.All.FirstOrDefault(role => role.Equals(said, StringComparison.OrdinalIgnoreCase) || RoleWords.Term(role).Zh == said
            || RoleWords.Term(role).En.Equals(said, StringComparison.OrdinalIgnoreCase)) ?? said;

    private static string[] Parts(string cell) =>
        cell.Split([';', '\uFF1B', '\u3001', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Where each column stands by the heads of a first line; <see langword="null"/>: the line has none.</summary>
    private static int[]? Columns(List<string> first)
    {
        var found = Heads.Select(heads => first.FindIndex(cell => heads.Contains(cell.Trim().ToLowerInvariant()))).ToArray();
        return found[0] < 0 ? null : found;
    }

    /// <summary>Cells of tab-separated lines, or of CSV with its quotes.</summary>
    private static IEnumerable<List<string>> Cells(string text)
    {
        var separator = text.Contains('\t', StringComparison.Ordinal) ? '\t' : ',';
        var (row, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i] == '\uFF0C' && separator == ',' && !quoted ? ',' : text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                cell.Append(text[++i]);
            }
            else if (c == '"' && (quoted || cell.Length == 0))
            {
                quoted = !quoted;
            }
            else if (!quoted && (c == separator || c == '\n'))
            {
                row.Add(cell.ToString().Trim());
                cell.Clear();
                if (c == '\n')
                {
                    yield return row;
                    row = [];
                }
            }
            else if (c is not '\r' and not '\uFEFF')
            {
                cell.Append(c);
            }
        }

        row.Add(cell.ToString().Trim());
        yield return row;
    }
}
