namespace Meent.Reflect.Instruments;

/// <summary>Writes a ladder as the YAML that <see cref="InstrumentFile"/> reads.</summary>
/// <remarks>Comments, drafts of translations and the texts of the framework are not part of a ladder, so they are not written.</remarks>
public static class LadderWriter
{
    public static string Write(Ladder ladder)
    {
        var yaml = new YamlLines();
        yaml.Add(0, "instrument", ladder.Id);
        yaml.Add(0, "version", $"{ladder.Version}");
        yaml.Add(0, "form", InstrumentHead.LadderForm);
        yaml.Add(0, "framework", ladder.Framework);
        yaml.Add(0, "languages", YamlLines.List(ladder.Languages));
        yaml.Add(0, "title", ladder.Title);
        yaml.Add(0, "about", ladder.About);
        if (ladder.Topic is { } topic) yaml.Add(0, "topic", topic);
        yaml.Add(0, "for", YamlLines.List(ladder.For.Order().Select(u => u.ToString().ToLowerInvariant())));
        if (ladder.WithoutAccount) yaml.Add(0, "account", "none");
        if (ladder.Asks.Count > 0) yaml.Add(0, "asks", YamlLines.List(ladder.Asks.Order().Select(a => a.ToString().ToLowerInvariant())));
        if (ladder.Sectors.Count > 0) yaml.Add(0, "sectors", YamlLines.List(ladder.Sectors));
        yaml.Add(0, "levels");
        foreach (var level in ladder.Levels)
        {
            yaml.Add(1, $"{level.Number}");
            yaml.Add(2, "name", level.Name);
            yaml.Add(2, "about", level.About);
        }
        yaml.Add(0, "areas");
        foreach (var area in ladder.Areas)
        {
            yaml.Add(1, area.Id);
            yaml.Add(2, "items");
            foreach (var item in area.Items) WriteItem(yaml, item);
        }
        return yaml.ToString();
    }

    private static void WriteItem(YamlLines yaml, LadderItem item)
    {
        yaml.Add(3, "- id", item.Id);
        if (item.Version > 1) yaml.Add(4, "version", $"{item.Version}");
        if (item.Ref is { } reference) yaml.Add(4, "ref", YamlLines.Quoted(reference));
        yaml.Add(4, "name", item.Name);
        yaml.Add(4, "statement", item.Statement);
        yaml.Add(4, "levels");
        for (var level = 1; level <= item.Levels.Count; level++) yaml.Add(5, $"{level}", item.At(level)!);
    }
}
