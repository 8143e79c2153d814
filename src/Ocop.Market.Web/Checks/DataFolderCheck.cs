using System.Runtime.InteropServices;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Checks;

/// <summary>Whether the data folder can be written, is kept from strangers, and has room.</summary>
public sealed class DataFolderCheck(MarketPaths paths, SiteOptions site) : ICheck
{
    private const long Little = 1024L * 1024 * 1024, TooLittle = 200L * 1024 * 1024;
    private const int ForWriting = 2;

    public Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancel)
    {
        var existing = Existing(paths.Root);
        List<Finding> findings = [Access(existing), RoomIn(new DriveInfo(existing).AvailableFreeSpace)];
        if (!OperatingSystem.IsWindows() && !site.Demo && existing == paths.Root && (File.GetUnixFileMode(paths.Root) & (UnixFileMode.OtherRead | UnixFileMode.OtherExecute)) != 0)
            findings.Add(Finding.Doubtful("data-privacy", $"Ai trên máy này cũng mở được {paths.Root}, nơi có địa chỉ người mua và khoá: chmod 750.",
                $"Everybody on this machine may open {paths.Root}, where buyers' addresses and keys lie: chmod 750."));
        return Task.FromResult<IReadOnlyList<Finding>>(findings);
    }

    private Finding Access(string existing)
    {
        if (existing != paths.Root)
            return IsWritable(existing)
                ? Finding.Doubtful("data-folder", $"Chưa có {paths.Root}; lần chạy đầu sẽ tạo.", $"{paths.Root} is not there yet; the first start makes it.")
                : Finding.Wrong("data-folder", $"Chưa có {paths.Root} và không tạo được: {existing} không ghi được.", $"{paths.Root} is not there and cannot be made: {existing} is not writable.");

        var closed = new[] { paths.Root, paths.Database, paths.Jobs, paths.Media, paths.SharedPictures, paths.Feeds, paths.MailPickup }.Where(Path.Exists).Where(path => !IsWritable(path)).ToList();
        return closed.Count == 0
            ? Finding.Fine("data-folder", $"Thư mục dữ liệu ghi được: {paths.Root}", $"The data folder is writable: {paths.Root}")
            : Finding.Wrong("data-folder", $"Người dùng {Environment.UserName} không ghi được: {string.Join(", ", closed)}. Có lệnh nào đã chạy dưới tên người khác?",
                $"User {Environment.UserName} may not write: {string.Join(", ", closed)}. Was a command run as somebody else?");
    }

    public static Finding RoomIn(long free)
    {
        var (vi, en) = (FormattableString.Invariant($"Đĩa còn trống {free / 1_000_000} MB"), FormattableString.Invariant($"Free on the disk: {free / 1_000_000} MB"));
        return free switch
        {
            < TooLittle => Finding.Wrong("disk", vi + ": sắp không ghi được đơn hàng.", en + ": orders will soon not be written."),
            < Little => Finding.Doubtful("disk", vi + ".", en + "."),
            _ => Finding.Fine("disk", vi, en),
        };
    }

    private static string Existing(string folder) => Directory.Exists(folder) ? folder : Existing(Path.GetDirectoryName(folder)!);

    // Asking tells it without writing, and sees a read-only file system too.
    private static bool IsWritable(string path) => OperatingSystem.IsWindows() || Access(path, ForWriting) == 0;

    [DllImport("libc", EntryPoint = "access", CharSet = CharSet.Ansi)]
    private static extern int Access([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int mode);
}
