using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ocop.Market.Web.Security;
using Xunit;

namespace Ocop.Market.Web.Tests.Security;

public sealed class WritingTheRequestLog
{
    [Theory]
    [InlineData("gọi 0912345678 nhé", "gọi [phone] nhé")]
    [InlineData("+84 912 345 678", "[phone]")]
    [InlineData("/don-hang?phone=0912.345.678", "/don-hang?phone=[phone]")]
    [InlineData("gửi tới ai-do.x@vi-du.vn, rồi thôi", "gửi tới [mail], rồi thôi")]
    [InlineData("/don-hang/xu-ly/CfDJ8N7x_kQ2abcdEFGH-ijklMNOPqrst4567", "/don-hang/xu-ly/[token]")]
    [InlineData("/san-pham/che-dinh-tan-cuong-thai-nguyen-hop-qua-tet", "/san-pham/che-dinh-tan-cuong-thai-nguyen-hop-qua-tet")]
    public void Masks_what_belongs_to_a_person(string text, string masked) => Assert.Equal(masked, Masked.Text(text));

    [Fact]
    public async Task Leaves_one_line_for_each_request_without_query_or_token()
    {
        var lines = new Lines();
        await using var site = await MarketSite.OpenAsync(configure: services =>
        {
            services.AddSingleton<ILoggerProvider>(lines);
            services.AddLogging(logging => logging.AddFilter<Lines>(typeof(RequestLog).FullName, LogLevel.Information));
        });
        var visitor = site.Visitor();
        await visitor.GetAsync("/sitemap.xml");
        await visitor.GetAsync("/sitemap.xml");
        await visitor.GetAsync("/khong-co/0912345678?phone=0987654321");

        // The first start also tells of the administrator's account.
        Assert.Collection(lines.Written.Where(line => line.StartsWith("GET ", StringComparison.Ordinal)),
            line => Assert.Matches(@"^GET /sitemap\.xml 200 in .* ms, cache miss$", line),
            line => Assert.Matches(@"^GET /sitemap\.xml 200 in .* ms, cache hit$", line),
            line => Assert.Matches(@"^GET /khong-co/\[phone\] 404 in .* ms, cache -$", line));
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Written { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Enqueue(formatter(state, exception));

        public void Dispose() { }
    }
}
