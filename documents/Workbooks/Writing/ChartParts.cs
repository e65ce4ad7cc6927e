using System.Globalization;
using System.Text;

namespace Rectification.Documents.Workbooks.Writing;

/// <summary>The parts of a chart: where it stands on its sheet, and what it draws.</summary>
internal static class ChartParts
{
    /// <summary>Rows a chart takes.</summary>
    public const int Rows = 20;

    private const int UnitsPerCharacter = 66_675;
    private const int Border = 12_700;

    private const string Drawing = "http://schemas.openxmlformats.org/drawingml/2006/";
    private const string Font = "<a:latin typeface=\"宋体\"/><a:ea typeface=\"宋体\"/>";

    /// <summary>Where it stands: below the last row, as wide as the columns.</summary>
    public static string Anchor(WrittenSheet sheet)
    {
        var (first, columns) = (sheet.LastRow + 1, sheet.Form.Columns.Count);
        return PackageParts.Declaration + $"<xdr:wsDr xmlns:xdr=\"{Drawing}spreadsheetDrawing\" xmlns:a=\"{Drawing}main\"><xdr:twoCellAnchor><xdr:from>"
            + Corner(0, first) + "</xdr:from><xdr:to>" + Corner(columns - 1, first + Rows, Edge(sheet.Form.Columns[^1].Width)) + "</xdr:to>"
            + "<xdr:graphicFrame macro=\"\"><xdr:nvGraphicFramePr>"
            + $"<xdr:cNvPr id=\"2\" name=\"图表 1\" descr=\"{CellText.Escape(sheet.Form.Chart!.Title)}\"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>"
            + "<xdr:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/></xdr:xfrm><a:graphic>"
            + $"<a:graphicData uri=\"{Drawing}chart\"><c:chart xmlns:c=\"{Drawing}chart\" xmlns:r=\"{PackageParts.Office}\" r:id=\"r1\"/></a:graphicData>"
            + "</a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>";
    }

    /// <summary>What it draws.</summary>
    /// <param name="chart">As it was asked for.</param>
    /// <param name="data">The sheet it draws from.</param>
    public static string Chart(ChartForm chart, WrittenSheet data)
    {
        var heading = data.Headings!.Value.Last;
        string Cells(int column, int first, int last) =>
            CellText.Escape($"'{data.Name}'!${CellAddress.Letters(column)}${first}" + (last > first ? $":${CellAddress.Letters(column)}${last}" : ""));
        var lines = new StringBuilder();
        foreach (var (index, line) in chart.Lines.Index())
        {
            lines.Append(CultureInfo.InvariantCulture, $"<c:ser><c:idx val=\"{index}\"/><c:order val=\"{index}\"/>"
                + $"<c:tx><c:strRef><c:f>{Cells(line.Column, heading, heading)}</c:f></c:strRef></c:tx>")
                .Append(CultureInfo.InvariantCulture, $"<c:spPr><a:ln w=\"{(line.Thick ? 34925 : 19050)}\" cap=\"rnd\"><a:solidFill>"
                    + $"<a:srgbClr val=\"{line.Colour}\"/></a:solidFill>{(line.Dashed ? "<a:prstDash val=\"dash\"/>" : "")}<a:round/></a:ln></c:spPr>")
                .Append(CultureInfo.InvariantCulture, $"<c:marker><c:symbol val=\"none\"/></c:marker>"
                    + $"<c:cat><c:numRef><c:f>{Cells(chart.Days, heading + 1, data.LastRow)}</c:f></c:numRef></c:cat>"
                    + $"<c:val><c:numRef><c:f>{Cells(line.Column, heading + 1, data.LastRow)}</c:f></c:numRef></c:val><c:smooth val=\"0\"/></c:ser>");
        }

        return PackageParts.Declaration + $"<c:chartSpace xmlns:c=\"{Drawing}chart\" xmlns:a=\"{Drawing}main\" xmlns:r=\"{PackageParts.Office}\">"
            + "<c:roundedCorners val=\"0\"/><c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz=\"1400\" b=\"1\"/></a:pPr>"
            + $"<a:r><a:rPr lang=\"zh-CN\" sz=\"1400\" b=\"1\">{Font}</a:rPr><a:t>{CellText.Escape(chart.Title)}</a:t></a:r></a:p></c:rich></c:tx>"
            + "<c:overlay val=\"0\"/></c:title><c:autoTitleDeleted val=\"0\"/><c:plotArea><c:layout/><c:lineChart><c:grouping val=\"standard\"/>"
            + $"<c:varyColors val=\"0\"/>{lines}<c:marker val=\"1\"/><c:axId val=\"1\"/><c:axId val=\"2\"/></c:lineChart>"
            + "<c:dateAx><c:axId val=\"1\"/><c:scaling><c:orientation val=\"minMax\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"b\"/>"
            + $"<c:numFmt formatCode=\"{(chart.InMonths ? "yyyy&quot;年&quot;m&quot;月&quot;" : "m&quot;月&quot;d&quot;日&quot;")}\" sourceLinked=\"0\"/>"
            + "<c:majorTickMark val=\"out\"/><c:minorTickMark val=\"none\"/>"
            + $"<c:tickLblPos val=\"nextTo\"/>{Words}<c:crossAx val=\"2\"/><c:crosses val=\"autoZero\"/><c:auto val=\"1\"/><c:lblOffset val=\"100\"/>"
            + "<c:baseTimeUnit val=\"days\"/>"
            + $"<c:majorUnit val=\"{chart.Apart}\"/><c:majorTimeUnit val=\"{(chart.InMonths ? "months" : "days")}\"/></c:dateAx>"
            + "<c:valAx><c:axId val=\"2\"/><c:scaling><c:orientation val=\"minMax\"/><c:min val=\"0\"/></c:scaling>"
            + "<c:delete val=\"0\"/><c:axPos val=\"l\"/><c:majorGridlines><c:spPr><a:ln w=\"6350\"><a:solidFill><a:srgbClr val=\"D9D9D9\"/></a:solidFill>"
            + "</a:ln></c:spPr></c:majorGridlines><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"out\"/>"
            + $"<c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/>{Words}<c:crossAx val=\"1\"/><c:crosses val=\"autoZero\"/>"
            + "<c:crossBetween val=\"midCat\"/></c:valAx></c:plotArea><c:legend><c:legendPos val=\"b\"/><c:overlay val=\"0\"/>" + Words
            + "</c:legend><c:plotVisOnly val=\"0\"/><c:dispBlanksAs val=\"gap\"/></c:chart></c:chartSpace>";
    }

    private static string Words =>
        $"<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz=\"1000\">{Font}</a:defRPr></a:pPr><a:endParaRPr lang=\"zh-CN\"/></a:p></c:txPr>";

    /// <summary>Nearly all of a column, in the units of drawings: what reaches over the last one is cut off in print.</summary>
    private static long Edge(double width) => (long)(width * UnitsPerCharacter) - Border;

    private static string Corner(int column, int row, long offset = 0) =>
        $"<xdr:col>{column}</xdr:col><xdr:colOff>{offset}</xdr:colOff><xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff>";
}
