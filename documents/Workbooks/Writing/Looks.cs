using System.Text;

namespace Rectification.Documents.Workbooks.Writing;

/// <summary>The styles a written workbook knows, and their numbers.</summary>
internal static class Looks
{
    public const int Heading = 1;
    public const int Title = 2;
    public const int Note = 3;

    /// <summary>The first of the cells' styles.</summary>
    private const int First = 4;
    private const int Kinds = 6;
    private const int Text = 5;

    /// <summary>Number formats by <see cref="ColumnLook"/>, text last.</summary>
    private static readonly int[] Formats = [0, 4, 9, 170, 171, 49];

    /// <summary>The style of a cell.</summary>
    public static int Of(ColumnForm column, bool protectedSheet, CellForm cell)
    {
        var kind = cell.Day is not null && column.Look is not ColumnLook.Day ? (int)ColumnLook.ChineseDay
            : cell.Number is not null && column.Look is ColumnLook.Money or ColumnLook.Percent ? (int)column.Look
            : cell.Day is not null || cell is { Text: null, Number: null } ? (int)column.Look
            : cell.Text is not null ? Text : (int)ColumnLook.General;
        var surface = !protectedSheet ? 0 : column.Open && !cell.IsShut ? 1 : 2;
        return First + (surface * Kinds) + kind;
    }

    public static string Sheet()
    {
        var xfs = new StringBuilder();
        void Add(int format, int font, int fill, int border, string alignment, bool locked) => xfs.Append(
            $"<xf numFmtId=\"{format}\" fontId=\"{font}\" fillId=\"{fill}\" borderId=\"{border}\" xfId=\"0\" applyNumberFormat=\"1\" "
                + $"applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\""
            + $" applyAlignment=\"1\" applyProtection=\"1\"><alignment {alignment}/><protection locked=\"{(locked ? 1 : 0)}\"/></xf>");

        Add(0, 0, 0, 0, "vertical=\"center\"", true);
        Add(49, 1, 3, 1, "horizontal=\"center\" vertical=\"center\" wrapText=\"1\"", true);
        Add(49, 2, 0, 0, "horizontal=\"center\" vertical=\"center\" wrapText=\"1\"", true);
        Add(49, 0, 0, 0, "horizontal=\"left\" vertical=\"center\" wrapText=\"1\"", true);
        for (var surface = 0; surface < 3; surface++)
        {
            for (var kind = 0; kind < Kinds; kind++)
            {
                var alignment = kind == Text ? "horizontal=\"left\"" : kind is (int)ColumnLook.Money ? "horizontal=\"right\"" : "horizontal=\"center\"";
                Add(Formats[kind], 0, surface == 2 ? 2 : 0, 1, alignment + " vertical=\"center\" wrapText=\"1\"", surface != 1);
            }
        }

        const string Side = " style=\"thin\"><color rgb=\"FF808080\"/>";
        const string Fill = "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF{0}\"/><bgColor indexed=\"64\"/></patternFill></fill>";
        return PackageParts.Declaration + $"<styleSheet xmlns=\"{PackageParts.Main}\"><numFmts count=\"2\"><numFmt numFmtId=\"170\" "
            + $"formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/>"
            + "<numFmt numFmtId=\"171\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>"
            + "<fonts count=\"3\"><font><sz val=\"11\"/><name val=\"宋体\"/><family val=\"3\"/><charset val=\"134\"/></font>"
            + "<font><b/><sz val=\"11\"/><name val=\"宋体\"/><family val=\"3\"/><charset val=\"134\"/></font>"
            + "<font><b/><sz val=\"18\"/><name val=\"宋体\"/><family val=\"3\"/><charset val=\"134\"/></font></fonts>"
            + "<fills count=\"4\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>"
            + Fill.Replace("{0}", "EDEDED", StringComparison.Ordinal) + Fill.Replace("{0}", "DCE6F1", StringComparison.Ordinal) + "</fills>"
            + $"<borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border><border><left{Side}</left>"
            + $"<right{Side}</right><top{Side}</top><bottom{Side}</bottom><diagonal/></border></borders>"
            + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
            + $"<cellXfs count=\"{First + (3 * Kinds)}\">{xfs}</cellXfs><cellStyles count=\"1\"><cellStyle name=\"常规\" xfId=\"0\" "
            + $"builtinId=\"0\"/></cellStyles></styleSheet>";
    }
}
