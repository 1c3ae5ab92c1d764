namespace Meent.Bench;

internal static class StartBenchmark
{
    public static Task<int> Run(Arguments arguments) => Task.FromResult(arguments.Name.Length);
}
