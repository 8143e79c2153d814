using Ocop.Market.Cms.Documents;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Approval;

/// <summary>What a module that knows the things a text names has to say against it, asked before it is submitted or approved.</summary>
public interface IContentGuard
{
    Task<IReadOnlyList<Refusal>> RefuseAsync(Document document, DocumentContent content, CancellationToken cancel);
}
