using Microsoft.Extensions.Options;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Checks;

/// <summary>Settings that are each allowed, but together or in earnest are not what somebody meant.</summary>
internal sealed class SettingsCheck(SiteOptions site, IConfiguration configuration, IOptions<TrustedProxies> proxies) : ICheck
{
    public Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<Finding>>([Address(), Proxy(), Demo(), Jobs()]);

    private bool IsLocal => new Uri(site.PublicUrl).IsLoopback;

    private Finding Address() => (site.Demo, IsLocal, site.IsHttps) switch
    {
        (false, true, _) => Finding.Wrong("address", $"Site:PublicUrl là {site.PublicUrl}: đường dẫn trong thư chỉ mở được trên máy này. Đặt tên miền thật.",
            $"Site:PublicUrl is {site.PublicUrl}: the links in mails open on this machine only. Set the real address."),
        (false, false, false) => Finding.Wrong("address", $"Site:PublicUrl ({site.PublicUrl}) không phải https: tên, số điện thoại và địa chỉ người mua đi qua mạng mà không mã hoá.",
            $"Site:PublicUrl ({site.PublicUrl}) is not https: buyers' names, phones and addresses travel in the open."),
        _ => Finding.Fine("address", $"Địa chỉ của chợ: {site.PublicUrl}", $"The market's address: {site.PublicUrl}"),
    };

    // Kestrel can speak https by itself; then there may be no proxy at all.
    private Finding Proxy() => (site.IsHttps && !(configuration["Urls"] ?? "").Contains("https://", StringComparison.OrdinalIgnoreCase), proxies.Value.KnownNetworks) switch
    {
        (true, []) => Finding.Wrong("proxy", "Site:PublicUrl là https nhưng Proxy:KnownNetworks trống: mọi người mua được đếm như một máy. Ghi địa chỉ của máy chủ đứng trước, ví dụ 127.0.0.1/32.",
            "Site:PublicUrl is https, but Proxy:KnownNetworks is empty: all buyers are counted as one machine. Name the proxy in front, such as 127.0.0.1/32."),
        (_, { Count: > 0 } known) => Finding.Fine("proxy", $"Tin máy chủ đứng trước: {string.Join(", ", known)}", $"Proxies believed: {string.Join(", ", known)}"),
        _ => Finding.Fine("proxy", "Không tin máy chủ nào đứng trước", "No proxy is believed"),
    };

    private Finding Demo() => site.Demo && !IsLocal
        ? Finding.Doubtful("demo", "Site:Demo đang bật ở địa chỉ công khai: giá là giá bịa, máy tìm kiếm không thấy chợ. Bán thật thì tắt đi và bắt đầu với cơ sở dữ liệu trống.",
            "Site:Demo is on at a public address: prices are invented and search engines stay away. To sell in earnest switch it off and begin with an empty database.")
        : Finding.Fine("demo", site.Demo ? "Chợ thử trên máy này" : "Chợ thật, không phải chợ thử", site.Demo ? "A demo market on this machine" : "A market in earnest, not a demo");

    private Finding Jobs() => configuration.GetValue("Jobs:Enabled", true)
        ? Finding.Fine("jobs", "Việc chạy theo giờ: bật", "Scheduled jobs: on")
        : Finding.Doubtful("jobs", "Jobs:Enabled đang tắt: nếu không có máy khác chạy thay thì thư không đi và hàng giữ chỗ không được trả lại.",
            "Jobs:Enabled is off: unless another node runs them, no mail leaves and reserved goods are not given back.");
}
