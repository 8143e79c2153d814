using Ocop.Market.Ordering.Stock;
using Ocop.Market.Web.Languages;

namespace Ocop.Market.Web.ProducerPortal;

/// <summary>Out of which batches something is taken: the same words on the order's page and on paper.</summary>
internal static class BatchWords
{
    public static string Batches(this Words T, IReadOnlyList<BatchShare> shares, DateOnly today) => string.Join("; ", shares.Select(share => share.Batch is not { } batch ? T[$"chưa ghi lô: {share.Quantity}", $"in no batch: {share.Quantity}"]
        : T[$"lô {batch.Number}, hạn {T.Date(batch.BestBefore)}: {share.Quantity}", $"batch {batch.Number}, best before {T.Date(batch.BestBefore)}: {share.Quantity}"] + (batch.IsPastOn(today) ? T[" (quá hạn, đừng gửi)", " (past its day, do not send)"] : "")));
}
