using Ocop.Market.Catalog.Producers;
using Ocop.Market.Web.Languages;

namespace Ocop.Market.Web.Shared;

/// <summary>A maker's name is the same in every language; that there is none is said in the visitor's.</summary>
public static class MakerWords
{
    public static string Maker(this Words words, string name) => name == Producer.Unnamed ? words[name, "Producer not named by the source"] : name;
}
