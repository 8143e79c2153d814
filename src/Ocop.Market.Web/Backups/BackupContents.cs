using System.Text.Json;
using System.Text.Json.Serialization;
using Ocop.Market.Data;

namespace Ocop.Market.Web.Backups;

/// <summary>What lies in a backup; written into it as contents.json.</summary>
public sealed record BackupContents(DatabaseProvider Database, DateTime TakenAt, int Pictures)
{
    public const string SqliteFile = "market.db";
    public const string JobsFile = "jobs.db";
    public const string PostgresFile = "market.dump";
    public const string MediaFolder = "media";
    private const string OwnFile = "contents.json";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter() } };

    public async Task WriteAsync(string folder, CancellationToken cancel)
    {
        await using var stream = File.Create(Path.Combine(folder, OwnFile));
        await JsonSerializer.SerializeAsync(stream, this, Json, cancel);
    }

    /// <summary>Null where the folder is not a backup.</summary>
    public static async Task<BackupContents?> ReadAsync(string folder, CancellationToken cancel)
    {
        var file = Path.Combine(folder, OwnFile);
        if (!File.Exists(file)) return null;
        await using var stream = File.OpenRead(file);
        try { return await JsonSerializer.DeserializeAsync<BackupContents>(stream, Json, cancel); }
        catch (JsonException) { return null; }
    }
}
