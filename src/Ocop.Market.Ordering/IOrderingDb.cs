using Ocop.Market.Catalog;

namespace Ocop.Market.Ordering;

public interface IOrderingDb : ICatalogDb
{
}
