namespace Ocop.Market.Channels.Shops;

/// <summary>Seals what would open somebody's shop: in the database, in a backup and in a dump it reads as noise.</summary>
public interface ISecretBox
{
    string Seal(string secret);

    /// <exception cref="System.Security.Cryptography.CryptographicException">It was sealed with a key that is lost.</exception>
    string Open(string sealedSecret);
}
