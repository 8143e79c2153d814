namespace Ocop.Market.Data;

/// <summary>A key that signs cookies and links. In the database, so that every node and every restored backup can read them.</summary>
public sealed class DataProtectionKey
{
    private DataProtectionKey() { }

    public DataProtectionKey(string name, string xml) => (Name, Xml) = (name, xml);

    public int Id { get; private set; }
    public string Name { get; private set; } = "";
    public string Xml { get; private set; } = "";
}
