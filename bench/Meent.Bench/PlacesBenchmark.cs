namespace Meent.Bench;

internal static class PlacesBenchmark
{
    public static Task<int> Run(Arguments arguments) => Task.FromResult(arguments.Name.Length);
}
