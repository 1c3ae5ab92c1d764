using System.Text;
using Meent.Places.ImportSchools;

namespace Meent.Tests.Places;

/// <summary>Files that cannot be taken: each ends in a sentence that says what to do, none in an exception.</summary>
public class RegisterFileTests
{
    private const string Row = "1;7;Grundschule Überlingen;Grundschule;SN;Am Tor 1, 01067 Dresden\n";

    private static readonly byte[] Right = Encoding.UTF8.GetBytes(TestRegister.Header + Row);

    [Fact]
    public void The_file_that_the_cases_break_is_right()
    {
        Assert.Null(Problem(Right));
        Assert.Null(Problem([0xEF, 0xBB, 0xBF, .. Right]));
        Assert.Null(Problem(Encoding.UTF8.GetBytes((TestRegister.Header + Row).ReplaceLineEndings("\r\n"))));
    }

    [Fact]
    public void Bytes_that_are_no_text_in_the_encoding_of_the_mapping()
    {
        Assert.Equal("test.csv is empty. Export or download it again.", Problem([]));
        Assert.Equal("test.csv is empty. Export or download it again.", Problem([0xEF, 0xBB, 0xBF, 10, 10]));
        Assert.StartsWith("test.csv is written in UTF-16. Save it as UTF-8, or write \"encoding: utf-16\" in test.yaml.", Problem([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(TestRegister.Header)]), StringComparison.Ordinal);
        Assert.StartsWith("Line 2 of test.csv is not written in utf-8. Save the file as UTF-8, or name its encoding in test.yaml", Problem(Encoding.Latin1.GetBytes(TestRegister.Header + Row)), StringComparison.Ordinal);
        Assert.StartsWith("Line 2 of test.csv holds a NUL character.", Problem(Encoding.UTF8.GetBytes(TestRegister.Header + Row.Replace('7', '\0'))), StringComparison.Ordinal);
        Assert.StartsWith("test.csv is a zip or Excel file.", Problem([(byte)'P', (byte)'K', 3, 4, 0, 0]), StringComparison.Ordinal);
    }

    [Fact]
    public void Encodings_that_the_mapping_names_are_read()
    {
        Assert.Null(Problem(Encoding.Latin1.GetBytes(TestRegister.Header + Row), "encoding: windows-1252"));
        Assert.Null(Problem([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(TestRegister.Header + Row)], "encoding: utf-16"));
        Assert.Null(Problem([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(TestRegister.Header + Row)], "encoding: utf-16"));
        Assert.StartsWith("test.csv is written in UTF-8, and test.yaml says windows-1252: names would come out garbled.", Problem(Right, "encoding: windows-1252"), StringComparison.Ordinal);
        Assert.StartsWith("test.csv is not written in UTF-16, and test.yaml says so.", Problem(Right, "encoding: utf-16"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("number;school;kind;state;address\n1;a;b;c;d\n", "test.csv has no column \"official\". It has: number, school, kind, state, address.")]
    [InlineData("number,official,school,kind,state,address\n1,2,3,4,5,6\n", "test.csv has its columns parted by commas, and test.yaml says semicolons. Write \"separator: ','\" there.")]
    [InlineData("number\tofficial\tschool\tkind\tstate\taddress\n", "test.csv has its columns parted by tabs, and test.yaml says semicolons. Write \"separator: tab\" there.")]
    [InlineData("number;official;school;school;kind;state;address\n1;2;3;4;5;6;7\n", "test.csv has two columns \"school\".")]
    [InlineData("number;official;school;kind;state;address\n", "test.csv has a header and no rows.")]
    [InlineData("number;official;school;kind;state;address\n1;7;\"Grundschule;Grundschule;SN;Dresden\n2;8;Linde;a;SN;b\n", "test.csv: in the row on line 2 a quotation mark opens a cell and none closes it.")]
    [InlineData("\"number;official;school;kind;state;address\n1;7;Grundschule;Grundschule;SN;Dresden\n", "test.csv: in the row on line 1 a quotation mark opens a cell and none closes it.")]
    [InlineData("<!DOCTYPE html><html><body>404</body></html>", "test.csv has no column \"number\", \"school\", \"kind\", \"state\", \"address\", \"official\".")]
    public void Text_that_is_not_this_register(string text, string problem) => Assert.StartsWith(problem, Problem(Encoding.UTF8.GetBytes(text)), StringComparison.Ordinal);

    [Fact]
    public void A_cell_of_a_million_characters_is_refused_and_a_long_one_is_not()
    {
        string With(int length) => $"{TestRegister.Header}{Row}2;8;{new string('x', length)};Grundschule;SN;\n";
        Assert.StartsWith("test.csv: the row on line 3 has a cell of more than 10000 characters.", Problem(Encoding.UTF8.GetBytes(With(1_000_000))), StringComparison.Ordinal);
        Assert.Null(Problem(Encoding.UTF8.GetBytes(With(9_000))));
    }

    [Fact]
    public void Rows_know_the_line_on_which_they_begin()
    {
        var read = TestRegister.Read(TestRegister.Header + "1;7;\"Two\nlines\";Grundschule;SN;\n\n2;8;Linde \"Am Tor\" school;Grundschule;SN;\n");
        Assert.Equal([2, 5], read.Rows.Select(r => r.Line));
        Assert.Equal("Linde \"Am Tor\" school", read.Rows[1].Cells[2]);
    }

    [Fact]
    public void What_is_no_file_is_said_so()
    {
        var folder = Databases.Folder();
        Assert.Equal($"{folder} is a folder. Name the CSV file in it.", RegisterFile.Open(folder, TestRegister.Mapping()).Problem);
        Assert.Equal($"There is no file {folder}/no.csv. Check its name and folder.", RegisterFile.Open(folder + "/no.csv", TestRegister.Mapping()).Problem);
        Directory.Delete(folder);
    }

    private static string? Problem(byte[] bytes, string? encoding = null) =>
        RegisterFile.Read(bytes, "test.csv", TestRegister.Mapping(encoding is null ? TestRegister.Map : TestRegister.Map + "\n" + encoding)).Problem;
}
