using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Meent.BrowserTests.Hosting.Chromium))]

namespace Meent.BrowserTests.Hosting;

/// <summary>One browser for the whole run: the one that MEENT_TEST_CHROMIUM names, or Chromium from the path. Every page is a stranger to the others.</summary>
/// <remarks>Chromium without its own windows shows the same pages with less than half of the work, so it comes first where it is.</remarks>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Why there is no browser here; null where there is one.</summary>
    public static string? Missing => Program is null ? "Chromium was not found; install the package chromium-headless-shell or chromium." : null;

    private static string? Program => Environment.GetEnvironmentVariable("MEENT_TEST_CHROMIUM") is { Length: > 0 } given ? given
        : (from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
           from name in Names.Index()
           let path = Path.Combine(folder, name.Item)
           where File.Exists(path)
           orderby name.Index
           select path).FirstOrDefault();

    private static readonly string[] Names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];

    public async ValueTask InitializeAsync()
    {
        if (Missing is not null) return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
    }

    /// <summary>A fresh page at the address of a hub; a script error or a refusal by the content security policy fails the test.</summary>
    public async Task<IPage> Page(string address, int width = 1280, bool script = true, bool dark = false, string language = "en")
    {
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = address,
            ViewportSize = new() { Width = width, Height = 800 },
            JavaScriptEnabled = script,
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            Locale = language,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(10_000);
        var page = await context.NewPageAsync();
        page.PageError += (_, error) => Complaints(page).Add(error);
        page.Console += (_, message) =>
        {
            // Statuses are looked at by the tests themselves; everything else is a fault of ours.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)) Complaints(page).Add(message.Text);
        };
        return page;
    }

    /// <summary>What the browser complained about on this page: errors of scripts, refusals by the content security policy.</summary>
    public static List<string> Complaints(IPage page) => All.GetOrCreateValue(page);

    /// <summary>What axe finds on the page by the rules of WCAG 2.2 AA and good practice, one line per rule and place.</summary>
    public static async Task<string> Axe(IPage page)
    {
        var result = await page.RunAxe(new AxeRunOptions
        {
            // What passes is not told node by node: that is most of the work on a large page.
            ResultTypes = [ResultType.Violations],
            RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"),
        });
        return string.Join("\n", result.Violations.SelectMany(v => v.Nodes.Select(n => $"{v.Id}: {n.Target} {n.Html}")));
    }

    /// <summary>How many pixels the page is wider than its window; 0 where nobody has to scroll sideways.</summary>
    public static Task<int> Sideways(IPage page) =>
        page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }

    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<IPage, List<string>> All = [];
}

/// <summary>A test that needs a browser: a visible skip where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute([System.Runtime.CompilerServices.CallerFilePath] string? file = null, [System.Runtime.CompilerServices.CallerLineNumber] int line = 0)
        : base(file, line) => Skip = Chromium.Missing;
}

/// <inheritdoc cref="BrowserFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute([System.Runtime.CompilerServices.CallerFilePath] string? file = null, [System.Runtime.CompilerServices.CallerLineNumber] int line = 0)
        : base(file, line) => Skip = Chromium.Missing;
}
