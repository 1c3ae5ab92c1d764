namespace Meent.Reflect.Answer;

/// <summary>A sent questionnaire as it came: answers that can be kept, and what was wrong with it.</summary>
/// <param name="Packed">a byte per asked item; where something was wrong with an item it is left open</param>
/// <param name="Wrong">items with a value that is not on the scale, or with two values</param>
/// <param name="HasForeign">there were fields that are not asked here, or that no text can be</param>
public sealed record SentAnswers(byte[] Packed, IReadOnlyList<string> Wrong, bool HasForeign)
{
    public bool IsEmpty => !Packed.AsSpan().ContainsAnyExcept(Sheet.LeftOpen);

    public bool CanBeStored => Wrong.Count == 0 && !HasForeign && !IsEmpty;

    /// <summary>Reads an <c>application/x-www-form-urlencoded</c> body.</summary>
    /// <remarks>
    /// WHATWG URL standard, §5.1. The body is read where it lies: hundreds of people press the button in the same minute, and a
    /// general form reader makes two strings for every field. Browsers send fields in the order of the page, so the next item is
    /// looked at first.
    /// </remarks>
    public static SentAnswers Read(ReadOnlySpan<byte> body, Sheet sheet)
    {
        var packed = new byte[sheet.Items.Count];
        Span<bool> seen = stackalloc bool[packed.Length];
        Span<char> name = stackalloc char[LongestName];
        Span<char> value = stackalloc char[LongestValue];
        List<string>? wrong = null;
        var foreign = false;
        var next = 0;
        foreach (var range in body.Split((byte)'&'))
        {
            var field = body[range];
            if (field.IsEmpty) continue;
            var equals = field.IndexOf((byte)'=');
            var position = sheet.IsNamed(next, equals < 0 ? field : field[..equals]) ? next : Find(equals < 0 ? field : field[..equals], name, sheet);
            if (position < 0)
            {
                foreign = true;
                continue;
            }
            next = position + 1;
            var valueLength = equals < 0 ? 0 : Decode(field[(equals + 1)..], value);
            if (valueLength == 0) continue;
            if (seen[position] || valueLength != 1 || value[0] is < '1' or > '6')
            {
                (wrong ??= []).Add(sheet.Items[position]);
                packed[position] = Sheet.LeftOpen;
            }
            else packed[position] = (byte)(value[0] - '0');
            seen[position] = true;
        }
        return new(packed, wrong ?? (IReadOnlyList<string>)[], foreign);
    }

    private static int Find(ReadOnlySpan<byte> field, Span<char> name, Sheet sheet)
    {
        var length = Decode(field, name);
        return length < 0 ? -1 : sheet.Position(name[..length]);
    }

    private const int LongestName = 128;

    private const int LongestValue = 16;

    /// <returns>number of characters; -1 for what is too long, not ASCII or broken, which no item id or answer is</returns>
    private static int Decode(ReadOnlySpan<byte> from, Span<char> to)
    {
        var n = 0;
        for (var i = 0; i < from.Length; i++)
        {
            int c = from[i];
            if (c == '%')
            {
                if (i + 2 >= from.Length || Hex(from[i + 1]) is var high && high < 0 || Hex(from[i + 2]) is var low && low < 0) return -1;
                c = (high << 4) | low;
                i += 2;
            }
            else if (c == '+') c = ' ';
            if (c >= 0x80 || n == to.Length) return -1;
            to[n++] = (char)c;
        }
        return n;
    }

    private static int Hex(byte c) => c switch
    {
        >= (byte)'0' and <= (byte)'9' => c - '0',
        >= (byte)'A' and <= (byte)'F' => c - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
        _ => -1,
    };
}
