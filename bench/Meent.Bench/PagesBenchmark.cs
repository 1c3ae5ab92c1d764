namespace Meent.Bench;

internal static class PagesBenchmark
{
    public static Task<int> Run(Arguments arguments) => Task.FromResult(arguments.Name.Length);
}
