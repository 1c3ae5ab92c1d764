using Meent.Foundation;

namespace Meent.Reflect.Federate;

/// <summary>The hubs whose files are taken, by the id of their key.</summary>
public sealed class Partners
{
    private readonly Dictionary<string, PartnerSettings> byKey = [];

    public Partners(Settings settings)
    {
        foreach (var partner in settings.Partners)
        {
            using var key = PublicKey.Read(partner.Key);
            if (key is not null) byKey.TryAdd(PublicKey.IdOf(key), partner);
        }
    }

    /// <summary>Ids of their keys: figures of a partner that was taken out of the settings are no longer counted.</summary>
    public IReadOnlyCollection<string> Keys => byKey.Keys;

    /// <returns>null where no partner has a key with this id</returns>
    public PartnerSettings? Find(string key) => byKey.GetValueOrDefault(key);
}
