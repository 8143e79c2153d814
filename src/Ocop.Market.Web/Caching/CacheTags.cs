using Microsoft.AspNetCore.OutputCaching;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Kernel;

namespace Ocop.Market.Web.Caching;

/// <summary>What a cached page shows. When one of these changes, the page is made anew.</summary>
public static class CacheTags
{
    /// <summary>Any product, producer or place: lists, facets, counts, the home page.</summary>
    public const string Catalogue = "catalogue";

    /// <summary>Any document: lists of stories, pages that may get a story.</summary>
    public const string Documents = "documents";

    /// <summary>Any fair: the list of fairs, calendars, places that name what comes.</summary>
    public const string Fairs = "fairs";

    /// <summary>Any sales point: lists of them, the pages of places. What stands on their shelves is not in it.</summary>
    public const string SalesPoints = "salespoints";

    /// <summary>Any livestream session: the list of them, their calendar.</summary>
    public const string Livestreams = "all-livestreams";

    /// <summary>Any list made for an event: which of them are public.</summary>
    public const string EventCatalogues = "event-catalogues";

    /// <summary>Any buyer's need: the list of them.</summary>
    public const string Needs = "needs";

    /// <summary>Any gift box: the list of them.</summary>
    public const string GiftBoxes = "gift-boxes";

    /// <summary>Any promotion: whatever shows a price.</summary>
    public const string Prices = "prices";

    public static string Of(ChangeSubject subject) => subject.ToString();

    /// <summary>context.TagCache(CacheTags.Catalogue), context.TagCache(ChangeSubject.Product(id).ToString()). Does nothing on a page that is not cached.</summary>
    public static void TagCache(this HttpContext context, params ReadOnlySpan<string> tags)
    {
        if (context.Features.Get<IOutputCacheFeature>()?.Context is not { } cache) return;
        foreach (var tag in tags) cache.Tags.Add(tag);
    }

    /// <summary>A page of the editors' with the text it shows.</summary>
    public static void TagCache(this HttpContext context, PageBody body)
    {
        context.TagCache(Documents);
        if (body.ShowsGoods) context.TagCache(Catalogue);
    }

    public static void TagCache(this HttpContext context, ChangeSubject subject) => context.TagCache(Of(subject));

    /// <summary>The tags that a change makes stale. An order's own life is on no cached page.</summary>
    public static IReadOnlyList<string> StaleAfter(ChangeSubject subject) => subject.Kind switch
    {
        "product" or "producer" or "place" => [Of(subject), Catalogue],
        "document" => [Of(subject), Documents],
        ChangeSubject.FairKind => [Of(subject), Fairs],
        ChangeSubject.NeedKind => [Of(subject), Needs],
        ChangeSubject.LivestreamsKind => [Of(subject), Livestreams],
        ChangeSubject.EventCatalogueKind => [Of(subject), EventCatalogues],
        ChangeSubject.GiftBoxKind => [Of(subject), GiftBoxes],
        ChangeSubject.PromotionKind => [Of(subject), Prices],
        "salespoint" => [Of(subject), SalesPoints],
        "media" or "mark" or "shelf" or "outlets" or ChangeSubject.ReviewsKind => [Of(subject)],
        _ => [],
    };
}
