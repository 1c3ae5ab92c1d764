using System.Diagnostics;
using System.Text;
using Meent.Places.ImportSchools;

namespace Meent.Tests.Places;

/// <summary>Files that are no register, by accident or on purpose: they end in sentences.</summary>
public class HostileRegisterTests
{
    [Fact]
    public void Bytes_of_every_kind_end_in_rows_or_in_a_sentence()
    {
        var random = new Random(11);
        var right = Encoding.UTF8.GetBytes(TestRegister.Header + "1;7;Lindenschule;Grundschule;SN;\"Weg 1, 01127 Dresden\"\n2;8;Ulmenschule;Grundschule;SN;\n");
        for (var i = 0; i < 3000; i++)
        {
            byte[] bytes = [.. right];
            for (var changes = random.Next(1, 6); changes > 0; changes--)
            {
                var at = random.Next(bytes.Length);
                bytes = random.Next(3) switch
                {
                    0 => [.. bytes[..at], .. bytes[(at + 1)..]],
                    1 => [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]],
                    _ => [.. bytes[..at], "\";\n\r\0,é\u20ac"u8[random.Next(8)], .. bytes[Math.Min(bytes.Length, at + 1)..]],
                };
                if (bytes.Length == 0) break;
            }
            foreach (var encoding in (string[])["utf-8", "auto", "windows-1252", "utf-16"])
            {
                var mapping = TestRegister.Mapping(TestRegister.Map + "\nencoding: " + encoding);
                var read = RegisterFile.Read(bytes, "test.csv", mapping);
                if (read.Problem is null) Assert.All(read.Rows.Select(new RowReader(mapping, read.Header).Read), r => Assert.True(r.Row is not null || r.Why is { Length: > 0 }));
                else Assert.EndsWith(".", read.Problem.TrimEnd(')'), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_header_that_stands_twice_is_one_refused_row()
    {
        var read = TestRegister.Read(TestRegister.Header + "1;7;Linde school;;SN;\n" + TestRegister.Header + "2;8;Ulm school;;SN;\n");
        var rows = read.Rows.Select(new RowReader(TestRegister.Mapping(), read.Header).Read).ToList();
        Assert.Equal("It repeats the names of the columns.", rows[1].Why);
        Assert.Equal(2, rows.Count(r => r.Row is not null));
    }

    [Fact]
    public async Task Pipes_and_devices_are_no_files()
    {
        var pipe = Path.Combine(Databases.Folder(), "pipe.csv");
        using (var make = Process.Start("mkfifo", pipe)) await make.WaitForExitAsync();
        Assert.StartsWith("pipe.csv is a pipe or a device, not a file.", RegisterFile.Open(pipe, TestRegister.Mapping()).Problem, StringComparison.Ordinal);
        Assert.NotNull(RegisterFile.Open("/dev/zero", TestRegister.Mapping()).Problem);
        Assert.NotNull(RegisterFile.Open("/dev/null", TestRegister.Mapping()).Problem);
        // Lets the opening that still waits come to its end.
        await File.WriteAllTextAsync(pipe, "");
    }

    [Fact]
    public void Lines_of_a_million_characters_end_quickly()
    {
        var watch = Stopwatch.StartNew();
        foreach (var text in (string[])[new string('x', 5_000_000), new string(';', 2_000_000), new string('"', 2_000_000), TestRegister.Header + new string(';', 1_000_000) + "\n", TestRegister.Header + "1;\"" + new string('\n', 2_000_000)])
        {
            var read = TestRegister.Read(text);
            if (read.Problem is null) Assert.All(read.Rows.Select(new RowReader(TestRegister.Mapping(), read.Header).Read), r => Assert.Null(r.Row));
        }
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20));
    }
}
