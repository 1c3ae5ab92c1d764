namespace Meent.Reflect.Instruments;

/// <summary>Writes an instrument as the YAML that <see cref="InstrumentFile"/> reads: to start a new version or one of one's own.</summary>
/// <remarks>Comments, drafts of translations and the texts of the framework are not part of an instrument, so they are not written.</remarks>
public static class InstrumentWriter
{
    public static string Write(Instrument instrument)
    {
        var yaml = new YamlLines();
        yaml.Add(0, "instrument", instrument.Id);
        yaml.Add(0, "version", $"{instrument.Version}");
        yaml.Add(0, "framework", instrument.Framework);
        yaml.Add(0, "languages", YamlLines.List(instrument.Languages));
        yaml.Add(0, "title", instrument.Title);
        yaml.Add(0, "about", instrument.About);
        if (instrument.Topic is { } topic) yaml.Add(0, "topic", topic);
        if (instrument.Sectors.Count > 0) yaml.Add(0, "sectors", YamlLines.List(instrument.Sectors));
        if (instrument.AreasCanBeLeftOut) yaml.Add(0, "optionalAreas", "true");
        Audiences(yaml, instrument.Audiences);
        Scales(yaml, instrument);
        yaml.Add(0, "profiles");
        foreach (var (profile, size) in instrument.ProfileSizes) yaml.Add(1, Who.Name(profile), size.ToString());
        yaml.Add(0, "areas");
        foreach (var area in instrument.Areas) WriteArea(yaml, area, instrument.Version);
        return yaml.ToString();
    }

    private static void Audiences(YamlLines yaml, IReadOnlyList<Audience> audiences)
    {
        yaml.Add(0, "audiences");
        foreach (var audience in audiences)
        {
            yaml.Add(1, audience.Id);
            yaml.Add(2, "name", audience.Name);
            if (!audience.ByDefault) yaml.Add(2, "byDefault", "false");
            if (audience.Variants.Count > 0) yaml.Add(2, "variants");
            foreach (var variant in audience.Variants) yaml.Add(3, variant.Id, variant.Name);
        }
    }

    private static void Scales(YamlLines yaml, Instrument instrument)
    {
        yaml.Add(0, "scale");
        Labels(yaml, 1, instrument.Scale);
        foreach (var (who, scale) in instrument.ScaleWordings)
        {
            yaml.Add(1, who);
            Labels(yaml, 2, scale);
        }
    }

    private static void Labels(YamlLines yaml, int depth, Scale scale)
    {
        for (var value = Scale.Lowest; value <= Scale.Highest; value++) yaml.Add(depth, $"{value}", scale.LabelOf(value)!);
        yaml.Add(depth, "none", scale.DoesNotApply);
    }

    private static void WriteArea(YamlLines yaml, Area area, int version)
    {
        yaml.Add(1, area.Id);
        if (area.Headings.Count > 0) yaml.Add(2, "headings");
        foreach (var (who, heading) in area.Headings)
        {
            yaml.Add(3, who);
            yaml.Add(4, "name", heading.Name);
            yaml.Add(4, "lead", heading.Lead);
        }
        if (area.Items.Count == 0) yaml.Add(2, "items", "[]");
        else yaml.Add(2, "items");
        foreach (var item in area.Items) WriteItem(yaml, item, version);
    }

    private static void WriteItem(YamlLines yaml, Item item, int version)
    {
        yaml.Add(3, "- id", item.Id);
        yaml.Add(4, "version", $"{item.Version}");
        if (version > 1) yaml.Add(4, "change", item.Change.ToString().ToLowerInvariant());
        if (item.Optional) yaml.Add(4, "optional", "true");
        else if (item.Profiles.Count > 1) yaml.Add(4, "profiles", YamlLines.List(item.Profiles.Where(p => p != Profile.Full).Order().Select(Who.Name)));
        yaml.Add(4, "name", item.ShortName);
        yaml.Add(4, "wordings");
        foreach (var (who, wording) in item.Wordings) yaml.Add(5, who, wording);
    }
}
