using Meent.Design;

namespace Meent.Tests.Design;

public class BrandTests
{
    [Fact]
    public void Two_brands_come_with_Meent()
    {
        Assert.Equal(["lakeside", "meent"], Brand.Available);
        Assert.Equal("Meent", Brand.Load("").Name);
        Assert.NotEqual(Brand.Load("meent").Logo, Brand.Load("lakeside").Logo);
    }

    [Fact]
    public void A_folder_of_the_operator_is_a_brand()
    {
        var folder = Directory.CreateTempSubdirectory("meent-brand-").FullName;
        foreach (var file in Directory.GetFiles(Brand.Load("lakeside").Folder)) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        File.WriteAllText(Path.Combine(folder, "brand.json"), """{ "name": "Harbour" }""");
        Assert.Equal("Harbour", Brand.Load(folder).Name);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("forest", "There is no brand \"forest\"")]
    [InlineData("../meent", "There is no brand \"../meent\"")]
    public void An_unknown_brand_says_which_there_are(string brand, string sentence)
    {
        var refused = Assert.Throws<InvalidDataException>(() => Brand.Load(brand));
        Assert.StartsWith(sentence, refused.Message, StringComparison.Ordinal);
        Assert.Contains("lakeside, meent", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tokens.css", null, "lacks the file")]
    [InlineData("brand.json", "{", "is not as expected")]
    [InlineData("brand.json", "{}", "needs a \"name\"")]
    [InlineData("brand.json", """{ "name": 3 }""", "is not as expected")]
    public void A_brand_with_a_wrong_file_says_which(string file, string? content, string sentence)
    {
        var folder = Directory.CreateTempSubdirectory("meent-brand-").FullName;
        foreach (var shipped in Directory.GetFiles(Brand.Load("meent").Folder)) File.Copy(shipped, Path.Combine(folder, Path.GetFileName(shipped)));
        if (content is null) File.Delete(Path.Combine(folder, file));
        else File.WriteAllText(Path.Combine(folder, file), content);
        var refused = Assert.Throws<InvalidDataException>(() => Brand.Load(folder));
        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
        Assert.Contains(file, refused.Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }
}
