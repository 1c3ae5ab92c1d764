using System.Text.RegularExpressions;
using Meent.Foundation;
using Microsoft.Playwright;

namespace Meent.BrowserTests.Story;

/// <summary>The real program on a fresh data folder, with a small register of schools, as an operator would begin.</summary>
public sealed partial class StoryHub : IAsyncDisposable
{
    private const string Register = """
        id,official_id,name,school_type,school_type_entity,full_time_school,state,address,lat,lon
        BW-1,1,Schule am Elzenhof,Realschule,Realschule,false,BW,"Wiesenweg 3, 73430 Aalen",48.8,10.1
        BW-2,2,Schule am Weidenbach,Grundschule,Grundschule,false,BW,"Bachgasse 9, 73430 Aalen",48.8,10.1
        """;

    private readonly ServedHub served;
    private readonly Settings settings;

    private StoryHub(ServedHub served, Settings settings) => (this.served, this.settings) = (served, settings);

    public string Address => served.Address.ToString().TrimEnd('/');

    /// <summary>What the program printed for whoever runs the machine.</summary>
    public string SetUpCode => Code().Match(served.Output).Groups[1].Value;

    public static async Task<StoryHub> Start()
    {
        var settings = new Settings { DataFolder = Databases.Folder() };
        var register = Path.Combine(settings.DataFolder, "register.csv");
        await File.WriteAllTextAsync(register, Register);
        var imported = await MeentProgram.Run(settings, "import", "schools", register, "--country", "DE", "--map", "de-schulscraper");
        Assert.True(imported.Code == 0, imported.Output + imported.Errors);
        return new StoryHub(await ServedHub.Start(settings), settings);
    }

    /// <summary>With the content of the demonstration: schools with years of rounds, plans of a school, its board and its country.</summary>
    public static async Task<StoryHub> Demonstration()
    {
        var settings = new Settings { DataFolder = Databases.Folder(), Demonstration = true };
        var made = await MeentProgram.Run(settings, new Dictionary<string, string> { ["MEENT_DEMONSTRATION"] = "1" }, "demo");
        Assert.True(made.Code == 0, made.Output + made.Errors);
        return new StoryHub(await ServedHub.Start(settings), settings);
    }

    /// <summary>The code in the newest letter to an address, read from the folder that holds mail where no server is set.</summary>
    public async Task<string> CodeFor(string email)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            var folder = Path.Combine(settings.DataFolder, "mail");
            var letters = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml").OrderDescending(StringComparer.Ordinal) : Enumerable.Empty<string>();
            foreach (var letter in letters.Select(File.ReadAllText))
                if (letter.Contains(email, StringComparison.OrdinalIgnoreCase) && EightFigures().Match(letter) is { Success: true } code) return code.Value;
            await Task.Delay(100);
        }
        throw new InvalidOperationException($"No letter with a code came for {email}.");
    }

    public ValueTask DisposeAsync()
    {
        served.Dispose();
        Directory.Delete(settings.DataFolder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [GeneratedRegex(@"code=(\S+)")]
    private static partial Regex Code();

    [GeneratedRegex(@"(?<![\w.-])\d{8}(?![\w.-])")]
    private static partial Regex EightFigures();
}

/// <summary>Steps that several people of the story take.</summary>
internal static class Steps
{
    public const string Password = "twelve quiet meadows";

    public static ILocator Labelled(this IPage page, string label) => page.GetByLabel(label, new() { Exact = true });

    public static Task Press(this IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync();

    public static Task Follow(this IPage page, string link) => page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).First.ClickAsync();

    /// <summary>Fails where the page lacks the heading, and says what the page says instead.</summary>
    public static async Task Sees(this IPage page, string heading)
    {
        var found = await page.Locator("h1").InnerTextAsync();
        Assert.True(found.Contains(heading, StringComparison.Ordinal), $"Expected the page '{heading}' at {page.Url}, which says: {await page.Locator("main").InnerTextAsync()}");
    }

    public static async Task<string> Says(this IPage page) => string.Join(' ', (await page.Locator("main").InnerTextAsync()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
