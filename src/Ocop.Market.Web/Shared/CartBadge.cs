namespace Ocop.Market.Web.Shared;

/// <summary>How many goods lie in the visitor's cart: a request feature, set only when a cart cookie came along. Cached pages have none.</summary>
public sealed record CartBadge(int Count);
