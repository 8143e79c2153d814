using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using Ocop.Market.Catalog.Calendars;

namespace Ocop.Market.Web.Storefront;

/// <summary>A calendar file whose tag is its own hash: whoever has it is told in a few bytes.</summary>
public static class CalendarAnswer
{
    public static IResult Of(string file)
    {
        var bytes = Encoding.UTF8.GetBytes(file);
        return Results.Bytes(bytes, CalendarFile.ContentType, entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..24]}\""));
    }
}
