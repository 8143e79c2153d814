using Microsoft.EntityFrameworkCore;

namespace Ocop.Market.Kernel;

/// <summary>One page of a list that was counted, ordered and cut in the database.</summary>
public sealed record ListPage<T>(IReadOnlyList<T> Rows, int Total, int Page, int Size);

public static class ListPages
{
    /// <param name="page">As asked for; beyond the last it is the last.</param>
    public static async Task<ListPage<T>> PageAsync<T>(this IQueryable<T> ordered, int page, int size, CancellationToken cancel)
    {
        var total = await ordered.CountAsync(cancel);
        page = Math.Clamp(page, 1, Math.Max(1, (total + size - 1) / size));
        return new ListPage<T>(total == 0 ? [] : await ordered.Skip((page - 1) * size).Take(size).ToListAsync(cancel), total, page, size);
    }
}
