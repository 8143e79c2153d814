namespace Ocop.Market.Channels.Connectors;

/// <summary>The platforms that this market has keys for.</summary>
public sealed class ConnectorShelf(IEnumerable<IChannelConnector> connectors)
{
    private readonly Dictionary<string, IChannelConnector> _byChannel = connectors.ToDictionary(connector => connector.Capabilities.Channel, StringComparer.Ordinal);

    public IReadOnlyCollection<string> Channels => _byChannel.Keys;

    public IEnumerable<IChannelConnector> All => _byChannel.Values.OrderBy(connector => connector.Capabilities.Name, StringComparer.Ordinal);

    /// <summary>Null where the keys were taken away.</summary>
    public IChannelConnector? Of(string channel) => _byChannel.GetValueOrDefault(channel);
}
