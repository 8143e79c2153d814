using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Ocop.Market.Data;

namespace Ocop.Market.Web.Security;

/// <summary>Keeps the keys of cookies and links in the market's database: every node reads them, and a backup takes them along.</summary>
public sealed class DatabaseKeys(IServiceScopeFactory scopes) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketDb>();
        return [.. db.DataProtectionKeys.Select(key => key.Xml).AsEnumerable().Select(xml => XElement.Parse(xml))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketDb>();
        db.DataProtectionKeys.Add(new DataProtectionKey(friendlyName, element.ToString(SaveOptions.DisableFormatting)));
        db.SaveChanges();
    }
}

public static class DatabaseKeysModule
{
    public static IServiceCollection AddDatabaseKeys(this IServiceCollection services)
    {
        services.AddSingleton<DatabaseKeys>();
        // A fixed name: else the content root's path is part of every key, and a moved installation reads no old cookie.
        services.AddDataProtection().SetApplicationName("Ocop.Market");
        services.AddOptions<KeyManagementOptions>().Configure<DatabaseKeys>((options, keys) => options.XmlRepository = keys);
        return services;
    }
}
