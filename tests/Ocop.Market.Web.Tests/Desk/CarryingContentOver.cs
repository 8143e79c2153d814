using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Bundles;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Web.Commands;
using Ocop.Market.Web.Tests.Accounts;
using Xunit;

namespace Ocop.Market.Web.Tests.Desk;

public sealed class CarryingContentOver
{
    private const string Path = "/quan-tri/ban-sao-noi-dung";
    private static readonly HeldRole Administrator = new(Role.Administrator, Scope.Programme);

    [Fact]
    public async Task A_bundle_goes_out_of_one_desk_and_into_another_after_a_look()
    {
        await using var from = await MarketSite.OpenAsync();
        var chief = new Person(Guid.CreateVersion7(), "Ban chương trình", [Administrator]);
        var page = (await from.InScopeAsync(scope => scope.GetRequiredService<CreateDocument>().HandleAsync(chief, new NewDocument(OwnTypes.Article, "Tin mùa chè", "vi", Scope.Programme), default))).Value!;
        var bundle = await ExportAsync(from);

        await using var to = await MarketSite.OpenAsync();
        var (visitor, guest) = (to.Visitor(), await to.SignedInAsync(Administrator));
        using var broken = await SendAsync(visitor, guest, "Check", ("file", "<html>"u8.ToArray()));
        Assert.Equal(HttpStatusCode.Conflict, broken.StatusCode);
        using var looked = await SendAsync(visitor, guest, "Check", ("file", bundle));
        var html = await looked.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, looked.StatusCode);
        Assert.Contains("Tin mùa chè", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.False(await IsThereAsync());

        var name = html.Split("name=\"name\" value=\"")[1].Split('"')[0];
        using var taken = await SendAsync(visitor, guest, "Import", ("name", System.Text.Encoding.ASCII.GetBytes(name)));
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.True(await IsThereAsync());
        using var gone = await SendAsync(visitor, guest, "Import", ("name", "../market"u8.ToArray()));
        Assert.Equal(HttpStatusCode.Conflict, gone.StatusCode);

        // The command finds everything there already.
        var output = new StringWriter();
        Assert.Equal(0, await to.InScopeAsync(scope => ImportContentCommand.RunAsync(scope.GetRequiredService<ImportContent>(), new MemoryStream(bundle), isDryRun: false, publish: false, output)));
        Assert.Contains("Đã nhập: 0 mới, 0 thay đổi", output.ToString(), StringComparison.Ordinal);

        Task<bool> IsThereAsync() => to.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().Documents.AnyAsync(document => document.Id == page.Id));
    }

    private static async Task<byte[]> ExportAsync(MarketSite site)
    {
        var (visitor, guest) = (site.Visitor(), await site.SignedInAsync(Administrator));
        using var answer = await SendAsync(visitor, guest, "Export", ("types", "article"u8.ToArray()));
        Assert.Equal("application/zip", answer.Content.Headers.ContentType!.MediaType);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient visitor, Guest guest, string handler, (string Name, byte[] Value) field)
    {
        const string token = "__RequestVerificationToken";
        var shown = await guest.GetAsync(visitor, Path);
        using var form = new MultipartFormDataContent { { new StringContent(shown.Hidden(token)), token } };
        if (field.Name == "file") form.Add(new ByteArrayContent(field.Value), "file", "../noi-dung.zip");
        else form.Add(new ByteArrayContent(field.Value), field.Name);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Path}?handler={handler}") { Content = form, Headers = { { "Cookie", $"me={guest.Cookie("me")}; form={guest.Cookie("form")}" }, { "Sec-Fetch-Site", "same-origin" } } };
        return await visitor.SendAsync(request);
    }
}
