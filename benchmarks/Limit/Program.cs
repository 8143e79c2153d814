using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

// Kestrel and nothing else: the market's own answers, given from memory byte for byte. No page can be faster than this.
//   Ocop.Market.Limit ANSWERS.json --urls URL
await using var file = File.OpenRead(args[0]);
var answers = (await JsonSerializer.DeserializeAsync<Answer[]>(file, JsonSerializerOptions.Web))!.ToFrozenDictionary(answer => answer.Target);

var builder = WebApplication.CreateSlimBuilder(args[1..]);
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
var app = builder.Build();
app.Run(async context =>
{
    if (!answers.TryGetValue(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, out var answer))
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return;
    }

    context.Response.StatusCode = answer.Status;
    foreach (var (name, values) in answer.Lines) context.Response.Headers[name] = values;
    await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
});
await app.RunAsync();

/// <param name="Target">Path and query as they stand in the request line.</param>
/// <param name="Headers">As the market sent them, without those that Kestrel writes itself: Date, Transfer-Encoding.</param>
internal sealed record Answer(string Target, int Status, Dictionary<string, string[]> Headers, byte[] Body)
{
    public KeyValuePair<string, StringValues>[] Lines { get; } = [.. Headers.Select(header => KeyValuePair.Create(header.Key, new StringValues(header.Value)))];
}
