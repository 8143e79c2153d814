using System.Text;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Importing;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Desk;

public sealed class ImportingAtTheDesk
{
    private const string Header = "name_vi,producer_vi,producer_kind,commune,district,province,group,subgroup,stars,recognised_year,source\n";
    private const string Good = Header + "Mật ong rừng thử,HTX ong thử,Hợp tác xã,,,Thái Nguyên,Thực phẩm,,,,nguồn thử\n";

    [Theory, BothDatabases]
    public async Task The_check_changes_nothing_and_the_second_step_takes_in_the_checked_file_and_forgets_it(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var list = Assert.Succeeded(await Keep(desk, Good));
        Assert.Refused("NotChecked", await Import(desk, DeskMarket.Administrator, list.Hash));
        var told = new List<int>();
        var seen = Assert.Succeeded(await desk.Run<CheckKeptList, Outcome<KeptList>>(check => check.HandleAsync(DeskMarket.Administrator, list.Hash, told.Add, default)));
        Assert.Equal((ListState.Checked, 1, 1, 0), (seen.State, seen.Rows, seen.Created, seen.ErrorCount));
        Assert.Equal([1], told);
        Assert.Equal(3, await desk.Read(db => db.Products.CountAsync()));
        Assert.Equal(0, await desk.Read(db => db.AuditEntries.CountAsync()));

        Assert.Refused("NoRight", await Import(desk, DeskMarket.Province, list.Hash));
        Assert.Equal(ListState.Imported, Assert.Succeeded(await Import(desk, DeskMarket.Administrator, list.Hash)).State);
        Assert.Equal(4, await desk.Read(db => db.Products.CountAsync()));
        Assert.Equal(DeskMarket.Administrator.Actor, await desk.Read(db => db.AuditEntries.Where(entry => entry.Act == "ProductsImported").Select(entry => entry.Actor).SingleAsync()));
        Assert.False(File.Exists(Path.Combine(desk.ListFolder, list.Hash, "list")));
        Assert.Refused("ImportedAlready", await Import(desk, DeskMarket.Administrator, list.Hash));
    }

    [Theory, BothDatabases]
    public async Task A_file_that_changed_since_its_check_is_not_imported(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var list = Assert.Succeeded(await Keep(desk, Good));
        Assert.Succeeded(await Check(desk, list.Hash));
        await File.AppendAllTextAsync(Path.Combine(desk.ListFolder, list.Hash, "list"), "Khác,HTX khác,Hợp tác xã,,,Thái Nguyên,Thực phẩm,,,,nguồn\n");
        Assert.Refused("ListGone", await Import(desk, DeskMarket.Administrator, list.Hash));
        Assert.Refused("ListGone", await Import(desk, DeskMarket.Administrator, "../../etc/passwd"));
        Assert.Equal(3, await desk.Read(db => db.Products.CountAsync()));
    }

    [Theory, BothDatabases]
    public async Task Bad_rows_come_back_in_a_file_and_the_good_ones_may_be_taken_alone(DatabaseProvider provider)
    {
        await using var desk = await DeskMarket.OpenAsync(provider);
        var list = Assert.Succeeded(await Keep(desk, Good + "=HYPERLINK(1),,,,,Không Có,,,,,\n"));
        var seen = Assert.Succeeded(await Check(desk, list.Hash));
        Assert.Equal((2, 1, 1), (seen.Rows, seen.BadRows, seen.GoodRows));
        var report = await desk.Run<KeptLists, string>(lists => File.ReadAllTextAsync(lists.Report(seen)!.FullName));
        Assert.Contains("'=HYPERLINK(1)", report, StringComparison.Ordinal);
        Assert.Contains("Không có tỉnh", report, StringComparison.Ordinal);

        Assert.Refused("HasBadRows", await Import(desk, DeskMarket.Administrator, list.Hash));
        Assert.Succeeded(await Import(desk, DeskMarket.Administrator, list.Hash, keepGood: true));
        Assert.Equal(4, await desk.Read(db => db.Products.CountAsync()));
    }

    private static Task<Outcome<KeptList>> Keep(DeskMarket desk, string csv) =>
        desk.Run<KeptLists, Outcome<KeptList>>(lists => lists.KeepAsync(new MemoryStream(Encoding.UTF8.GetBytes(csv)), "C:\\danh sách\\ong.csv", DeskMarket.Administrator.Actor, default));

    private static Task<Outcome<KeptList>> Check(DeskMarket desk, string hash) =>
        desk.Run<CheckKeptList, Outcome<KeptList>>(check => check.HandleAsync(DeskMarket.Administrator, hash, null, default));

    private static Task<Outcome<KeptList>> Import(DeskMarket desk, Person person, string hash, bool keepGood = false) =>
        desk.Run<ImportKeptList, Outcome<KeptList>>(import => import.HandleAsync(person, hash, keepGood, null, default));
}
