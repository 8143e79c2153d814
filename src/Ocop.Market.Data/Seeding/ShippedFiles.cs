using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace Ocop.Market.Data.Seeding;

/// <summary>Files that travel with the program, and which of them the database already holds.</summary>
internal static class ShippedFiles
{
    /// <summary>
    /// True for exactly one caller for each content: one conditional write, so that of two hosts starting together the second waits
    /// for the first and then finds nothing to do. Call it inside the transaction that loads the file.
    /// </summary>
    public static async Task<bool> ClaimAsync(this MarketDb db, string name, string hash, CancellationToken cancel) =>
        await db.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO loaded_files (name, hash) VALUES ({name}, {hash})
             ON CONFLICT (name) DO UPDATE SET hash = excluded.hash WHERE loaded_files.hash <> excluded.hash
             """, cancel) == 1;

    public static string HashOf(params IEnumerable<string> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files) hash.AppendData(File.ReadAllBytes(file));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
