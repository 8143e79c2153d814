using System.Diagnostics;
using Xunit;

namespace Ocop.Market.Proof;

/// <summary>A real disk of 64 MB: a file that the system mounts (which takes an administrator, by sudo where the tests run as somebody else).</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const long Size = 64 * 1024 * 1024;
    private readonly string _image, _folder;

    private SmallDisk(string image, string folder) => (_image, _folder) = (image, folder);

    private string Filler => Path.Combine(_folder, "filler");

    public static async Task<SmallDisk> MountAsync()
    {
        var folder = Directory.CreateTempSubdirectory("ocop-disk-").FullName;
        var image = folder + ".img";
        await using (var file = File.Create(image)) file.SetLength(Size);
        // -m 0: nothing kept back for the administrator, who may be the one that runs this.
        await SucceedAsync("mkfs.ext4", "-q", "-F", "-m", "0", image);
        await AsAdministratorAsync("mount", "-o", "loop", image, folder);
        var disk = new SmallDisk(image, folder);
        await AsAdministratorAsync("chmod", "777", folder);
        return disk;
    }

    public async Task<string> MakeFolderAsync(string name, string? owner = null)
    {
        var made = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        if (owner is not null && Environment.UserName == "root") await AsAdministratorAsync("chown", owner, made);
        return made;
    }

    /// <summary>To the last block.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var portion in new[] { 1 << 20, 1 << 12, 1 << 10 })
            try
            {
                while (filler.Length < Size)
                {
                    filler.Write(new byte[portion]);
                    filler.Flush(flushToDisk: true);
                }
            }
            catch (IOException)
            {
                // Full for portions of this size.
            }

        Assert.True(new DriveInfo(_folder).AvailableFreeSpace < 4096);
    }

    public void Free() => File.Delete(Filler);

    /// <summary>Nobody may write them, not even who has them open.</summary>
    public static Task ProtectAsync(params string[] files) => AsAdministratorAsync("chattr", ["+i", .. files]);

    public static Task UnprotectAsync(params string[] files) => AsAdministratorAsync("chattr", ["-i", .. files]);

    public async ValueTask DisposeAsync()
    {
        await AsAdministratorAsync("umount", _folder);
        Directory.Delete(_folder);
        File.Delete(_image);
    }

    private static Task AsAdministratorAsync(string program, params string[] words) =>
        Environment.UserName == "root" ? SucceedAsync(program, words) : SucceedAsync("sudo", ["-n", program, .. words]);

    private static async Task SucceedAsync(string program, params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(program, words) { RedirectStandardError = true })!;
        var complaint = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', words)}: {complaint}");
    }
}
