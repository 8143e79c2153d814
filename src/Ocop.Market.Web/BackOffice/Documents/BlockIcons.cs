namespace Ocop.Market.Web.BackOffice.Documents;

public static class BlockIcons
{
    public static string Of(string alias) => alias switch
    {
        "picture" or "gallery" => "i-img",
        "quote" => "i-quote",
        "video" => "i-eye",
        "callToAction" => "i-arrow",
        "table" => "i-menu",
        "file" => "i-copy",
        "shared" => "i-link",
        "productShelf" => "i-basket",
        "producerCard" => "i-people",
        _ => "i-doc",
    };
}
