using System.Diagnostics;
using Ocop.Market.Web.Security;
using OpenTelemetry;

namespace Ocop.Market.Web.Telemetry;

/// <summary>
/// Addresses hold order numbers, signed tokens and what people search for. As in the log, a request is told by its route, and the query not at all.
/// </summary>
internal sealed class RouteInsteadOfPath : BaseProcessor<Activity>
{
    public override void OnEnd(Activity activity)
    {
        if (activity.GetTagItem("url.query") is not null) activity.SetTag("url.query", null);
        if (activity.GetTagItem("url.full") is not null) activity.SetTag("url.full", null);
        if (activity.GetTagItem("url.path") is string path) activity.SetTag("url.path", activity.GetTagItem("http.route") as string ?? Masked.Path(path));
    }
}
