using Microsoft.AspNetCore.Html;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.BackOffice.Shared;

/// <summary>One column of a list: its heading, what a cell shows, and the word by which the address names its order, where it has one.</summary>
public sealed record GridColumn(string Heading, Func<object, object> Cell, string? Sort = null, bool IsNumber = false);

/// <summary>
/// A list of the desk, drawn by "_Grid": a table on wide screens, cards that name their cells on narrow ones. It holds one page; filtering, ordering
/// and counting happened in the database.
/// </summary>
/// <param name="Chosen">The value of a row's tick box, where rows can be chosen for one act together.</param>
public sealed record DeskGrid(string Caption, IReadOnlyList<object> Rows, IReadOnlyList<GridColumn> Columns, PageLinks? Pages = null, Func<object, string>? Chosen = null, string Empty = "")
{
    /// <summary>How many there are in all: "1.204 sản phẩm".</summary>
    public string? Count { get; init; }

    /// <summary>Another one where a page has two.</summary>
    public string Id { get; init; } = "danh-sach";

    /// <param name="cell">Written in the page as <c>@&lt;b&gt;@item.Name&lt;/b&gt;</c>.</param>
    public static GridColumn Column<T>(string heading, Func<T, IHtmlContent> cell, string? sort = null, bool isNumber = false) where T : notnull =>
        new(heading, row => cell((T)row), sort, isNumber);

    public static GridColumn Text<T>(string heading, Func<T, string?> text, string? sort = null, bool isNumber = false) where T : notnull =>
        new(heading, row => text((T)row) ?? "", sort, isNumber);

    public static DeskGrid Of<T>(string caption, IEnumerable<T> rows, PageLinks? pages, params IReadOnlyList<GridColumn> columns) where T : notnull =>
        new(caption, [.. rows.Cast<object>()], columns, pages);
}
