using System.Text;
using QRCoder;

namespace Meent.Design;

/// <summary>A QR code as the path of an SVG: one unit per module.</summary>
/// <param name="Side">modules on a side, the quiet zone of four on each side included</param>
/// <param name="Path">the dark modules, a run of each row as one rectangle</param>
internal sealed record QrCode(int Side, string Path)
{
    /// <remarks>Error correction M (ISO/IEC 18004): a scratch on a poster is read over, and the modules stay large.</remarks>
    public static QrCode Of(string text)
    {
        using var made = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = made.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Count; x++)
            {
                if (!rows[y][x]) continue;
                var from = x;
                while (x < rows[y].Count && rows[y][x]) x++;
                path.Append($"M{from} {y}h{x - from}v1H{from}z");
            }
        }
        return new(rows.Count, path.ToString());
    }
}
