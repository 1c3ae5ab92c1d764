using System.CommandLine;
using System.Text.Json;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;

namespace Meent.Reflect.Areas;

/// <summary><c>meent publish areas</c>: publishes now what is due. Else it is done every night.</summary>
internal static class PublishCommand
{
    private static readonly Option<bool> Json = new("--json") { Description = "The result as JSON, and nothing else." };

    public static Command Of(CommandHost host)
    {
        var areas = new Command("areas", "Publishes the figures of every area and board that at least three schools joined since its last edition.") { Json };
        areas.SetAction(async (call, cancel) =>
        {
            await using var scope = await host.Open();
            var editions = await scope.ServiceProvider.GetRequiredService<PublishAreas>().Publish(scope.ServiceProvider.GetRequiredService<HubDb>(), rested: false, cancel);
            Console.WriteLine(call.GetValue(Json) ? JsonSerializer.Serialize(new { editions }, LocalizedText.Json)
                : editions == 0 ? "No edition is due: no area has three new schools."
                : $"{editions} editions published.");
            return 0;
        });
        return new Command("publish", "Makes figures public.") { areas };
    }
}
