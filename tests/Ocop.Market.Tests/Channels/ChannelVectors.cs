using System.Text.Json;
using Ocop.Market.Testing;

namespace Ocop.Market.Tests.Channels;

/// <summary>Known digests of requests and notifications; doubles and connectors are held against the same.</summary>
internal static class ChannelVectors
{
    public static IEnumerable<JsonElement> Requests(string channel) => Of("requests", channel);

    public static IEnumerable<JsonElement> Pushes(string channel) => Of("pushes", channel);

    public static string Text(this JsonElement vector, string name) => vector.GetProperty(name).GetString()!;

    public static IReadOnlyDictionary<string, string> Fields(this JsonElement vector) => vector.GetProperty("fields").EnumerateObject().ToDictionary(field => field.Name, field => field.Value.GetString()!);

    private static IEnumerable<JsonElement> Of(string list, string channel)
    {
        var vectors = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "vectors", "channels", "channel-vectors.json"))).RootElement.GetProperty(list).EnumerateArray();
        return vectors.Where(vector => vector.Text("channel") == channel);
    }
}
