using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Ordering.Payments;
using Xunit;

namespace Ocop.Market.Tests.Payments;

public sealed class CallingGateways
{
    private static readonly Uri There = new("https://gateway.example/api");

    [Theory]
    [InlineData(200, """{"code":"00"}""", true)]
    [InlineData(201, """{"code":"00"}""", true)]
    [InlineData(400, """{"code":"20"}""", true)]
    [InlineData(422, """{"code":"7000"}""", true)]
    [InlineData(200, "<html>", false)]
    [InlineData(200, "", false)]
    [InlineData(404, "<html>", false)]
    [InlineData(302, """{"code":"00"}""", false)]
    [InlineData(500, """{"code":"00"}""", false)]
    [InlineData(503, "", false)]
    public async Task Only_the_gateways_own_words_count(int status, string body, bool counts)
    {
        var answer = await AskAsync(_ => new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") });

        Assert.Equal(counts, answer.Fields is not null);
        if (!counts) Assert.StartsWith($"HTTP {status}", answer.Problem, StringComparison.Ordinal);
        Assert.Equal("", answer["missing"]);
    }

    [Fact]
    public async Task An_answer_that_calls_itself_something_odd_is_read_as_UTF8()
    {
        var answer = await AskAsync(_ =>
        {
            var content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"message":"Thành công"}"""));
            content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=klingon");
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
        });

        Assert.Equal("Thành công", answer["message"]);
    }

    [Fact]
    public async Task Silence_and_broken_lines_are_problems_and_not_exceptions()
    {
        Assert.Equal("No answer in time.", (await AskAsync(_ => throw new TaskCanceledException("", new TimeoutException()))).Problem);
        Assert.Equal("No such host.", (await AskAsync(_ => throw new HttpRequestException("No such host."))).Problem);
        Assert.Equal("Cut.", (await AskAsync(_ => throw new IOException("Cut."))).Problem);
    }

    [Fact]
    public void The_client_waits_half_a_minute_and_reads_no_endless_answer()
    {
        using var services = new ServiceCollection().AddGatewayClient<Caller>().BuildServiceProvider();

        var client = services.GetRequiredService<Caller>().Http;

        Assert.Equal((TimeSpan.FromSeconds(30), 256 * 1024), (client.Timeout, client.MaxResponseContentBufferSize));
    }

    [Fact]
    public async Task A_signed_request_is_not_sent_on_to_where_an_answer_points()
    {
        await using var shop = await ListeningShop.OpenAsync("", 0);
        shop.SendsOnTo = There;
        using var services = new ServiceCollection().AddGatewayClient<Caller>().BuildServiceProvider();

        var answer = await services.GetRequiredService<Caller>().Http.PostJsonAsync(shop.Address, "{}", CancellationToken.None);

        Assert.Equal("HTTP 307, no JSON", answer.Problem);
    }

    private static async Task<GatewayAnswer> AskAsync(Func<HttpRequestMessage, HttpResponseMessage> answer)
    {
        using var client = new HttpClient(new Answering(answer));
        return await client.PostJsonAsync(There, "{}", CancellationToken.None);
    }

    private sealed class Caller(HttpClient http)
    {
        public HttpClient Http => http;
    }

    private sealed class Answering(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel) => Task.FromResult(answer(request));
    }
}
